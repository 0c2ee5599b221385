using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace MentorMatch.Web.Schedules;

/// <summary>Empties the outbox while the site runs: at once when a mail is put in here, every few seconds otherwise.</summary>
internal sealed class EmailWorker(
    EmailDelivery delivery, Bell<OutgoingEmail> bell, IOptions<EmailSettings> settings, IServer server, IHostApplicationLifetime lifetime, ILogger<EmailWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services stop one after the other; this one takes no more mails from the moment the host is told to.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await StartedAsync(ending.Token);
        while (!ending.IsCancellationRequested)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Max(1, settings.Value.Parallel)).Select(_ => DrainAsync(ending.Token)));
            await ((Task)bell.WaitAsync(TimeSpan.FromSeconds(settings.Value.PollSeconds), ending.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A stop lets the mail that is on its way arrive, and takes no other.</summary>
    private async Task DrainAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested && await delivery.SendNextAsync(stoppingToken))
            {
            }
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(fault, "The outbox could not be read or written; trying again in {Seconds} s", settings.Value.PollSeconds);
        }
        catch (OperationCanceledException)
        {
            // Stopping while asking for the next mail.
        }
    }

    /// <summary>Links need the public address; where none is configured it is the one that the server listens on.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        using var started = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStarted);
        await Task.Delay(Timeout.Infinite, started.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (settings.Value.PublicUrl.Length == 0)
        {
            settings.Value.PublicUrl = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        }
    }
}
