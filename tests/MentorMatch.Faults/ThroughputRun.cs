using System.Diagnostics;
using System.Globalization;
using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MentorMatch.Faults;

/// <summary>
/// Many due mails through a real mail server on this machine: the smtp-server of npm in a process of its own, here without
/// the test's handshake. The rate, and the worker's memory while it drains.
/// </summary>
internal static class ThroughputRun
{
    public static async Task<bool> RunAsync(FaultOptions options, TextWriter to)
    {
        await using var stage = await Stage.OpenAsync();
        await FillAsync(stage, options.Mails);
        var folder = TestKit.NodeFolder.Of("smtp");
        await TestKit.NodeFolder.InstallAsync(folder, "smtp-server");
        using var server = Process.Start(new ProcessStartInfo("node", ["sink.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var port = int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await using var services = Product.Services(stage.Connection, port, TimeProvider.System);
        await to.WriteLineAsync($"throughput --mails {options.Mails}, {options.Parallel} at once, {Environment.ProcessorCount} processors, load average at the start {Machine.Load()}\n\n| mails sent | mails a second | managed memory MB | whole process MB |\n|---|---|---|---|");
        var watch = Stopwatch.StartNew();
        var memory = await DrainAsync(services.GetRequiredService<EmailDelivery>(), options, watch, to);
        var rate = options.Mails / watch.Elapsed.TotalSeconds;
        server.StandardInput.Close();
        var (mails, connections) = ((await server.StandardOutput.ReadLineAsync())!.Split(' ') is [var m, var c]) ? (m, c) : ("?", "?");
        await using var db = stage.Open();
        var sent = await db.Emails.CountAsync(e => e.State == EmailState.Sent);
        await to.WriteLineAsync($"\n{sent} sent, {mails} came through {connections} connections; {rate:0} mails a second over {watch.Elapsed.TotalSeconds:0} s; "
            + $"managed memory {memory.Min():0}–{memory.Max():0} MB; load average at the end {Machine.Load()}");
        return sent == options.Mails;
    }

    private static async Task<List<double>> DrainAsync(EmailDelivery delivery, FaultOptions options, Stopwatch watch, TextWriter to)
    {
        var (count, memory, step) = (0, new List<double>(), Math.Max(1, options.Mails / 10));
        await Task.WhenAll(Enumerable.Range(0, options.Parallel).Select(_ => Task.Run(async () =>
        {
            while (await delivery.SendNextAsync(CancellationToken.None))
            {
                var now = Interlocked.Increment(ref count);
                if (now % step != 0) continue;
                var (managed, whole) = (GC.GetTotalMemory(forceFullCollection: true) / 1048576d, Environment.WorkingSet / 1048576d);
                lock (memory) memory.Add(managed);
                await to.WriteLineAsync($"| {now} | {now / watch.Elapsed.TotalSeconds:0} | {managed:0} | {whole:0} |");
            }
        })));
        return memory;
    }

    /// <summary>Made by the product's own code, then multiplied in the database.</summary>
    private static async Task FillAsync(Stage stage, int mails)
    {
        await using var db = stage.Open();
        Product.Add(db, "0-r", WhenUncertain.Resend, TimeProvider.System.GetUtcNow().AddDays(-1));
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO emails (id, key, kind, message_id, to_address, to_name, letter, when_uncertain, due_at, created_at, state, attempts, urgent, has_turn)
            SELECT gen_random_uuid(), 'Fault:' || n, kind, '<' || n || '@mentormatch.example.com>', n || '@d' || n % 50 || '.example.com', to_name, letter,
                when_uncertain, due_at, created_at, state, 0, false, false
            FROM emails, generate_series(1, {mails - 1}) AS n
            """);
        await using var connection = new NpgsqlConnection(stage.Connection);
        await connection.OpenAsync();
        await using var analyse = new NpgsqlCommand("ANALYZE emails", connection);
        await analyse.ExecuteNonQueryAsync();
    }
}
