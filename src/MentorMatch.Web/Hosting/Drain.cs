using System.Runtime.InteropServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MentorMatch.Web.Hosting;

/// <summary>Section "Drain" of the configuration.</summary>
public sealed class DrainSettings
{
    public const string Section = "Drain";

    /// <summary>
    /// How long a node that was told to stop goes on serving while it says that it is not ready: longer than the proxy
    /// takes to notice.
    /// </summary>
    public double Seconds { get; set; } = 10;
}

/// <summary>Whether this node is on its way out. A proxy that asks /health/ready sends nobody here any more.</summary>
public sealed class Drain : IHealthCheck
{
    private volatile bool begun;

    public bool Begun => begun;

    public void Begin() => begun = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(begun ? HealthCheckResult.Unhealthy("This node is stopping.") : HealthCheckResult.Healthy());
}

/// <summary>
/// What SIGTERM does: the node drains, then stops. The framework's own lifetime stops at once, which cuts off circuits
/// and the requests that a proxy sends in that moment. Ctrl-C, and a second SIGTERM, stop without draining.
/// </summary>
internal sealed class DrainingLifetime(Drain drain, IOptions<DrainSettings> settings, IHostApplicationLifetime lifetime, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration[] signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, DrainThenStop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, StopNow),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, StopNow),
        ];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
    }

    private void DrainThenStop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        var wait = drain.Begun || lifetime.ApplicationStopping.IsCancellationRequested ? TimeSpan.Zero : TimeSpan.FromSeconds(settings.Value.Seconds);
        drain.Begin();
        if (wait > TimeSpan.Zero) log.LogInformation("Told to stop: serving for {Seconds} s more, and not ready", wait.TotalSeconds);
        _ = Task.Delay(wait).ContinueWith(_ => lifetime.StopApplication(), TaskScheduler.Default);
    }

    private void StopNow(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lifetime.StopApplication();
    }
}
