using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>Reminds of an interview as many days before as the programme says, once for each time it is set to.</summary>
public sealed class RemindOfInterviewJob(IDbContextFactory<AppDbContext> contexts, InterviewEmails emails, TimeProvider clock) : IScheduledJob
{
    /// <summary>The longest time in advance, and the quiet days that may lie before it.</summary>
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(14);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Settings, ct);
        var booked = await db.Interviews
            .Where(i => i.State == InterviewState.Booked && i.RemindedAt == null && i.StartsAt > now && i.StartsAt <= now + LookAhead)
            .Join(db.Volunteers, i => i.VolunteerId, v => v.Id, (interview, volunteer) => new { Interview = interview, Volunteer = volunteer })
            .ToListAsync(ct);
        var due = booked.Where(pair => IsDue(pair.Interview, settings[pair.Interview.ProgrammeId], now)).ToList();
        foreach (var pair in due)
        {
            pair.Interview.RemindedAt = now;
            emails.AddReminder(db, pair.Interview, pair.Volunteer, now);
        }

        await db.SaveChangesAsync(ct);
        return due.Count;
    }

    /// <summary>Where the day is quiet, the evening before it: after it would be too late.</summary>
    private static bool IsDue(Interview interview, ProgrammeSettings settings, DateTimeOffset now) =>
        settings.Does(FollowUpKinds.InterviewReminder) && QuietHours.LastOpen(interview.StartsAt.AddDays(-settings.InterviewReminderDays)) <= now;
}
