using System.Runtime.InteropServices;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>
/// Until the host listens to signals itself, Ctrl-C would kill the application on the spot and leave its server
/// running. Meanwhile it cancels what goes on, so that the program ends by itself. A second one does kill.
/// </summary>
internal sealed class StartSignals : IDisposable
{
    private readonly CancellationTokenSource _interrupted = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StartSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
    ];

    public CancellationToken Interrupted => _interrupted.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = !_interrupted.IsCancellationRequested;
        _interrupted.Cancel();
    }
}
