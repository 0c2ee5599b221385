using MentorMatch.Core.Matching;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Components.Pages.Matching;

/// <summary>Colours of states; the words beside them say the same.</summary>
public static class StateLooks
{
    public static AlertKind? Of(ShortlistState state) => state switch
    {
        ShortlistState.Published => AlertKind.Info,
        ShortlistState.Chosen => AlertKind.Success,
        ShortlistState.HelpAsked or ShortlistState.NoneFits => AlertKind.Warning,
        _ => null,
    };

    public static AlertKind? Of(SuggestionState state) => state switch
    {
        SuggestionState.Approved or SuggestionState.Chosen => AlertKind.Success,
        SuggestionState.Shown => AlertKind.Info,
        _ => null,
    };

    public static AlertKind? Of(MatchState state) => state switch
    {
        MatchState.Started or MatchState.Accepted => AlertKind.Success,
        MatchState.Requested => AlertKind.Info,
        MatchState.OnHold or MatchState.Closing => AlertKind.Warning,
        _ => null,
    };

    public static AlertKind? Of(WaitingStatus status) => status switch
    {
        WaitingStatus.Ready => AlertKind.Success,
        WaitingStatus.Shown or WaitingStatus.ToLookThrough => AlertKind.Info,
        WaitingStatus.NobodyFits => AlertKind.Warning,
        _ => null,
    };
}
