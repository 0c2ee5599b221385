using System.Runtime.InteropServices;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>
/// Until the host listens to signals itself, Ctrl-C would kill the application on the spot and leave its server
/// running. Meanwhile this stops the server first.
/// </summary>
internal sealed class StartSignals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _stopped = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StartSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Set once it runs; before that, cancelling its start is enough.</summary>
    public PrivatePostgresServer? Server { get; set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stopped.Cancel();
        if (Server is { } server)
        {
            server.StopAsync().Wait(Patience);
            Environment.Exit(signal.Signal == PosixSignal.SIGINT ? 130 : 143);
        }
    }
}
