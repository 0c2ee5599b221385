namespace MentorMatch.Core.Common;

/// <summary>Wakes this process's worker when there is something for it to do. Other processes look for themselves every few seconds.</summary>
/// <typeparam name="TFor">What the worker waits for; it tells the bells apart.</typeparam>
public sealed class Bell<TFor> : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        lock (bell)
        {
            if (bell.CurrentCount == 0) bell.Release();
        }
    }

    /// <returns>False where the time went by without a ring.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => bell.WaitAsync(atMost, ct);

    public void Dispose() => bell.Dispose();
}
