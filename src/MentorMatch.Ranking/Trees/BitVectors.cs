using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// Scores rows without walking trees (after QuickScorer: Lucchese et al., SIGIR 2015, and its vectorised form). The leaves
/// of a tree are the bits of a word, from left to right. A node that a row fails (value above the threshold) can no longer
/// lead to the leaves on its left, so it clears their bits; the lowest bit that is left is the leaf. Nodes are visited
/// feature by feature in the order of their thresholds, so a row stops at the first threshold that it is not above.
/// Both paths add the same leaves in the same order and so give the same bits.
/// </summary>
internal sealed unsafe class BitVectors
{
    private const int WidestForRegisters = 32;

    /// <summary>The leaves of a tree fill two registers of eight.</summary>
    private const int WidestForWideRegisters = 16;

    /// <summary>Rows at once: two registers of sixteen, or two of eight.</summary>
    private readonly int _block;

    private readonly int _features;
    private readonly int _trees;
    private readonly int _leafStride;
    private readonly NodeList[] _lists;
    private readonly double[] _values;
    private readonly int[] _asked;

    public BitVectors(int features, IReadOnlyList<Tree> trees)
    {
        (_features, _trees) = (features, trees.Count);
        _leafStride = Math.Max(WidestForWideRegisters, trees.Select(tree => tree.Leaves).DefaultIfEmpty(1).Max());
        _block = UsesWideRegisters ? 32 : 16;
        _values = new double[Math.Max(1, _trees * _leafStride)];
        List<(int Feature, bool UnknownLeft, float Threshold, int Tree, ulong Clears)> nodes = [];
        for (var i = 0; i < _trees; i++)
        {
            var order = LeafOrder.Of(trees[i]);
            for (var leaf = 0; leaf < trees[i].Leaves; leaf++) _values[(i * _leafStride) + order.Place[leaf]] = trees[i].Value[leaf];
            for (var node = 0; node < trees[i].Nodes; node++) nodes.Add((trees[i].Feature[node], trees[i].UnknownLeft[node], trees[i].Threshold[node], i, order.LeftOf[node]));
        }

        _lists = [.. nodes.GroupBy(node => (node.Feature, node.UnknownLeft)).OrderBy(list => list.Key.Feature).ThenBy(list => list.Key.UnknownLeft)
            .Select(list => (list.Key, Sorted: list.OrderBy(node => node.Threshold).ThenBy(node => node.Tree).ToArray()))
            .Select(list => new NodeList(
                list.Key.Feature, list.Key.UnknownLeft ? float.NegativeInfinity : float.PositiveInfinity,
                [.. list.Sorted.Select(node => node.Threshold)], [.. list.Sorted.Select(node => node.Tree)], [.. list.Sorted.Select(node => node.Clears)]))];
        _asked = [.. _lists.Select(list => list.Feature).Distinct()];
    }

    private bool UsesWideRegisters => Avx512F.IsSupported && _leafStride <= WidestForWideRegisters;

    public bool UsesRegisters => Avx2.IsSupported && _leafStride <= WidestForRegisters;

