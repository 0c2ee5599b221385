using MentorMatch.Core.Citizens;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Components.Pages.Citizens;

internal static class CitizenStateLook
{
    /// <summary>Those who wait for us stand out; those who are done do not.</summary>
    public static AlertKind? Of(CitizenState state) => state switch
    {
        CitizenState.WishesDone => AlertKind.Warning,
        CitizenState.Choosing => AlertKind.Info,
        CitizenState.Matched => AlertKind.Success,
        _ => null,
    };
}
