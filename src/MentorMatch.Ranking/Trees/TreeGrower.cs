using System.Runtime.Intrinsics;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// Grows one tree at a time, always cutting the leaf that gains most. Of two children only the one with fewer rows is
/// counted into a histogram; the other is its parent's less that.
/// </summary>
internal sealed class TreeGrower
{
    private readonly BinnedTable _table;
    private readonly LambdaMartSettings _settings;
    private readonly TwoThreads _threads;
    private readonly LeafRows _rows;
    private readonly SplitSearch[] _searches = [new(), new()];
    private readonly Stack<long[]> _histograms;
    private readonly bool[] _columns;

    public TreeGrower(BinnedTable table, int features, LambdaMartSettings settings, TwoThreads threads)
    {
        (_table, _settings, _threads) = (table, settings, threads);
        _rows = new(table.Rows, threads);
        _histograms = new(Enumerable.Range(0, settings.Leaves + 1).Select(_ => GC.AllocateArray<long>(table.HistogramSize, pinned: true)));
        _columns = new bool[features];
    }

    /// <summary>Scores of the rows that the tree saw rise by their leaf's value.</summary>
    /// <param name="gradients">One a row.</param>
    /// <param name="hessians">One a row.</param>
    /// <param name="sample">The rows and columns that this tree sees.</param>
    /// <param name="scores">One a row.</param>
    public Tree Grow(float[] gradients, float[] hessians, Sample sample, double[] scores)
    {
        sample.Columns.CopyTo(_columns, 0);
        var (scale, hessianScale, count) = Load(gradients, hessians, sample.Rows);
        foreach (var search in _searches)
        {
            (search.Regularisation, search.LeastHessian) = (_settings.Regularisation * hessianScale, _settings.LeastHessian * hessianScale);
        }

        var growth = new Growth(_settings.Leaves);
        var root = new Leaf { Range = new(0, 0, count), Histogram = _histograms.Pop(), Total = SumOf(count) };
        Search(root, null);
        growth.Add(root);
        while (growth.Leaves.Count < _settings.Leaves && growth.Best() is { } leaf) Cut(leaf, growth);
        var tree = growth.ToTree(leaf => ValueOf(leaf, scale, hessianScale));
        Raise(growth, tree, scores);
        foreach (var leaf in growth.Leaves) _histograms.Push(leaf.Histogram);
        return tree;
    }

    private double ValueOf(Leaf leaf, double scale, double hessianScale) =>
        -_settings.LearningRate * (Pull.Gradient(leaf.Total) / scale)
        / Math.Max(1e-12, (Pull.Hessian(leaf.Total) / hessianScale) + _settings.Regularisation);

    private (double Scale, double HessianScale, int Count) Load(float[] gradients, float[] hessians, int[]? sample)
    {
        var count = sample?.Length ?? gradients.Length;
        double absolute = 0, hessian = 0;
        for (var i = 0; i < count; i++)
        {
            var row = sample is null ? i : sample[i];
            absolute += Math.Abs(gradients[row]);
            hessian += hessians[row];
        }

        // Rounding may add half a unit a row, hence a little less than the whole.
        var scale = (Pull.GradientTotal - count) / Math.Max(absolute, 1e-30);
        var hessianScale = (Pull.HessianTotal - count) / Math.Max(hessian, 1e-30);
        _threads.Both(half =>
        {
            var middle = count / 2;
            var rows = _rows.FirstRows;
            var pulls = _rows.FirstPulls;
            for (var i = half == 0 ? 0 : middle; i < (half == 0 ? middle : count); i++)
            {
                var row = sample is null ? i : sample[i];
                (rows[i], pulls[i]) = (row, Pull.Of(gradients[row] * scale, hessians[row] * hessianScale));
            }
        });
        return (scale, hessianScale, count);
    }

    private long SumOf(int count)
    {
        var sum = 0L;
        foreach (var pull in _rows.FirstPulls[..count]) sum += pull;
        return sum;
    }

