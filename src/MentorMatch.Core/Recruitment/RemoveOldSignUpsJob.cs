using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>Removes answers thirty days after they were last saved: a draft nobody sent, or a form that has served.</summary>
public sealed class RemoveOldSignUpsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - SignUpResumption.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SignUps.Where(s => s.SavedAt <= before).ExecuteDeleteAsync(ct);
    }
}
