using System.Collections.Concurrent;
using System.Diagnostics;
using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Schedules;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MentorMatch.Faults;

/// <summary>
/// The product's schedules over simulated days, asked by several workers at once on one database: each due time is run once,
/// and none is left out. A tick is a quarter of an hour; jobs of one schedule are one job here, since only it differs.
/// </summary>
internal static class ScheduleRun
{
    /// <returns>Whether each due time was run exactly once.</returns>
    public static async Task<bool> RunAsync(FaultOptions options, TextWriter to)
    {
        var watch = Stopwatch.StartNew();
        var start = new DateTimeOffset(options.From, TimeOnly.MinValue, TimeSpan.Zero);
        var clock = new FakeClock(start);
        var tick = TimeSpan.FromMinutes(options.Tick);
        var end = start.AddDays(options.Days);
        await using var stage = await Stage.OpenAsync(new Dictionary<string, string> { ["fsync"] = "off", ["synchronous_commit"] = "off" });
        await using var services = new ServiceCollection().AddData(stage.Connection).BuildServiceProvider();
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var ran = new ConcurrentDictionary<(string Job, DateTimeOffset At), int>();
        var jobs = Jobs(options.Tick);
        var workers = Enumerable.Range(0, options.Workers).Select(_ => Worker(contexts, jobs, clock, ran)).ToList();
        for (; clock.Now < end; clock.Advance(tick))
        {
            await Task.WhenAll(workers.Select(w => Task.Run(() => w.RunDueAsync(CancellationToken.None))));
        }

        var (due, once) = (0, 0);
        await to.WriteLineAsync($"schedule --days {options.Days} --workers {options.Workers} --tick {options.Tick} --from {options.From:yyyy-MM-dd}\n\n| schedule | due times | run once | twice or more | never |\n|---|---|---|---|---|");
        foreach (var job in jobs)
        {
            var times = Times(job.Schedule, start, end - tick);
            var counts = times.Select(t => ran.GetValueOrDefault((job.Name, t))).ToList();
            await to.WriteLineAsync($"| {job.Name} | {times.Count} | {counts.Count(c => c == 1)} | {counts.Count(c => c > 1)} | {counts.Count(c => c == 0)} |");
            (due, once) = (due + times.Count, once + counts.Count(c => c == 1));
        }

        var extra = ran.Count - due;
        await to.WriteLineAsync($"\n{due} due times, {once} run exactly once, {extra} at other times; {watch.Elapsed.TotalSeconds:0} s, load average {Machine.Load()}");
        return due == once && extra == 0;
    }

    /// <summary>The product's schedules, each once, and those that it does not use: in the hours of the changes, and weekly.</summary>
    private static List<JobDefinition> Jobs(int tick)
    {
        var own = new ServiceCollection().AddJobSchedule().BuildServiceProvider().GetServices<JobDefinition>()
            .Where(j => j.Schedule.Minutes == 0 || j.Schedule.Minutes >= tick).GroupBy(j => Text(j.Schedule)).Select(g => g.First().Schedule);
        return [.. own.Concat([Schedule.Daily("02:30"), Schedule.Daily("02:00", "03:00"), Schedule.Weekly(DayOfWeek.Sunday, "02:45"), Schedule.Weekly(DayOfWeek.Monday, "06:00")])
            .Select((schedule, number) => new JobDefinition(Text(schedule), schedule, TypeOf(number)))];
    }

    /// <summary>A type of its own for each job, since a runner asks for its job by type.</summary>
    private static Type TypeOf(int number) =>
        typeof(CountingJob<>).MakeGenericType(Enumerable.Range(0, number).Aggregate(typeof(int), (inner, _) => typeof(List<>).MakeGenericType(inner)));

    private static string Text(Schedule schedule) => schedule.Minutes > 0
        ? $"every {schedule.Minutes} minutes"
        : $"{schedule.Day?.ToString() ?? "daily"} {string.Join(' ', schedule.Times.Select(t => t.ToString("HH:mm")))}";

    /// <summary>From the first tick on; the due time before it is made up then.</summary>
    private static List<DateTimeOffset> Times(Schedule schedule, DateTimeOffset start, DateTimeOffset last)
    {
        var times = new List<DateTimeOffset>();
        for (var due = schedule.LastDue(start); due <= last; due = schedule.NextDue(due)) times.Add(due);
        return times;
    }

    private static JobRunner Worker(
        IDbContextFactory<AppDbContext> contexts, List<JobDefinition> jobs, FakeClock clock, ConcurrentDictionary<(string Job, DateTimeOffset At), int> ran)
    {
        var services = new ServiceCollection();
        foreach (var job in jobs)
        {
            Action count = () => ran.AddOrUpdate((job.Name, job.Schedule.LastDue(clock.Now)), 1, (_, times) => times + 1);
            services.AddSingleton(job.Type, Activator.CreateInstance(job.Type, count)!);
        }

        return new JobRunner(
            jobs, services.BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), contexts, clock, Options.Create(new JobSettings()), NullLogger<JobRunner>.Instance);
    }

    /// <typeparam name="TName">Tells one job from the other.</typeparam>
    private sealed class CountingJob<TName>(Action count) : IScheduledJob
    {
        public Task<int> RunAsync(CancellationToken ct)
        {
            count();
            return Task.FromResult(1);
        }
    }
}
