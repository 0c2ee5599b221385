using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Jobs;

/// <summary>A job with its last run and its next due time.</summary>
public sealed record JobListItem(string Name, TimeSpan Every, JobRun? LastRun, DateTimeOffset NextDue, int FailuresInAWeek);

public sealed class JobQueries(JobRunner runner, IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public async Task<IReadOnlyList<JobListItem>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Nobody)) return [];
        var now = clock.GetUtcNow();
        var weekAgo = now.AddDays(-7);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.JobRuns.FromSql($"SELECT DISTINCT ON (job) * FROM job_runs ORDER BY job, due_at DESC")
            .AsNoTracking().ToDictionaryAsync(r => r.Job, ct);
        var failures = await db.JobRuns.Where(r => r.Outcome == JobOutcome.Failed && r.DueAt >= weekAgo)
            .GroupBy(r => r.Job).Select(g => new { Job = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Job, g => g.Count, ct);
        return [.. runner.Jobs.Select(job => new JobListItem(
            job.Name, job.Every, last.GetValueOrDefault(job.Name), JobRunner.LastDue(job, now) + job.Every, failures.GetValueOrDefault(job.Name)))];
    }

    /// <summary>Runs, newest first: of one job or all, and only those that failed where asked.</summary>
    public async Task<Page<JobRun>> HistoryAsync(Actor actor, string? job, bool onlyFailed, PageRequest page, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Nobody)) return new([], 0, page);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var runs = db.JobRuns.AsNoTracking();
        if (!string.IsNullOrEmpty(job)) runs = runs.Where(r => r.Job == job);
        if (onlyFailed) runs = runs.Where(r => r.Outcome == JobOutcome.Failed);
        var rows = await runs.OrderByDescending(r => r.DueAt).ThenBy(r => r.Id).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new(rows, await runs.CountAsync(ct), page);
    }
}
