namespace MentorMatch.Core.Common;

/// <summary>The allowed moves of a state machine, as data that tests can walk.</summary>
public sealed class StateTable<TState>
    where TState : struct, Enum
{
    private readonly HashSet<(TState From, TState To)> moves;

    public StateTable(params (TState From, TState To)[] moves) => this.moves = [.. moves];

    public IReadOnlyCollection<(TState From, TState To)> Moves => moves;

    public bool Allows(TState from, TState to) => moves.Contains((from, to));
}
