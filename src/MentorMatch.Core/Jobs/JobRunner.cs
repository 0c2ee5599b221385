using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Jobs;

/// <summary>
/// Runs what is due and not done. The unique row (job, due time) makes one run of several runners; an advisory lock
/// that dies with its connection tells a run that goes on from one whose process died.
/// </summary>
public sealed class JobRunner(
    IEnumerable<JobDefinition> jobs,
    IServiceScopeFactory scopes,
    IDbContextFactory<AppDbContext> contexts,
    TimeProvider clock,
    IOptions<JobSettings> settings,
    ILogger<JobRunner> log)
{
    private const int LongestFailure = 2000;

    public IReadOnlyList<JobDefinition> Jobs { get; } = [.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal)];

    /// <summary>The latest due time at or before a time: a multiple of the job's interval since a midnight UTC.</summary>
    public static DateTimeOffset LastDue(JobDefinition job, DateTimeOffset now)
    {
        var since = (now - DateTimeOffset.UnixEpoch).Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks(since - (since % job.Every.Ticks));
    }

    /// <summary>Asks every job; one that throws is written down and keeps no other from running.</summary>
    /// <returns>How many jobs were run here.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var ran = 0;
        foreach (var job in Jobs)
        {
            try
            {
                if (await RunAsync(job, LastDue(job, clock.GetUtcNow()), ct) is not null) ran++;
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                log.LogError(fault, "Job {Job} could not be claimed or recorded", job.Name);
            }
        }

        return ran;
    }

    /// <returns>The run, or null where it was done before or is running elsewhere.</returns>
    public async Task<JobRun?> RunAsync(JobDefinition job, DateTimeOffset due, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.JobRuns.AnyAsync(r => r.Job == job.Name && r.DueAt == due && r.Outcome == JobOutcome.Done, ct)) return null;

        await using var held = await db.Database.BeginTransactionAsync(ct);
        var free = await db.Database
            .SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock(hashtextextended('job:' || {job.Name}, 0)) AS "Value" """).ToListAsync(ct);
        if (!free.Single() || await ClaimAsync(job, due, ct) is not { } id) return null;

        var (outcome, count, failure) = await RunInScopeAsync(job, ct);
        return await RecordAsync(id, outcome, count, failure);
    }

    /// <summary>
    /// Saved at once, outside the transaction that holds the lock. A row that says Running while nobody holds the lock
    /// is a dead process's, and a failed one is tried again after a while.
    /// </summary>
    private async Task<Guid?> ClaimAsync(JobDefinition job, DateTimeOffset due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var failedBefore = now - TimeSpan.FromMinutes(settings.Value.RetryMinutes);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var claimed = await db.Database.SqlQuery<Guid>(
            $"""
            INSERT INTO job_runs (id, job, due_at, started_at, outcome, count)
            VALUES ({Guid.CreateVersion7()}, {job.Name}, {due}, {now}, 'Running', 0)
            ON CONFLICT (job, due_at) DO UPDATE SET started_at = excluded.started_at, ended_at = NULL, outcome = 'Running'
            WHERE job_runs.outcome = 'Running' OR (job_runs.outcome = 'Failed' AND job_runs.ended_at <= {failedBefore})
            RETURNING id AS "Value"
            """).ToListAsync(ct);
        return claimed.Count == 0 ? null : claimed[0];
    }

    private async Task<(JobOutcome Outcome, int Count, string? Failure)> RunInScopeAsync(JobDefinition job, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await ((IScheduledJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(ct);
            return (JobOutcome.Done, count, null);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "Job {Job} failed", job.Name);
            var cause = fault.GetBaseException();
            var text = $"{cause.GetType().Name}: {cause.Message}";
            return (JobOutcome.Failed, 0, text[..Math.Min(text.Length, LongestFailure)]);
        }
    }

    /// <summary>What failed first and was done at a later try keeps the words of the failure.</summary>
    private async Task<JobRun> RecordAsync(Guid id, JobOutcome outcome, int count, string? failure)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var run = await db.JobRuns.SingleAsync(r => r.Id == id);
        run.Outcome = outcome;
        run.Count = count;
        run.EndedAt = clock.GetUtcNow();
        run.Failure = failure ?? run.Failure;
        await db.SaveChangesAsync();
        return run;
    }
}