    /// <param name="rows">Row by row.</param>
    /// <param name="scores">One a row.</param>
    /// <param name="portable">Leaves the registers alone.</param>
    public void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, bool portable = false)
    {
        var block = new float[_block * _features];
        var masks = new ulong[Math.Max(1, _trees) * _block / 2];
        for (var start = 0; start < scores.Length; start += _block)
        {
            var part = scores.Slice(start, Math.Min(_block, scores.Length - start));
            Pack(rows.Slice(start * _features, part.Length * _features), block, part.Length);
            ScoreBlock(block, masks, part, portable);
        }
    }

    public void ScoreColumns(float[][] columns, Span<double> scores, bool portable = false)
    {
        var block = new float[_block * _features];
        var masks = new ulong[Math.Max(1, _trees) * _block / 2];
        for (var start = 0; start < scores.Length; start += _block)
        {
            var part = scores.Slice(start, Math.Min(_block, scores.Length - start));
            foreach (var list in _lists) columns[list.Feature].AsSpan(start, part.Length).CopyTo(block.AsSpan(list.Feature * _block));
            ScoreBlock(block, masks, part, portable);
        }
    }

    /// <summary>Rows of a block as columns; only those that a node asks for.</summary>
    private void Pack(ReadOnlySpan<float> rows, float[] block, int count)
    {
        fixed (float* from = rows, to = block)
        {
            foreach (var feature in _asked)
            {
                var source = from + feature;
                var target = to + (feature * _block);
                var i = 0;
                for (; i + 4 <= count; i += 4, source += 4 * _features)
                {
                    target[i] = source[0];
                    target[i + 1] = source[_features];
                    target[i + 2] = source[2 * _features];
                    target[i + 3] = source[3 * _features];
                }

                for (; i < count; i++, source += _features) target[i] = *source;
            }
        }
    }

    private void ScoreBlock(float[] block, ulong[] masks, Span<double> scores, bool portable)
    {
        if (UsesRegisters && !portable)
        {
            fixed (float* values = block)
            fixed (ulong* words = masks)
            {
                new Span<uint>(words, _trees * _block).Fill(uint.MaxValue);
                if (UsesWideRegisters)
                {
                    ClearWide(values, (uint*)words);
                    SumWide((uint*)words, scores);
                }
                else
                {
                    Clear(values, (uint*)words);
                    Sum((uint*)words, scores);
                }
            }

            return;
        }

        for (var i = 0; i < scores.Length; i++) scores[i] = ScoreOne(block.AsSpan(i), masks.AsSpan(0, _trees));
    }

    private double ScoreOne(ReadOnlySpan<float> values, Span<ulong> masks)
    {
        masks.Fill(ulong.MaxValue);
        foreach (var list in _lists)
        {
            var value = values[list.Feature * _block];
            if (float.IsNaN(value)) value = list.Unknown;
            for (var i = 0; i < list.Thresholds.Length && value > list.Thresholds[i]; i++) masks[list.Trees[i]] &= ~list.Clears[i];
        }

        var score = 0d;
        for (var tree = 0; tree < masks.Length; tree++) score += _values[(tree * _leafStride) + System.Numerics.BitOperations.TrailingZeroCount(masks[tree])];
        return score;
    }

    private void Clear(float* block, uint* masks)
    {
        foreach (var list in _lists)
        {
            var unknown = Vector256.Create(list.Unknown);
            var (first, second) = (Vector256.Load(block + (list.Feature * _block)), Vector256.Load(block + (list.Feature * _block) + 8));
            first = Vector256.ConditionalSelect(Vector256.Equals(first, first), first, unknown);
            second = Vector256.ConditionalSelect(Vector256.Equals(second, second), second, unknown);
            fixed (float* thresholds = list.Thresholds)
            fixed (int* trees = list.Trees)
            fixed (uint* clears = list.Clears32)
            {
                for (var i = 0; i < list.Thresholds.Length; i++)
                {
                    var threshold = Vector256.Create(thresholds[i]);
                    var (above, alsoAbove) = (Vector256.GreaterThan(first, threshold).AsUInt32(), Vector256.GreaterThan(second, threshold).AsUInt32());
                    if ((above | alsoAbove) == Vector256<uint>.Zero) break;
                    var word = masks + (trees[i] * _block);
                    var cleared = Vector256.Create(clears[i]);
                    Avx2.AndNot(above & cleared, Vector256.Load(word)).Store(word);
                    Avx2.AndNot(alsoAbove & cleared, Vector256.Load(word + 8)).Store(word + 8);
                }
            }
        }
    }

    private void Sum(uint* masks, Span<double> scores)
    {
        var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        fixed (double* values = _values)
        {
            for (var tree = 0; tree < _trees; tree++)
            {
                var leaves = values + (tree * _leafStride);
                var (first, second) = (LowestBit(Vector256.Load(masks + (tree * _block))), LowestBit(Vector256.Load(masks + (tree * _block) + 8)));
                a += Avx2.GatherVector256(leaves, first.GetLower(), 8);
                b += Avx2.GatherVector256(leaves, first.GetUpper(), 8);
                c += Avx2.GatherVector256(leaves, second.GetLower(), 8);
                d += Avx2.GatherVector256(leaves, second.GetUpper(), 8);
            }
        }

        var sums = stackalloc double[_block];
        a.Store(sums);
        b.Store(sums + 4);
        c.Store(sums + 8);
        d.Store(sums + 12);
        new ReadOnlySpan<double>(sums, scores.Length).CopyTo(scores);
    }

    private void ClearWide(float* block, uint* masks)
    {
        foreach (var list in _lists)
        {
            var unknown = Vector512.Create(list.Unknown);
            var (first, second) = (Vector512.Load(block + (list.Feature * _block)), Vector512.Load(block + (list.Feature * _block) + 16));
            first = Vector512.ConditionalSelect(Vector512.Equals(first, first), first, unknown);
            second = Vector512.ConditionalSelect(Vector512.Equals(second, second), second, unknown);
            fixed (float* thresholds = list.Thresholds)
            fixed (int* trees = list.Trees)
            fixed (uint* clears = list.Clears32)
            {
                for (var i = 0; i < list.Thresholds.Length; i++)
                {
                    var threshold = Vector512.Create(thresholds[i]);
                    var (above, alsoAbove) = (Vector512.GreaterThan(first, threshold).AsUInt32(), Vector512.GreaterThan(second, threshold).AsUInt32());
                    if ((above | alsoAbove) == Vector512<uint>.Zero) break;
                    var word = masks + (trees[i] * _block);
                    var cleared = Vector512.Create(clears[i]);
                    Avx512F.AndNot(above & cleared, Vector512.Load(word)).Store(word);
                    Avx512F.AndNot(alsoAbove & cleared, Vector512.Load(word + 16)).Store(word + 16);
                }
            }
        }
    }

    private void SumWide(uint* masks, Span<double> scores)
    {
        var sums = stackalloc double[_block];
        fixed (double* values = _values)
        {
            for (var part = 0; part < _block; part += 16)
            {
                var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
                for (var tree = 0; tree < _trees; tree++)
                {
                    var leaves = values + (tree * WidestForWideRegisters);
                    var (first, second) = (Vector512.Load(leaves), Vector512.Load(leaves + 8));
                    var word = masks + (tree * _block) + part;
                    low += Avx512F.PermuteVar8x64x2(first, Avx512F.ConvertToVector512Int64(LowestBit(Vector256.Load(word))), second);
                    high += Avx512F.PermuteVar8x64x2(first, Avx512F.ConvertToVector512Int64(LowestBit(Vector256.Load(word + 8))), second);
                }

                low.Store(sums + part);
                high.Store(sums + part + 8);
            }
        }

        new ReadOnlySpan<double>(sums, scores.Length).CopyTo(scores);
    }

    /// <summary>The number of the lowest bit, read off the exponent of that bit as a floating-point number.</summary>
    private static Vector256<int> LowestBit(Vector256<uint> words)
    {
        var signed = words.AsInt32();
        var power = Vector256.ConvertToSingle(signed & -signed).AsInt32();
        return (Vector256.ShiftRightLogical(power, 23) & Vector256.Create(255)) - Vector256.Create(127);
    }

    /// <summary>The nodes of one feature that send the unknown the same way, lowest threshold first.</summary>
    private sealed record NodeList(int Feature, float Unknown, float[] Thresholds, int[] Trees, ulong[] Clears)
    {
        public uint[] Clears32 { get; } = [.. Clears.Select(bits => (uint)bits)];
    }
}
