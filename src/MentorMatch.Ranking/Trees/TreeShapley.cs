using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// Exact Shapley values of one tree, path-dependent (Lundberg et al., "Consistent individualized feature attribution for
/// tree ensembles", algorithm 2): what each feature adds on average over all orders in which features could become known,
/// where the unknown is averaged by the rows that training saw.
/// </summary>
internal sealed class TreeShapley
{
    private readonly Tree _tree;
    private readonly double[] _nodeRows;
    private readonly int _depth;

    public TreeShapley(Tree tree)
    {
        _tree = tree;
        _nodeRows = new double[tree.Nodes];
        var depths = new int[tree.Nodes];
        for (var node = 0; node < tree.Nodes; node++)
        {
            foreach (var child in new[] { tree.Left[node], tree.Right[node] })
            {
                if (child >= 0) depths[child] = depths[node] + 1;
            }
        }

        // Children come after their parents.
        for (var node = tree.Nodes - 1; node >= 0; node--) _nodeRows[node] = RowsOf(tree.Left[node]) + RowsOf(tree.Right[node]);
        _depth = tree.Nodes == 0 ? 0 : depths.Max() + 1;
        double rows = tree.Rows.Sum(count => (double)count);
        Expected = tree.Value.Select((value, leaf) => value * tree.Rows[leaf]).Sum() / rows;
    }

    /// <summary>The score of a row of which nothing is known.</summary>
    public double Expected { get; }

    public void Add(ReadOnlySpan<double> values, Span<double> amounts)
    {
        if (_tree.Nodes == 0) return;
        var path = new Step[(_depth + 2) * (_depth + 3) / 2];
        Visit(0, values, amounts, path, 0, new(-1, 1, 1, 0));
    }

    private double RowsOf(int at) => at >= 0 ? _nodeRows[at] : _tree.Rows[~at];

    private void Visit(int at, ReadOnlySpan<double> values, Span<double> amounts, Span<Step> path, int length, Step step)
    {
        Extend(path, length++, step);
        if (at < 0)
        {
            for (var i = 1; i < length; i++)
            {
                amounts[path[i].Feature] += UnwoundSum(path, length, i) * (path[i].Known - path[i].Unknown) * _tree.Value[~at];
            }

            return;
        }

        var feature = _tree.Feature[at];
        var (hot, known, unknown) = (_tree.Next(at, (float)values[feature]), 1d, 1d);
        var cold = hot == _tree.Left[at] ? _tree.Right[at] : _tree.Left[at];
        for (var i = 1; i < length; i++)
        {
            if (path[i].Feature != feature) continue;
            (known, unknown) = (path[i].Known, path[i].Unknown);
            Unwind(path, length--, i);
            break;
        }

        // Each child goes on from a copy of the path so far, which it lays behind this one's.
        foreach (var (child, share) in new[] { (hot, known), (cold, 0d) })
        {
            var copy = path[length..];
            path[..length].CopyTo(copy);
            Visit(child, values, amounts, copy, length, new(feature, unknown * RowsOf(child) / _nodeRows[at], share, 0));
        }
    }

    /// <summary>The path grows by a feature; each weight is that of the sets with so many known features.</summary>
    private static void Extend(Span<Step> path, int length, Step step)
    {
        path[length] = step with { Weight = length == 0 ? 1 : 0 };
        for (var i = length - 1; i >= 0; i--)
        {
            path[i + 1].Weight += step.Known * path[i].Weight * (i + 1) / (length + 1);
            path[i].Weight = step.Unknown * path[i].Weight * (length - i) / (length + 1);
        }
    }

    /// <summary>Undoes the growth by the step at a place.</summary>
    private static void Unwind(Span<Step> path, int length, int place)
    {
        var (last, known, unknown) = (length - 1, path[place].Known, path[place].Unknown);
        var next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (known != 0)
            {
                var before = path[i].Weight;
                path[i].Weight = next * length / ((i + 1) * known);
                next = before - (path[i].Weight * unknown * (last - i) / length);
            }
            else
            {
                path[i].Weight = path[i].Weight * length / (unknown * (last - i));
            }
        }

        for (var i = place; i < last; i++) path[i] = path[i + 1] with { Weight = path[i].Weight };
    }

    private static double UnwoundSum(ReadOnlySpan<Step> path, int length, int place)
    {
        var (last, known, unknown, sum) = (length - 1, path[place].Known, path[place].Unknown, 0d);
        var next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (known != 0)
            {
                var weight = next * length / ((i + 1) * known);
                sum += weight;
                next = path[i].Weight - (weight * unknown * (last - i) / length);
            }
            else
            {
                sum += path[i].Weight * length / (unknown * (last - i));
            }
        }

        return sum;
    }

    /// <summary>A feature on the way: the share of its sets that pass when it is unknown, and when it is known.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Step(int Feature, double Unknown, double Known, double Weight);
}
