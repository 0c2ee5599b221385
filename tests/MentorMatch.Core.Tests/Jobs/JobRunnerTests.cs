using MentorMatch.Core.Access;
using MentorMatch.Core.Jobs;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Tests.Jobs;

public sealed class JobRunnerTests : IAsyncLifetime
{
    private static readonly Actor Administrator = new() { Name = "A", Roles = [Role.Administrator] };

    private readonly FakeClock clock = new();
    private readonly Diary diary = new();
    private readonly JobSettings settings = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task RunDueAsync_ThreeRunnersOverManyDueTimes_RunsEachDueTimeOnce()
    {
        var runners = Enumerable.Range(0, 3).Select(_ => Runner(typeof(CountJob))).ToList();
        for (var hour = 0; hour < 24; hour++)
        {
            await Task.WhenAll(runners.Select(r => Task.Run(() => r.RunDueAsync(default))));
            await Task.WhenAll(runners.Select(r => Task.Run(() => r.RunDueAsync(default))));
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(24, diary.Runs);
        var runs = await RunsAsync();
        Assert.Equal(24, runs.Count);
        Assert.All(runs, r => Assert.Equal((JobOutcome.Done, 7), (r.Outcome, r.Count)));
        Assert.Equal(24, runs.Select(r => r.DueAt).Distinct().Count());
    }

    [Fact]
    public async Task RunDueAsync_AJobThatThrows_IsWrittenDownAndTheOthersGoOn()
    {
        diary.Fails = true;
        var runner = Runner(typeof(BrokenJob), typeof(CountJob));

        Assert.Equal(2, await runner.RunDueAsync(default));

        var runs = await RunsAsync();
        var broken = runs.Single(r => r.Job == "Broken");
        Assert.Equal((JobOutcome.Failed, "InvalidOperationException: The well is dry."), (broken.Outcome, broken.Failure));
        Assert.Equal(JobOutcome.Done, runs.Single(r => r.Job == "Count").Outcome);
    }

    [Fact]
    public async Task RunDueAsync_AfterAFailure_TriesTheSameDueTimeAgainAndKeepsTheWords()
    {
        diary.Fails = true;
        var runner = Runner(typeof(BrokenJob));
        await runner.RunDueAsync(default);
        diary.Fails = false;

        Assert.Equal(0, await runner.RunDueAsync(default));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await runner.RunDueAsync(default));

        var run = Assert.Single(await RunsAsync());
        Assert.Equal(JobOutcome.Done, run.Outcome);
        Assert.Contains("The well is dry", run.Failure);
    }

    [Fact]
    public async Task RunDueAsync_AfterThreeMissedDays_MakesUpOneRunAtTheNextTick()
    {
        var runner = Runner(typeof(CountJob));
        await runner.RunDueAsync(default);
        clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(20));

