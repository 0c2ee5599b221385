using MentorMatch.Core.Volunteers;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Components.Pages.Volunteers;

internal static class VolunteerStateLook
{
    /// <summary>Those who wait for us stand out; those who are done do not.</summary>
    public static AlertKind? Of(VolunteerState state) => state switch
    {
        VolunteerState.Confirmed or VolunteerState.Interviewed => AlertKind.Warning,
        VolunteerState.InTraining => AlertKind.Info,
        VolunteerState.Ready => AlertKind.Success,
        _ => null,
    };
}
