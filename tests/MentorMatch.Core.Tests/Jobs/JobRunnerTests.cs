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
    private readonly FakeClock clock = new();
    private readonly Diary diary = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Theory]
    [InlineData(15, "2026-02-02T08:00Z", "2026-02-02T08:00Z")]
    [InlineData(15, "2026-02-02T08:14:59Z", "2026-02-02T08:00Z")]
    [InlineData(60, "2026-03-29T01:59Z", "2026-03-29T01:00Z")]
    [InlineData(1440, "2026-10-25T23:59Z", "2026-10-25T00:00Z")]
    public void LastDue_AtATime_IsTheMultipleBeforeIt(int everyMinutes, string now, string due)
    {
        var job = new JobDefinition("X", TimeSpan.FromMinutes(everyMinutes), typeof(CountJob));
        Assert.Equal(At(due), JobRunner.LastDue(job, At(now)));
    }

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
    public async Task RunNowAsync_WhileTheJobRuns_IsRefused()
    {
        diary.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Runner(typeof(CountJob)).RunDueAsync(default);
        await diary.Started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(1));

        var administrator = new Actor { Name = "A", Roles = [Role.Administrator] };
        var service = new JobService(Runner(typeof(CountJob)), clock);
        var refused = await service.RunNowAsync(administrator, "Count");
        diary.Gate.SetResult();
        await running;
        var allowed = await service.RunNowAsync(administrator, "Count");

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

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<List<JobRun>> RunsAsync()
    {
        await using var db = database.NewContext();
        return await db.JobRuns.AsNoTracking().ToListAsync();
    }

    private JobRunner Runner(params Type[] jobs)
    {
        var services = new ServiceCollection().AddSingleton(diary).AddScoped<CountJob>().AddScoped<BrokenJob>().BuildServiceProvider();
        return new JobRunner(
            jobs.Select(t => new JobDefinition(t.Name[..^"Job".Length], TimeSpan.FromHours(1), t)),
            services.GetRequiredService<IServiceScopeFactory>(),
            database.Contexts,
            clock,
            Options.Create(new JobSettings()),
            NullLogger<JobRunner>.Instance);
    }

    private sealed class Diary
    {
        private int runs;

        public int Runs => runs;

        public bool Fails { get; set; }

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
}