        Assert.Equal(1, await runner.RunDueAsync(default));
        Assert.Equal(0, await runner.RunDueAsync(default));
        Assert.Equal(2, diary.Runs);
    }

    [Fact]
    public async Task RunDueAsync_ARunWhoseProcessDied_IsTakenOver()
    {
        await using (var db = database.NewContext())
        {
            db.JobRuns.Add(new JobRun { Job = "Count", DueAt = clock.Now, StartedAt = clock.Now, Outcome = JobOutcome.Running });
            await db.SaveChangesAsync();
        }

        Assert.Equal(1, await Runner(typeof(CountJob)).RunDueAsync(default));
        Assert.Equal(JobOutcome.Done, Assert.Single(await RunsAsync()).Outcome);
    }

    [Fact]
    public async Task RunDueAsync_ARunOfAnEarlierTimeThatDied_IsWrittenDownAsInterrupted()
    {
        await AddRunAsync("Count", clock.Now.AddHours(-3));

        Assert.Equal(1, await Runner(typeof(CountJob)).RunDueAsync(default));

        var runs = (await RunsAsync()).OrderBy(r => r.DueAt).ToList();
        Assert.Equal((JobOutcome.Failed, JobFailures.Interrupted), (runs[0].Outcome, runs[0].Failure));
        Assert.Equal((JobOutcome.Done, null), (runs[1].Outcome, runs[1].Failure));
    }

    [Fact]
    public async Task RunDueAsync_AJobThatTakesTooLong_IsStoppedAndTriedAgainWhileTheOthersGoOn()
    {
        var runner = Runner(typeof(LongJob), typeof(CountJob));
        var tick = runner.RunDueAsync(default);
        await UntilAsync(async () => (await RunsAsync()).Any(r => r is { Job: "Count", Outcome: JobOutcome.Done }));
        Assert.Equal(0, await runner.RunDueAsync(default));

        clock.Advance(TimeSpan.FromMinutes(settings.LimitMinutes));
        Assert.Equal(2, await tick);

        var run = (await RunsAsync()).Single(r => r.Job == "Long");
        Assert.Equal((JobOutcome.Failed, JobFailures.TookTooLong), (run.Outcome, run.Failure));
        clock.Advance(TimeSpan.FromMinutes(settings.RetryMinutes));
        diary.Patient = true;
        Assert.Equal(1, await runner.RunDueAsync(default));
    }

    [Fact]
    public async Task RunDueAsync_AJobThatDoesNotStop_IsSeenAndNotBegunAgainHere()
    {
        settings.StopSeconds = .1;
        diary.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = Runner(typeof(DeafJob));
        var tick = runner.RunDueAsync(default);
        await diary.Started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromMinutes(settings.LimitMinutes));
        Assert.Equal(1, await tick);

        Assert.Equal(JobFailures.Hangs, Assert.Single(await RunsAsync()).Failure);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await runner.RunDueAsync(default));
        var item = Assert.Single(await new JobQueries(runner, database.Contexts, clock).ListAsync(Administrator));
        Assert.Equal((true, 1), (item.Overdue, item.FailuresInAWeek));

        diary.Gate.SetResult();
        var again = 0;
        await UntilAsync(async () => (again += await runner.RunDueAsync(default)) == 1);
    }

    [Fact]
    public async Task RunDueAsync_AfterTheClockWentAheadAndCameBack_GoesOnWithItsOwnTimes()
    {
        var runner = Runner(typeof(CountJob));
        await runner.RunDueAsync(default);
        var right = clock.Now;
        clock.Set(right.AddYears(4));
        Assert.Equal(1, await runner.RunDueAsync(default));
        clock.Set(right.AddHours(1));

        Assert.Equal(1, await runner.RunDueAsync(default));
        var item = Assert.Single(await new JobQueries(runner, database.Contexts, clock).ListAsync(Administrator));
        Assert.Equal(right.AddHours(1), item.LastRun!.DueAt);
        Assert.Equal(1, await new RemoveOldJobRunsJob(database.Contexts, clock, runner.Jobs).RunAsync(default));
        Assert.Equal(2, (await RunsAsync()).Count);
    }

    [Fact]
    public async Task RemoveOldJobRunsJob_ARunOfAJobThatIsNoMore_IsEnded()
    {
        await AddRunAsync("Forgotten", clock.Now.AddDays(-2));
        await AddRunAsync("Count", clock.Now.AddDays(-2));

        Assert.Equal(1, await new RemoveOldJobRunsJob(database.Contexts, clock, Runner(typeof(CountJob)).Jobs).RunAsync(default));

        var run = (await RunsAsync()).Single(r => r.Job == "Forgotten");
        Assert.Equal((JobOutcome.Failed, JobFailures.NoLonger), (run.Outcome, run.Failure));
    }

    [Fact]
    public async Task RunNowAsync_WhileTheJobRuns_IsRefused()
    {
        diary.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Runner(typeof(CountJob)).RunDueAsync(default);
        await diary.Started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(1));

        var service = new JobService(Runner(typeof(CountJob)), clock);
        var refused = await service.RunNowAsync(Administrator, "Count");
        diary.Gate.SetResult();
        await running;
        var allowed = await service.RunNowAsync(Administrator, "Count");

        Assert.Equal("Error.RunningNow", refused.Errors[0].Key);
        Assert.Equal(JobOutcome.Done, allowed.Value.Outcome);
    }

    [Theory]
    [InlineData(Role.Visitor)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Management)]
    public async Task RunNowAsync_ByAnyoneButAnAdministrator_IsRefused(Role role)
    {
        var result = await new JobService(Runner(typeof(CountJob)), clock).RunNowAsync(new Actor { Name = "X", Roles = [role] }, "Count");

        Assert.False(result.Succeeded);
        Assert.Equal(0, diary.Runs);
    }

    private static async Task UntilAsync(Func<Task<bool>> happens)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await happens()) return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }

    private async Task AddRunAsync(string job, DateTimeOffset due)
    {
        await using var db = database.NewContext();
        db.JobRuns.Add(new JobRun { Job = job, DueAt = due, StartedAt = due, Outcome = JobOutcome.Running });
        await db.SaveChangesAsync();
    }

    private async Task<List<JobRun>> RunsAsync()
    {
        await using var db = database.NewContext();
        return await db.JobRuns.AsNoTracking().ToListAsync();
    }

    private JobRunner Runner(params Type[] jobs)
    {
        var services = new ServiceCollection().AddSingleton(diary).AddScoped<CountJob>().AddScoped<BrokenJob>().AddScoped<LongJob>().AddScoped<DeafJob>().BuildServiceProvider();
        return new JobRunner(
            jobs.Select(t => new JobDefinition(t.Name[..^"Job".Length], Schedule.Every(60), t)),
            services.GetRequiredService<IServiceScopeFactory>(),
            database.Contexts,
            clock,
            Options.Create(settings),
            NullLogger<JobRunner>.Instance);
    }

    private sealed class Diary
    {
        private int runs;

        public int Runs => runs;

        public bool Fails { get; set; }

        public bool Patient { get; set; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Gate { get; set; }

        public void Write() => Interlocked.Increment(ref runs);
    }

    private sealed class CountJob(Diary diary) : IScheduledJob
    {
        public async Task<int> RunAsync(CancellationToken ct)
        {
            diary.Write();
            diary.Started.TrySetResult();
            if (diary.Gate is { } gate) await gate.Task.WaitAsync(ct);
            return 7;
        }
    }

    private sealed class BrokenJob(Diary diary) : IScheduledJob
    {
        public Task<int> RunAsync(CancellationToken ct) =>
            diary.Fails ? throw new InvalidOperationException("The well is dry.") : Task.FromResult(1);
    }

    private sealed class LongJob(Diary diary) : IScheduledJob
    {
        public async Task<int> RunAsync(CancellationToken ct)
        {
            if (!diary.Patient) await Task.Delay(Timeout.Infinite, ct);
            return 1;
        }
    }

    private sealed class DeafJob(Diary diary) : IScheduledJob
    {
        public async Task<int> RunAsync(CancellationToken ct)
        {
            diary.Started.TrySetResult();
            await diary.Gate!.Task;
            return 1;
        }
    }
}
