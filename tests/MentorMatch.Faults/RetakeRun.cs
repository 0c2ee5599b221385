using System.Diagnostics;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Faults;

/// <summary>A worker is killed while the mail server keeps it waiting: how long until another has sent its mail, under the lease that is the product's own.</summary>
internal static class RetakeRun
{
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(60);

    public static async Task<bool> RunAsync(FaultOptions options, TextWriter to)
    {
        await using var stage = await Stage.OpenAsync();
        await using var smtp = await TestSmtpServer.StartAsync();
        var waits = new List<TimeSpan>();
        for (var kill = 0; kill < options.Faults; kill++)
        {
            await smtp.DelayAsync(TimeSpan.FromMinutes(5));
            await using (var db = stage.Open())
            {
                Product.Add(db, $"{kill}-r", WhenUncertain.Resend, TimeProvider.System.GetUtcNow());
                await db.SaveChangesAsync();
            }

            await using var worker = await StartAsync(stage, smtp);
            await UntilAsync(stage, EmailState.Sending);
            await worker.KillAsync();
            var since = Stopwatch.StartNew();
            await smtp.AcceptAsync();
            await using var other = await StartAsync(stage, smtp);
            await UntilAsync(stage, EmailState.Sent);
            waits.Add(since.Elapsed);
        }

        await to.WriteLineAsync($"{waits.Count} workers killed with a mail on its way; another had sent it after {string.Join("; ", waits.Select(wait => $"{wait.TotalSeconds:0.0}"))} s");
        return waits.TrueForAll(wait => wait <= Bar);
    }

    private static async Task<ChildProcess> StartAsync(Stage stage, TestSmtpServer smtp)
    {
        var worker = ChildProcess.Start(_ => { }, "worker", stage.Connection, $"{smtp.Port}", "none", $"{new EmailSettings().LeaseSeconds}");
        await worker.BegunAsync();
        return worker;
    }

    /// <summary>Waits until every mail there is has come as far as this, or farther.</summary>
    private static async Task UntilAsync(Stage stage, EmailState state)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(3))
        {
            await using var db = stage.Open();
            if (await db.Emails.AllAsync(e => e.State == state || e.State == EmailState.Sent)) return;
            await Task.Delay(100);
        }

        throw new TimeoutException($"A mail did not become {state}.");
    }
}
