using System.Text;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>Tells when an interactive page has come alive: its circuit has drawn for the first time.</summary>
internal sealed class Circuit
{
    private static readonly byte[] FirstBatch = Encoding.ASCII.GetBytes("JS.RenderBatch");

    private TaskCompletionSource alive = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Circuit(IPage page) => page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
    {
        if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf(FirstBatch) >= 0) alive.TrySetResult();
    };

    /// <summary>Call before a page is opened, so that the circuit of the one before is not taken for its own.</summary>
    public void Forget() => alive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task AliveAsync() => alive.Task.WaitAsync(TimeSpan.FromSeconds(30));
}
