using System.Diagnostics;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Conversations with the mail server that wait for the next mail. One that was idle for long, or has carried enough, is
/// ended before the server ends it. Ending says goodbye: disposing a client does.
/// </summary>
/// <typeparam name="TClient">What speaks with the server.</typeparam>
internal sealed class KeptConnections<TClient> : IDisposable
    where TClient : IDisposable
{
    private static readonly TimeSpan IdleAtMost = TimeSpan.FromSeconds(15);

    private readonly int mailsAtMost;
    private readonly Lock gate = new();
    private readonly Stack<Kept> open = new();
    private readonly ITimer tidying;

    /// <param name="mailsAtMost">How many mails one conversation carries.</param>
    public KeptConnections(int mailsAtMost)
    {
        this.mailsAtMost = mailsAtMost;
        tidying = TimeProvider.System.CreateTimer(_ => Close(IdleAtMost), null, IdleAtMost, IdleAtMost);
    }

    /// <returns>An open conversation and how many mails it has carried; null where there is none.</returns>
    public (TClient Client, int Sent)? Borrow()
    {
        lock (gate)
        {
            return open.TryPop(out var kept) ? (kept.Client, kept.Sent) : null;
        }
    }

    /// <param name="client">The conversation that has just carried a mail.</param>
    /// <param name="sent">How many it has carried, with that one.</param>
    public void GiveBack(TClient client, int sent)
    {
        lock (gate)
        {
            if (sent < mailsAtMost)
            {
                open.Push(new Kept(client, sent, Stopwatch.GetTimestamp()));
                return;
            }
        }

        client.Dispose();
    }

    public void Dispose()
    {
        tidying.Dispose();
        Close(TimeSpan.Zero);
    }

    private void Close(TimeSpan idle)
    {
        List<Kept> closing;
        lock (gate)
        {
            closing = [.. open.Where(kept => Stopwatch.GetElapsedTime(kept.Since) >= idle)];
            var staying = open.Except(closing).Reverse().ToList();
            open.Clear();
            foreach (var kept in staying) open.Push(kept);
        }

        foreach (var kept in closing) kept.Client.Dispose();
    }

    /// <param name="Client">The conversation.</param>
    /// <param name="Sent">How many mails went through it.</param>
    /// <param name="Since">When it was last used.</param>
    private sealed record Kept(TClient Client, int Sent, long Since);
}
