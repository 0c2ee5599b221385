using Microsoft.Extensions.Hosting;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>Keeps the private server up while the application runs. Registered first, so that it stops last.</summary>
internal sealed class PrivatePostgresWatch(PrivatePostgresServer server, StartSignals signals, IHostApplicationLifetime lifetime) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // From here on the host listens, and stops its services in order.
        signals.Dispose();
        if (signals.Interrupted.IsCancellationRequested)
        {
            lifetime.ApplicationStarted.Register(lifetime.StopApplication);
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await server.StopAsync(cancellationToken: cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => server.WatchAsync(stoppingToken);
}
