using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Jobs;

/// <summary>
/// Keeps ninety days of the history of runs, without those that a wrong clock has put into the future, and ends runs
/// of jobs that this version does not have.
/// </summary>
internal sealed class RemoveOldJobRunsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, IEnumerable<JobDefinition> jobs) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (from, until, begun) = (now - Kept, now.AddDays(1), now - LongestRun);
        var names = jobs.Select(j => j.Name).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ended = await db.JobRuns.Where(r => r.Outcome == JobOutcome.Running && r.StartedAt < begun && !names.Contains(r.Job)).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Outcome, JobOutcome.Failed).SetProperty(r => r.EndedAt, now).SetProperty(r => r.Failure, JobFailures.NoLonger), ct);
        return ended + await db.JobRuns.Where(r => r.DueAt < from || r.DueAt > until).ExecuteDeleteAsync(ct);
    }
}
