using System.Collections.Concurrent;
using System.Diagnostics;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;

namespace MentorMatch.Faults;

/// <summary>
/// Two workers and two writers as processes of their own, a real database and a real mail server, and one fault after the
/// other, drawn by the seed. Afterwards everything gets the time to end, and what was promised is counted.
/// </summary>
internal sealed class FaultRun : IAsyncDisposable
{
    private const int AtWork = 40;

    private readonly FaultOptions options;
    private readonly Stage stage;
    private readonly Random random;
    private readonly ConcurrentQueue<string> acknowledged = new();
    private readonly List<ReceivedMail> receivedBefore = [];
    private readonly ChildProcess[] workers = new ChildProcess[2];
    private readonly ChildProcess[] writers = new ChildProcess[2];
    private readonly SortedDictionary<string, int> injected = new(StringComparer.Ordinal);
    private readonly List<double> recoveries = [];
    private TestSmtpServer smtp;
    private int births;

    private FaultRun(FaultOptions options, Stage stage, TestSmtpServer smtp) =>
        (this.options, this.stage, this.smtp, random) = (options, stage, smtp, new Random(options.Seed));

    private IReadOnlyList<ReceivedMail> Received => [.. receivedBefore, .. smtp.Received];

    /// <returns>Whether every promise was kept.</returns>
    public static async Task<bool> RunAsync(FaultOptions options, TextWriter to)
    {
        var watch = Stopwatch.StartNew();
        await using var opened = await Stage.OpenAsync();
        await using var run = new FaultRun(options, opened, await TestSmtpServer.StartAsync());
        await to.WriteLineAsync($"faults --faults {options.Faults} --seed {options.Seed} --plant {options.Plant}; load average at the start {Machine.Load()}");
        for (var i = 0; i < run.workers.Length; i++) (run.workers[i], run.writers[i]) = (run.NewWorker(), run.NewWriter());
        foreach (var child in run.workers.Concat(run.writers)) await child.BegunAsync();
        // Until everything is warm and at work.
        while (run.acknowledged.Count < AtWork) await Task.Delay(100);
        for (var fault = 0; fault < options.Faults; fault++)
        {
            await run.InjectAsync();
            await Task.Delay(run.random.Next(20, 150));
        }

        foreach (var writer in run.writers) await writer.DisposeAsync();
        var outcome = await new Settling(opened, run.smtp, run.workers, () => run.Received).RunAsync([.. run.acknowledged]);
        foreach (var (kind, count) in run.injected) await to.WriteLineAsync($"| {kind} | {count} |");
        if (!opened.CanBeFull) await to.WriteLineAsync("| full disk | skipped: only root can make a small file system |");
        run.recoveries.Sort();
        if (run.recoveries.Count > 0)
            await to.WriteLineAsync($"database killed until serving: median {run.recoveries[run.recoveries.Count / 2]:0.00} s, longest {run.recoveries[^1]:0.00} s of {run.recoveries.Count}");
        await to.WriteLineAsync($"{outcome}\nin {watch.Elapsed.TotalSeconds:0} s, load average at the end {Machine.Load()}");
        return outcome.Kept;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in workers.Concat(writers).Where(c => c is not null))
        {
            await child.KillAsync();
            await child.DisposeAsync();
        }

        await smtp.DisposeAsync();
    }

    private ChildProcess NewWorker() => ChildProcess.Start(_ => { }, "worker", stage.Connection, $"{smtp.Port}", options.Plant, "8");

    private ChildProcess NewWriter() => ChildProcess.Start(acknowledged.Enqueue, "writer", stage.Connection, $"w{++births}");

    private async Task InjectAsync()
    {
        var (kind, act) = Draw();
        injected[kind] = injected.GetValueOrDefault(kind) + 1;
        await act();
    }

    private (string Kind, Func<Task> Act) Draw() => random.Next(100) switch
    {
        < 6 => ("worker killed (kill -9)", async () => workers[0] = await ReplaceAsync(workers, NewWorker)),
        < 10 => ("application killed (kill -9)", async () => writers[0] = await ReplaceAsync(writers, NewWriter)),
        < 13 => ("database killed (kill -9)", async () => recoveries.Add((await stage.KillAsync()).TotalSeconds)),
        < 14 when stage.CanBeFull => ("full disk", () => stage.FillAsync(TimeSpan.FromSeconds(1))),
        < 33 => ("every session of the database ended", stage.TerminateAsync),
        < 36 => ("mail server ended and started", RestartSmtpAsync),
        < 48 => ("cut before the content", () => smtp.DropBeforeDataAsync(random.Next(1, 4))),
        < 60 => ("cut in the middle of the content", () => smtp.DropInDataAsync(random.Next(1, 4))),
        < 72 => ("cut after the content, before the answer", () => smtp.DropAfterDataAsync(random.Next(1, 4))),
        < 78 => ("reader refused for now (451)", () => smtp.RefuseRecipientAsync(451, random.Next(1, 4))),
        < 81 => ("content refused for good (554)", () => smtp.RefuseDataAsync(554, 1)),
        < 84 => ("open conversations ended", smtp.HangUpAsync),
        < 87 => ("answer later than the worker waits", () => smtp.DelayAsync(TimeSpan.FromSeconds(4), 1)),
        _ => ("clock of a worker set wrong and right again", JumpAsync),
    };

    /// <summary>The oldest of the children is killed, and a new one takes the last place.</summary>
    private static async Task<ChildProcess> ReplaceAsync(ChildProcess[] children, Func<ChildProcess> born)
    {
        await children[0].KillAsync();
        await children[0].DisposeAsync();
        var stays = children[1];
        children[1] = born();
        await children[1].BegunAsync();
        return stays;
    }

    private async Task RestartSmtpAsync()
    {
        var port = smtp.Port;
        var old = smtp;
        await old.DisposeAsync();
        receivedBefore.AddRange(old.Received);
        smtp = await TestSmtpServer.StartAsync(port: port);
    }

    private async Task JumpAsync()
    {
        string[] jumps = ["00:10:00", "03:00:00", "3.00:00:00", "-01:00:00", "-2.00:00:00"];
        var worker = workers[random.Next(workers.Length)];
        await worker.TellAsync($"jump {jumps[random.Next(jumps.Length)]}");
        await Task.Delay(random.Next(50, 300));
        await worker.TellAsync("jump 00:00:00");
    }
}
