using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>Reminds of an interview the day before, once for each time it is set to.</summary>
public sealed class RemindOfInterviewJob(IDbContextFactory<AppDbContext> contexts, InterviewEmails emails, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Interviews
            .Where(i => i.State == InterviewState.Booked && i.RemindedAt == null && i.StartsAt > now && i.StartsAt <= now + InterviewService.RemindBefore)
            .Join(db.Volunteers, i => i.VolunteerId, v => v.Id, (interview, volunteer) => new { Interview = interview, Volunteer = volunteer })
            .ToListAsync(ct);
        foreach (var pair in due)
        {
            pair.Interview.RemindedAt = now;
            emails.AddReminder(db, pair.Interview, pair.Volunteer, now);
        }

        await db.SaveChangesAsync(ct);
        return due.Count;
    }
}
