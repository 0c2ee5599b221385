using MentorMatch.Ranking.Models;

namespace MentorMatch.Ranking.Trees;

/// <summary>The sum of the leaves that a row comes to. Values are compared as single-precision numbers, as in training.</summary>
public sealed class TreeScorer : IScorer
{
    private readonly Tree[] _trees;
    private readonly BitVectors _bits;
    private readonly Lazy<TreeShapley[]> _shapley;

    /// <exception cref="ArgumentException">A tree is not whole, or has more than 64 leaves.</exception>
    public TreeScorer(int features, Tree[] trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        if (Array.Exists(trees, tree => tree.Leaves > 64 || !tree.IsSound(features))) throw new ArgumentException("A tree is not whole.", nameof(trees));
        (Features, _trees, _bits) = (features, trees, new(features, trees));
        _shapley = new(() => [.. trees.Select(tree => new TreeShapley(tree))]);
    }

    public int Features { get; }

    public IReadOnlyList<Tree> Trees => _trees;

    /// <summary>The mean score over the training rows.</summary>
    public double BaseScore => _shapley.Value.Sum(tree => tree.Expected);

    public double Score(ReadOnlySpan<double> values)
    {
        var score = 0d;
        foreach (var tree in _trees) score += tree.Score(values);
        return score;
    }

    public void Contribute(ReadOnlySpan<double> values, Span<double> amounts)
    {
        amounts.Clear();
        foreach (var tree in _shapley.Value) tree.Add(values, amounts);
    }

    public void ScoreColumns(float[][] columns, Span<double> scores) => _bits.ScoreColumns(columns, scores);

    public void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores) => _bits.ScoreRows(rows, scores);

    /// <summary>The same numbers without the machine's wide registers.</summary>
    public void ScoreRowsPortably(ReadOnlySpan<float> rows, Span<double> scores) => _bits.ScoreRows(rows, scores, portable: true);
}
