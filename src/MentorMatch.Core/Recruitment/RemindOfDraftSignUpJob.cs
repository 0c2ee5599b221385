using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>One mail, once, to a visitor who left an address and then the form, three days ago.</summary>
public sealed class RemindOfDraftSignUpJob(IDbContextFactory<AppDbContext> contexts, RecruitmentEmails emails, TimeProvider clock) : IScheduledJob
{
    public static readonly TimeSpan After = TimeSpan.FromDays(3);

    private const int Batch = 200;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = now - After;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var left = await db.SignUps
            .Where(s => s.SentAt == null && s.RemindedAt == null && s.SavedAt <= before && s.SavedAt > now - SignUpResumption.Lifetime)
            .OrderBy(s => s.SavedAt).Take(Batch).ToListAsync(ct);
        foreach (var signUp in left)
        {
            signUp.RemindedAt = now;
            if (signUp.Answers.Email is not null) SignUpResumption.AddLink(db, emails, signUp, "RemindOfDraft", now);
        }

        await db.SaveChangesAsync(ct);
        return left.Count(s => s.Answers.Email is not null);
    }
}
