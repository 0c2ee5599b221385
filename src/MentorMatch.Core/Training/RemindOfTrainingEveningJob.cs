using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Training;

/// <summary>Reminds those who have a seat at an evening within two days, once for each time and place.</summary>
public sealed class RemindOfTrainingEveningJob(IDbContextFactory<AppDbContext> contexts, TrainingEmails emails, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await (
            from signUp in db.TrainingSignUps
            join evening in db.TrainingEvenings on signUp.EveningId equals evening.Id
            join volunteer in db.Volunteers on signUp.VolunteerId equals volunteer.Id
            where signUp.CancelledAt == null && signUp.RemindedAt == null
                && evening.CancelledAt == null && evening.StartsAt > now && evening.StartsAt <= now.AddDays(2)
                && signUp.SignedUpAt < now.AddDays(-1)
            select new { signUp, evening, volunteer }).ToListAsync(ct);
        foreach (var row in due)
        {
            row.signUp.RemindedAt = now;
            emails.AddReminder(db, row.evening, row.signUp, row.volunteer, now);
        }

        await db.SaveChangesAsync(ct);
        return due.Count;
    }
}
