using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>One mail, once, to a visitor who left an address and then the form, after the days that the programme says.</summary>
public sealed class RemindOfDraftSignUpJob(IDbContextFactory<AppDbContext> contexts, RecruitmentEmails emails, TimeProvider clock) : IScheduledJob
{
    private const int Batch = 200;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programmes = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Slug, p => p.Settings, ct);
        var soonest = now.AddDays(-programmes.Values.Select(s => s.DraftReminderDays).DefaultIfEmpty(1).Min());
        var left = await db.SignUps
            .Where(s => s.SentAt == null && s.RemindedAt == null && s.SavedAt <= soonest && s.SavedAt > now - SignUpResumption.Lifetime)
            .OrderBy(s => s.SavedAt).Take(Batch).ToListAsync(ct);
        var done = 0;
        foreach (var signUp in left)
        {
            // Before a programme is chosen, the numbers are those that programmes begin with.
            var settings = programmes.GetValueOrDefault(signUp.Answers.ProgrammeSlug ?? "") ?? new ProgrammeSettings();
            if (signUp.SavedAt.AddDays(settings.DraftReminderDays) > now || !settings.Does(FollowUpKinds.DraftLeft)) continue;
            signUp.RemindedAt = now;
            if (signUp.Answers.Email is null) continue;
            SignUpResumption.AddLink(db, emails, signUp, RecruitmentEmails.DraftReminder, now);
            done++;
        }

        await db.SaveChangesAsync(ct);
        return done;
    }
}
