using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Jobs;

/// <summary>A job with its last run and its next due time.</summary>
/// <param name="Name">The job.</param>
/// <param name="Schedule">When it is due.</param>
/// <param name="LastRun">Its run of the latest due time, if any.</param>
/// <param name="NextDue">In UTC.</param>
/// <param name="Overdue">Whether a due time has gone by without a run: nothing asks the list, or every attempt to begin fails.</param>
/// <param name="RunsLong">Whether the last run goes on for longer than it may.</param>
/// <param name="FailuresInAWeek">How many of its runs ended as failed.</param>
public sealed record JobListItem(
    string Name, Schedule Schedule, JobRun? LastRun, DateTimeOffset NextDue, bool Overdue, bool RunsLong, int FailuresInAWeek);

public sealed class JobQueries(JobRunner runner, IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<JobListItem>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Nobody)) return [];
        var now = clock.GetUtcNow();
        var weekAgo = now.AddDays(-7);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // What a wrong clock has put into the future is no last run.
        var last = await db.JobRuns.FromSql($"SELECT DISTINCT ON (job) * FROM job_runs WHERE due_at <= {now} ORDER BY job, due_at DESC")
            .AsNoTracking().ToDictionaryAsync(r => r.Job, ct);
        var failures = await db.JobRuns.Where(r => r.Outcome == JobOutcome.Failed && r.DueAt >= weekAgo)
            .GroupBy(r => r.Job).Select(g => new { Job = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Job, g => g.Count, ct);
        return [.. runner.Jobs.Select(job => Item(job, last.GetValueOrDefault(job.Name), now, failures.GetValueOrDefault(job.Name)))];
    }

    private JobListItem Item(JobDefinition job, JobRun? last, DateTimeOffset now, int failures) => new(
        job.Name,
        job.Schedule,
        last,
        job.Schedule.NextDue(now),
        Overdue: last is null || last.DueAt < job.Schedule.LastDue(now - Patience),
        RunsLong: last is { Outcome: JobOutcome.Running } && now - last.StartedAt > runner.LimitOf(job) + Patience,
        failures);

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
