using System.Collections.Concurrent;
using System.Diagnostics;
using MentorMatch.Core.Common;
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

    private readonly ConcurrentDictionary<string, bool> busy = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> done = new();

    public IReadOnlyList<JobDefinition> Jobs { get; } = [.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Asks every job; one that throws is written down, one that takes long is left behind at the next tick, and neither
    /// keeps another from running.
    /// </summary>
    /// <returns>How many jobs were run here.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var ran = 0;
        var now = clock.GetUtcNow();
        await Parallel.ForEachAsync(Jobs, new ParallelOptions { MaxDegreeOfParallelism = settings.Value.Parallel, CancellationToken = ct }, async (job, _) =>
        {
            try
            {
                var due = job.Schedule.LastDue(now);
                if (done.TryGetValue(job.Name, out var last) && last == due) return;
                if (await RunAsync(job, due, ct) is not null) Interlocked.Increment(ref ran);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                log.LogError(fault, "Job {Job} could not be claimed or recorded", job.Name);
            }
        });
        return ran;
    }

    public TimeSpan LimitOf(JobDefinition job) => job.Limit ?? TimeSpan.FromMinutes(settings.Value.LimitMinutes);

    /// <returns>The run, or null where it was done before or is running already, here or elsewhere.</returns>
    public async Task<JobRun?> RunAsync(JobDefinition job, DateTimeOffset due, CancellationToken ct)
    {
        if (!busy.TryAdd(job.Name, true)) return null;
        Task<int>? work = null;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await IsDoneAsync(db, job, due, ct)) return null;
            await using var held = await db.Database.BeginTransactionAsync(ct);
            var free = await db.Database
                .SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock(hashtextextended('job:' || {job.Name}, 0)) AS "Value" """).ToListAsync(ct);
            if (!free.Single() || await ClaimAsync(job, due, ct) is not { } id) return null;

            using var limit = new CancellationTokenSource(LimitOf(job), clock);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            work = RunInScopeAsync(job, ending.Token);
            var since = Stopwatch.GetTimestamp();
            var (outcome, count, failure) = await OutcomeAsync(job, work, limit.Token, ct);
            Measure(job, outcome, Stopwatch.GetElapsedTime(since));
            return await RecordAsync(id, outcome, count, failure);
        }
        finally
        {
            // What does not stop when told to is not begun again in this process, where it would hang once more.
            if (work is null or { IsCompleted: true }) busy.TryRemove(job.Name, out _);
            else _ = work.ContinueWith(_ => busy.TryRemove(job.Name, out var _), TaskScheduler.Default);
        }
    }

    private static void Measure(JobDefinition job, JobOutcome outcome, TimeSpan took)
    {
        var tags = new TagList { { "job", job.Name }, { "outcome", $"{outcome}" } };
        Figures.JobRuns.Add(1, tags);
        Figures.JobDuration.Record(took.TotalSeconds, tags);
    }

    private async Task<bool> IsDoneAsync(AppDbContext db, JobDefinition job, DateTimeOffset due, CancellationToken ct)
    {
        if (!await db.JobRuns.AnyAsync(r => r.Job == job.Name && r.DueAt == due && r.Outcome == JobOutcome.Done, ct)) return false;
        done[job.Name] = due;
        return true;
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
            WITH mine AS (
                INSERT INTO job_runs (id, job, due_at, started_at, outcome, count)
                VALUES ({Guid.CreateVersion7()}, {job.Name}, {due}, {now}, 'Running', 0)
                ON CONFLICT (job, due_at) DO UPDATE SET started_at = excluded.started_at, ended_at = NULL, outcome = 'Running'
                WHERE job_runs.outcome = 'Running' OR (job_runs.outcome = 'Failed' AND job_runs.ended_at <= {failedBefore})
                RETURNING id),
            given_up AS (
                UPDATE job_runs SET outcome = 'Failed', ended_at = {now}, failure = {JobFailures.Interrupted}
                WHERE job = {job.Name} AND outcome = 'Running' AND due_at <> {due} AND EXISTS (SELECT 1 FROM mine))
            SELECT id AS "Value" FROM mine
            """).ToListAsync(ct);
        return claimed.Count == 0 ? null : claimed[0];
    }

    private async Task<int> RunInScopeAsync(JobDefinition job, CancellationToken ct)
    {
        await Task.Yield();
        using var activity = Figures.Activities.StartActivity($"job {job.Name}");
        await using var scope = scopes.CreateAsyncScope();
        return await ((IScheduledJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(ct);
    }

    private async Task<(JobOutcome Outcome, int Count, string? Failure)> OutcomeAsync(
        JobDefinition job, Task<int> work, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            if (await EndsAsync(work, limit)) return (JobOutcome.Done, await work, null);
            log.LogError("Job {Job} did not stop when its time was over", job.Name);
            return (JobOutcome.Failed, 0, JobFailures.Hangs);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            log.LogError("Job {Job} took longer than {Limit} and was stopped", job.Name, LimitOf(job));
            return (JobOutcome.Failed, 0, JobFailures.TookTooLong);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "Job {Job} failed", job.Name);
            var cause = fault.GetBaseException();
            var text = $"{cause.GetType().Name}: {cause.Message}";
            return (JobOutcome.Failed, 0, text[..Math.Min(text.Length, LongestFailure)]);
        }
    }

    /// <summary>Waits for the job; once its time is over and it has been told to stop, only a little longer.</summary>
    private async Task<bool> EndsAsync(Task<int> work, CancellationToken limit)
    {
        await Task.WhenAny(work, Task.Delay(Timeout.InfiniteTimeSpan, limit));
        if (!work.IsCompleted) await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(settings.Value.StopSeconds), CancellationToken.None));
        return work.IsCompleted;
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
        if (outcome == JobOutcome.Done) done[run.Job] = run.DueAt;
        return run;
    }
}
