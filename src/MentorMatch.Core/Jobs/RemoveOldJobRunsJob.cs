using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Jobs;

/// <summary>Keeps ninety days of the history of runs.</summary>
internal sealed class RemoveOldJobRunsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.Where(r => r.DueAt < before).ExecuteDeleteAsync(ct);
    }
}
