using MentorMatch.Core.Common;
using MentorMatch.Core.Meetings;

namespace MentorMatch.Web.Components.Pages.Meetings;

/// <summary>When and where, while it is typed.</summary>
public sealed class MeetingTimeInput
{
    public DateOnly? Date { get; set; }

    public TimeOnly? Time { get; set; }

    public int? Minutes { get; set; } = 60;

    public string? Place { get; set; }

    public static MeetingTimeInput Of(Meeting? meeting) => meeting is null ? new() : new()
    {
        Date = meeting.StartsAt?.DanishDate(),
        Time = meeting.StartsAt is { } at ? TimeOnly.FromDateTime(at.ToDanish().DateTime) : null,
        Minutes = meeting.Minutes,
        Place = meeting.Place,
    };

    public MeetingTime ToTime() => new() { Date = Date, Time = Time, Minutes = Minutes, Place = Place };
}
