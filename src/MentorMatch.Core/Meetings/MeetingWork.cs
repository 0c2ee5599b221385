using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>Items of the worklist about a match.</summary>
public static class MeetingWork
{
    /// <summary>An item about both people of a match, that leads to its page.</summary>
    public static async Task<WorkItem> OfMatchAsync(
        AppDbContext db, WorkKind kind, Match match, DateTimeOffset now, CancellationToken ct, Urgency urgency = Urgency.Soon)
    {
        var citizen = await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == match.CitizenId, ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct);
        return new WorkItem
        {
            ProgrammeId = match.ProgrammeId,
            Kind = kind,
            Key = Work.Key(kind, match.Id),
            Urgency = urgency,
            About = $"{citizen.FullName} – {volunteer.FullName}",
            Path = $"/coordinator/matches/{match.Id}",
            CitizenId = citizen.Id,
            VolunteerId = volunteer.Id,
            MatchId = match.Id,
            Since = now,
        };
    }
}

/// <summary>When people are reminded of a meeting.</summary>
internal static class MeetingReminders
{
    /// <summary>Nearer than this the invitation itself is the reminder.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(2);

    public static bool IsNear(DateTimeOffset startsAt, DateTimeOffset now) => startsAt - now <= Before;

    /// <summary>A new time is reminded of anew, unless it is so near that the mail about it does.</summary>
    public static void Reset(Meeting meeting, DateTimeOffset now)
    {
        foreach (var invitation in meeting.Invitations) invitation.ReminderSentAt = IsNear(meeting.StartsAt!.Value, now) ? now : null;
    }
}
