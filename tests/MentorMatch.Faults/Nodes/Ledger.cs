using System.Collections.Concurrent;

namespace MentorMatch.Faults.Nodes;

/// <summary>What visitors were told: which saves were acknowledged, and which failed before their eyes.</summary>
internal sealed class Ledger
{
    private int saves;

    /// <summary>A form that was begun, by the letters that are its own, and the steps of it that were acknowledged.</summary>
    public ConcurrentDictionary<string, ConcurrentBag<string>> SignUps { get; } = new();

    /// <summary>A citizen, and their own words as last acknowledged.</summary>
    public ConcurrentDictionary<Guid, string> Words { get; } = new();

    public ConcurrentQueue<string> Failed { get; } = new();

    public int Saves => saves;

    /// <param name="failure">Null where it was acknowledged.</param>
    /// <param name="acknowledged">Notes it.</param>
    /// <returns>Whether it was acknowledged.</returns>
    public bool Note(string? failure, Action acknowledged)
    {
        if (failure is not null)
        {
            Failed.Enqueue(failure);
            return false;
        }

        acknowledged();
        Interlocked.Increment(ref saves);
        return true;
    }
}
