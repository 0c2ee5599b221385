using MentorMatch.Core.Matching;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Components.Pages.FollowUps;

/// <summary>Which colour a match's state has.</summary>
internal static class MatchLooks
{
    public static AlertKind? Of(MatchState state) => state switch
    {
        MatchState.Started or MatchState.Accepted => AlertKind.Success,
        MatchState.Requested => AlertKind.Info,
        MatchState.OnHold or MatchState.Closing => AlertKind.Warning,
        _ => null,
    };
}