    private void Cut(Leaf leaf, Growth growth)
    {
        var split = leaf.Best;
        var group = _table.Groups[split.Group];
        var bins = group.Bins[split.Lane];
        var goesLeft = new byte[256];
        goesLeft.AsSpan(0, split.Bin + 1).Fill(1);
        if (bins.HasUnknown) goesLeft[bins.Values] = (byte)(split.UnknownLeft ? 1 : 0);
        var (left, right) = _rows.Cut(leaf.Range, group, split.Lane, goesLeft);
        var leftLeaf = new Leaf { Range = left, Total = split.Left, Histogram = leaf.Histogram };
        var rightLeaf = new Leaf { Range = right, Total = leaf.Total - split.Left, Histogram = leaf.Histogram };
        var (small, large) = left.Count <= right.Count ? (leftLeaf, rightLeaf) : (rightLeaf, leftLeaf);
        small.Histogram = _histograms.Pop();
        if (growth.Leaves.Count + 1 < _settings.Leaves) Search(small, large);
        var threshold = split.Bin < bins.Upper.Length ? bins.Upper[split.Bin] : float.MaxValue;

        // What was never unknown in training goes where most went.
        growth.Replace(leaf, leftLeaf, rightLeaf, group.Features[split.Lane], threshold, bins.HasUnknown ? split.UnknownLeft : left.Count >= right.Count);
    }

    /// <summary>Histogram and best cut of a leaf, and of the sibling that holds the parent's histogram until now.</summary>
    private void Search(Leaf leaf, Leaf? sibling)
    {
        var found = new (Split Own, Split Siblings)[2];
        var next = -1;
        _threads.Both(thread =>
        {
            for (var group = Interlocked.Increment(ref next); group < _table.Groups.Count; group = Interlocked.Increment(ref next))
            {
                Count(group, leaf, sibling);
                found[thread].Own = BestOf(group, leaf, _searches[thread], found[thread].Own);
                if (sibling is not null) found[thread].Siblings = BestOf(group, sibling, _searches[thread], found[thread].Siblings);
            }
        });
        leaf.Best = found[1].Own.Beats(found[0].Own, _table.Groups) ? found[1].Own : found[0].Own;
        if (sibling is not null) sibling.Best = found[1].Siblings.Beats(found[0].Siblings, _table.Groups) ? found[1].Siblings : found[0].Siblings;
    }

    private unsafe void Count(int at, Leaf leaf, Leaf? sibling)
    {
        var group = _table.Groups[at];
        var own = leaf.Histogram.AsSpan(group.HistogramStart, group.Stride * group.Features.Length);
        own.Clear();
        fixed (long* histogram = &leaf.Histogram[group.HistogramStart])
        {
            HistogramKernel.Add(group, _rows.Rows(leaf.Range), _rows.Pulls(leaf.Range), leaf.Range.Count, histogram);
        }

        if (sibling is null) return;
        var rest = sibling.Histogram.AsSpan(group.HistogramStart, own.Length);
        for (var i = 0; i + Vector256<long>.Count <= own.Length; i += Vector256<long>.Count)
        {
            (Vector256.LoadUnsafe(ref rest[i]) - Vector256.LoadUnsafe(ref own[i])).StoreUnsafe(ref rest[i]);
        }
    }

    private Split BestOf(int at, Leaf leaf, SplitSearch search, Split best)
    {
        var group = _table.Groups[at];
        for (var lane = 0; lane < group.Features.Length; lane++)
        {
            if (!_columns[group.Features[lane]]) continue;
            var histogram = leaf.Histogram.AsSpan(group.HistogramStart + (lane * group.Stride), group.Stride);
            var (gain, bin, unknownLeft, left) = search.Of(histogram, group.Bins[lane], leaf.Total);
            if (bin < 0) continue;
            var split = new Split(gain, at, lane, bin, unknownLeft, left);
            if (split.Beats(best, _table.Groups)) best = split;
        }

        return best;
    }

    private unsafe void Raise(Growth growth, Tree tree, double[] scores)
    {
        for (var i = 0; i < growth.Leaves.Count; i++)
        {
            var rows = _rows.Rows(growth.Leaves[i].Range);
            var value = tree.Value[i];
            for (var at = 0; at < growth.Leaves[i].Range.Count; at++) scores[rows[at]] += value;
        }
    }
}
