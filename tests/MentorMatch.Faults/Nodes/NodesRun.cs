using System.Diagnostics;
using System.Net;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Faults.Nodes;

/// <summary>
/// Two nodes of the product on one database behind a proxy with sticky sessions. One is killed in the middle of a job; then
/// they are restarted by turns while people save, and what was promised is counted.
/// </summary>
internal sealed class NodesRun : IAsyncDisposable
{
    private const int SigningUp = 6;
    private const int Citizens = 3;

    /// <summary>Each start sets the clock of its node this much ahead of the last, so that jobs are due again and again.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(15);

    private const string OwnKeys = """
        CREATE SCHEMA apart;
        CREATE TABLE apart.data_protection_keys (LIKE public.data_protection_keys INCLUDING ALL);
        CREATE TABLE apart."__EFMigrationsHistory" AS TABLE public."__EFMigrationsHistory";
        """;

    private readonly FaultOptions options;
    private readonly Stage stage;
    private readonly TestSmtpServer smtp;
    private readonly NodesStage people;
    private readonly JobClaims jobs;
    private readonly Ledger ledger = new();
    private readonly NodeProcess[] nodes;
    private int starts;

    private NodesRun(FaultOptions options, Stage stage, TestSmtpServer smtp, NodesStage people)
    {
        (this.options, this.stage, this.smtp, this.people) = (options, stage, smtp, people);
        jobs = new JobClaims(stage.Connection);
        var settings = new NodeSettings(stage.Connection, smtp.Port, options.Plant == "no-drain" ? 0 : options.Drain);
        nodes = [new NodeProcess("node-1", settings), new NodeProcess("node-2", settings) { SearchPath = options.Plant == "own-keys" ? "apart,public" : null }];
    }

    /// <returns>Whether every promise was kept.</returns>
    public static async Task<bool> RunAsync(FaultOptions options, TextWriter to)
    {
        var watch = Stopwatch.StartNew();
        await using var opened = await Stage.OpenAsync(new Dictionary<string, string> { ["max_connections"] = "300" });
        await using var mailServer = await TestSmtpServer.StartAsync();
        await using var run = new NodesRun(options, opened, mailServer, await NodesStage.FillAsync(opened, Citizens));
        await to.WriteLineAsync($"nodes --restarts {options.Restarts} --seed {options.Seed} --drain {options.Drain} --plant {options.Plant}; load average at the start {Machine.Load()}");
        var outcome = await run.RunAsync(to);
        await to.WriteLineAsync($"{outcome}\nin {watch.Elapsed.TotalSeconds:0} s, load average at the end {Machine.Load()}");
        return outcome.Kept;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
    }

    private async Task<NodesOutcome> RunAsync(TextWriter to)
    {
        await jobs.PrepareAsync();
        if (options.Plant == "own-keys") await jobs.ExecuteAsync(OwnKeys);
        var (tookOver, killed) = await jobs.TakeOverAsync(nodes, NextOffset);
        await killed.StartAsync(NextOffset());
        var (known, form) = await ServesTheOthersVisitorAsync();
        await using IProxy proxy = options.Caddy is { } program ? await CaddyProxy.StartAsync(program, nodes) : await StickyProxy.StartAsync(nodes);
        await proxy.UsesAllAsync();
        var (draft, reloads) = options.Restarts == 0 ? (null, 0) : await UnderLoadAsync(proxy, () => RestartByTurnsAsync(proxy, to));
        await SettleAsync();
        var (mails, twice, never) = await NodesOutcome.MailsAsync(stage, ledger, smtp.Received);
        return new NodesOutcome
        {
            SignedInOnBoth = known,
            FormOfTheOther = form,
            TakenOver = tookOver,
            Saves = ledger.Saves,
            Failed = [.. ledger.Failed],
            Lost = await NodesOutcome.LostAsync(stage, ledger),
            Jobs = await jobs.CountAsync(),
            Mails = mails,
            Twice = twice,
            NeverCame = never,
            DraftKept = draft,
            Reloads = reloads,
        };
    }

    private TimeSpan NextOffset() => ClockStep * starts++;

    /// <summary>Signs in on one node and asks the other; sends a form that one has made to the other.</summary>
    private async Task<(bool Known, string? Form)> ServesTheOthersVisitorAsync()
    {
        using var visitor = new Visitor(new Uri(nodes[0].Address));
        await visitor.SignInAsync(people.Coordinator.Id);
        var (status, _) = await visitor.OpenAsync(new Uri($"{nodes[1].Address}/coordinator"));
        using var newcomer = new Visitor(new Uri(nodes[0].Address)) { PostsTo = new Uri(nodes[1].Address) };
        return (status == HttpStatusCode.OK, await newcomer.SaveAsync($"/sign-up?programme={people.Programme.Slug}", "sign-up", ("Input.Name", "Karen Eksempel")));
    }

    private async Task<(bool? Kept, int Reloads)> UnderLoadAsync(IProxy proxy, Func<Task> meanwhile)
    {
        using var end = new CancellationTokenSource();
        var crowd = new Crowd(proxy.Address, ledger, options.Seed);
        var load = Enumerable.Range(0, SigningUp).Select(n => Task.Run(() => crowd.SignUpAsync(n, people.Programme.Slug, end.Token)))
            .Concat(people.Citizens.Select((c, n) => Task.Run(() => crowd.WriteWishesAsync(SigningUp + n, c.Account.Id, c.Citizen.Id, end.Token)))).ToList();
        await using var coordinator = CoordinatorAtWork.Chromium is null ? null : await CoordinatorAtWork.SitDownAsync(proxy.Address, people.Coordinator.Id, people.Volunteer.Id);
        var typing = coordinator?.TypeAsync(end.Token) ?? Task.CompletedTask;
        await meanwhile();
        await end.CancelAsync();
        await Task.WhenAll([.. load, typing]);
        return coordinator is null ? (null, 0) : (await IsKeptAsync(coordinator), coordinator.Reloads);
    }

    /// <summary>Each word that was typed stands on the page and, a moment later, in the database.</summary>
    private async Task<bool> IsKeptAsync(CoordinatorAtWork coordinator)
    {
        var typed = coordinator.Typed.Trim();
        for (var tries = 0; tries < 50; tries++)
        {
            await using var db = stage.Open();
            var saved = await db.Volunteers.Where(v => v.Id == people.Volunteer.Id).Select(v => v.Guide.Notes).SingleAsync();
            if (saved?.Trim() == typed && (await coordinator.ShownAsync()).Trim() == typed) return true;
            await Task.Delay(200);
        }

        return false;
    }

    private async Task RestartByTurnsAsync(IProxy proxy, TextWriter to)
    {
        for (var restart = 0; restart < options.Restarts; restart++)
        {
            var node = nodes[restart % nodes.Length];
            var watch = Stopwatch.StartNew();
            await node.StopAsync();
            var stopped = watch.Elapsed;
            await node.StartAsync(NextOffset());
            await proxy.UsesAllAsync();
            await to.WriteLineAsync($"restart {restart + 1}: {node.Name} ended after {stopped.TotalSeconds:0.0} s, serves again after {watch.Elapsed.TotalSeconds:0.0} s; {ledger.Saves} saves, {ledger.Failed.Count} failed");
        }
    }

    /// <summary>Until every mail that is due has left.</summary>
    private async Task SettleAsync()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(200))
        {
            await using var db = stage.Open();
            if (!await db.Emails.AnyAsync(e => e.State == EmailState.Waiting || e.State == EmailState.Sending)) break;
        }
    }
}
