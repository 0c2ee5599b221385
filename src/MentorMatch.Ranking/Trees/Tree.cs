namespace MentorMatch.Ranking.Trees;

/// <summary>
/// One regression tree. A node goes left when value ≤ threshold; where the value is unknown, as <see cref="UnknownLeft"/>
/// says. A child below 0 is a leaf: leaf = ~child. A tree without nodes is its one leaf.
/// </summary>
public sealed class Tree
{
    public required int[] Feature { get; init; }

    public required float[] Threshold { get; init; }

    public required bool[] UnknownLeft { get; init; }

    public required int[] Left { get; init; }

    public required int[] Right { get; init; }

    public required double[] Value { get; init; }

    /// <summary>How many training rows came to each leaf: what a Shapley value averages over.</summary>
    public required int[] Rows { get; init; }

    public int Nodes => Feature.Length;

    public int Leaves => Value.Length;

    public double Score(ReadOnlySpan<double> values)
    {
        var at = Nodes == 0 ? ~0 : 0;
        while (at >= 0) at = Next(at, (float)values[Feature[at]]);
        return Value[~at];
    }

    public double Score(float[][] columns, int row)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var at = Nodes == 0 ? ~0 : 0;
        while (at >= 0) at = Next(at, columns[Feature[at]][row]);
        return Value[~at];
    }

    /// <summary>Where a value leads from a node.</summary>
    internal int Next(int node, float value) =>
        (float.IsNaN(value) ? UnknownLeft[node] : value <= Threshold[node]) ? Left[node] : Right[node];

    /// <summary>Every node has two children, every node and leaf but the root one parent, and all numbers are finite.</summary>
    internal bool IsSound(int features)
    {
        if (Leaves != Nodes + 1 || Rows.Length != Leaves || Threshold.Length != Nodes || UnknownLeft.Length != Nodes
            || Left.Length != Nodes || Right.Length != Nodes || !Array.TrueForAll(Value, double.IsFinite)
            || !Array.TrueForAll(Threshold, float.IsFinite) || !Array.TrueForAll(Feature, f => f >= 0 && f < features) || !Array.TrueForAll(Rows, r => r > 0))
        {
            return false;
        }

        // Children come after their parents, so there is no way round in a circle.
        HashSet<int> seen = [];
        for (var node = 0; node < Nodes; node++)
        {
            foreach (var child in new[] { Left[node], Right[node] })
            {
                if (!seen.Add(child) || (child >= 0 ? child <= node || child >= Nodes : ~child >= Leaves)) return false;
            }
        }

        return true;
    }
}
