namespace MentorMatch.Ranking.Trees;

/// <summary>What a tree sees: null rows are all rows.</summary>
internal sealed record Sample(int[]? Rows, bool[] Columns);

/// <summary>A leaf while its tree grows.</summary>
internal sealed class Leaf
{
    public required LeafRange Range { get; init; }

    public required long[] Histogram { get; set; }

    /// <summary>Sum of the pulls of its rows.</summary>
    public required long Total { get; init; }

    public Split Best { get; set; }

    /// <summary>The child slot of its parent that leads here; -1 for the root.</summary>
    public int Slot { get; set; } = -1;
}

/// <summary>A tree that grows: nodes so far, and the leaves in the order in which they came to be.</summary>
internal sealed class Growth(int leaves)
{
    private readonly List<(int Feature, float Threshold, bool UnknownLeft)> _nodes = new(leaves);
    private readonly List<int> _children = new(2 * leaves);

    public List<Leaf> Leaves { get; } = new(leaves);

    public void Add(Leaf root) => Leaves.Add(root);

    /// <summary>The leaf whose cut gains most, the older where two gain the same; null where none gains.</summary>
    public Leaf? Best()
    {
        Leaf? best = null;
        foreach (var leaf in Leaves)
        {
            if (leaf.Best.Gain > (best?.Best.Gain ?? 0)) best = leaf;
        }

        return best;
    }

    /// <summary>A leaf becomes a node: its left child takes its place among the leaves, the right one the last.</summary>
    public void Replace(Leaf leaf, Leaf left, Leaf right, int feature, float threshold, bool unknownLeft)
    {
        var (node, at) = (_nodes.Count, Leaves.IndexOf(leaf));
        _nodes.Add((feature, threshold, unknownLeft));
        _children.AddRange([~at, ~Leaves.Count]);
        if (leaf.Slot >= 0) _children[leaf.Slot] = node;
        (left.Slot, right.Slot) = (2 * node, (2 * node) + 1);
        Leaves[at] = left;
        Leaves.Add(right);
    }

    public Tree ToTree(Func<Leaf, double> value) => new()
    {
        Feature = [.. _nodes.Select(node => node.Feature)],
        Threshold = [.. _nodes.Select(node => node.Threshold)],
        UnknownLeft = [.. _nodes.Select(node => node.UnknownLeft)],
        Left = [.. _nodes.Select((_, i) => _children[2 * i])],
        Right = [.. _nodes.Select((_, i) => _children[(2 * i) + 1])],
        Value = [.. Leaves.Select(value)],
        Rows = [.. Leaves.Select(leaf => leaf.Range.Count)],
    };
}
