namespace MentorMatch.Faults.Nodes;

/// <summary>What stands in front of the nodes and keeps a visitor on one.</summary>
internal interface IProxy : IAsyncDisposable
{
    Uri Address { get; }

    /// <summary>Returns when new visitors are sent to each of the nodes, all of which are ready.</summary>
    Task UsesAllAsync();
}
