using System.Globalization;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Faults;

/// <summary>The product's delivery in a process of its own; "jump 01:00:00" on standard input sets its clock wrong.</summary>
internal static class WorkerProcess
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(string connection, int smtpPort, string plant, string leaseSeconds)
    {
        var clock = new JumpingClock();
        using var end = StandardInput.EndsWith(line => clock.Jump(TimeSpan.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
        await using var services = Product.Services(connection, smtpPort, clock, ("SendTimeoutSeconds", "3"), ("LeaseSeconds", leaseSeconds));
        var delivery = services.GetRequiredService<EmailDelivery>();
        Func<CancellationToken, Task<bool>> next = plant == "none" ? delivery.SendNextAsync : ct => SendWronglyAsync(services, plant, ct);
        Console.WriteLine(ChildProcess.Ready);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => DrainAsync(next, end.Token)));
        return 0;
    }

    private static async Task DrainAsync(Func<CancellationToken, Task<bool>> next, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (await next(end)) continue;
            }
            catch (Exception) when (!end.IsCancellationRequested)
            {
                // The database is away; the product's worker looks again later too.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Poll, CancellationToken.None);
        }
    }

    /// <summary>Deliveries as they must not be: the run has to find each of them.</summary>
    private static async Task<bool> SendWronglyAsync(IServiceProvider services, string plant, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        var email = await db.Emails.Where(e => e.State == EmailState.Waiting).OrderBy(e => e.DueAt).FirstOrDefaultAsync(ct);
        if (email is null) return false;
        var rendered = await services.GetRequiredService<EmailRendering>().RenderAsync(email, ct);
        var waits = db.Emails.Where(e => e.Id == email.Id && e.State == EmailState.Waiting);
        if (plant == "sent-first" && await waits.ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmailState.Sent), ct) == 0) return true;
        await services.GetRequiredService<IEmailTransport>().SendAsync(rendered, ct);
        if (plant == "no-claim") await waits.ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmailState.Sent), ct);
        return true;
    }
}
