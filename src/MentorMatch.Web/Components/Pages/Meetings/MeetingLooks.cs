using MentorMatch.Core.Meetings;
using MentorMatch.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Meetings;

/// <summary>Which colour an answer or a state has, what a meeting is called, and where a coordinator's list leads.</summary>
internal static class MeetingLooks
{
    public static AlertKind? Of(InvitationState? answer) => answer switch
    {
        InvitationState.Yes or InvitationState.Attended => AlertKind.Success,
        InvitationState.Maybe => AlertKind.Warning,
        InvitationState.Sent => AlertKind.Info,
        _ => null,
    };

    public static AlertKind? Of(MeetingState state) => state switch
    {
        MeetingState.Scheduled => AlertKind.Success,
        MeetingState.Polling => AlertKind.Warning,
        MeetingState.Draft => AlertKind.Info,
        _ => null,
    };

    /// <summary>What coordinators call a meeting; a first meeting is called so in the language of the page.</summary>
    public static string TitleOf(MeetingKind kind, string title, IStringLocalizer<MeetingsTexts> texts) => kind == MeetingKind.First ? texts["FirstMeeting"] : title;

    /// <summary>A first meeting is seen to on the page of its match.</summary>
    public static string PathOf(MeetingListItem meeting) =>
        meeting.MatchId is { } match ? $"/coordinator/matches/{match}" : $"/coordinator/meetings/{meeting.Id}";
}
