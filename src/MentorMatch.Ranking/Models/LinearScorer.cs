using System.Numerics;
using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Models;

/// <summary>score = intercept + Σ weight × (value − baseline); what is unknown counts as its baseline.</summary>
public sealed class LinearScorer : IScorer
{
    private const int Block = 1024;
    private readonly double[] _weights;
    private readonly double[] _baselines;

    /// <summary>What is left of the score once Σ weight × value is taken off.</summary>
    private readonly double _offset;

    public LinearScorer(double intercept, double[] weights, double[] baselines)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(baselines);
        if (weights.Length != baselines.Length) throw new ArgumentException("One baseline for each weight.", nameof(baselines));
        if (!weights.Concat(baselines).Append(intercept).All(double.IsFinite)) throw new ArgumentException("A number is not finite.", nameof(weights));
        (BaseScore, _weights, _baselines) = (intercept, weights, baselines);
        _offset = intercept - weights.Zip(baselines, (weight, baseline) => weight * baseline).Sum();
    }

    public int Features => _weights.Length;

    public double BaseScore { get; }

    public IReadOnlyList<double> Weights => _weights;

    public IReadOnlyList<double> Baselines => _baselines;

    public double Score(ReadOnlySpan<double> values)
    {
        var score = BaseScore;
        for (var i = 0; i < _weights.Length; i++) score += Amount(i, values[i]);
        return score;
    }

    public void Contribute(ReadOnlySpan<double> values, Span<double> amounts)
    {
        for (var i = 0; i < _weights.Length; i++) amounts[i] = Amount(i, values[i]);
    }

    /// <summary>Block by block, so that the scores of a block stay in the nearest cache while the columns pass by.</summary>
    public void ScoreColumns(float[][] columns, Span<double> scores)
    {
        ArgumentNullException.ThrowIfNull(columns);
        scores.Fill(BaseScore);
        for (var start = 0; start < scores.Length; start += Block)
        {
            var block = scores.Slice(start, Math.Min(Block, scores.Length - start));
            for (var i = 0; i < _weights.Length; i++)
            {
                if (_weights[i] != 0) AddColumn(columns[i].AsSpan(start, block.Length), _weights[i], _baselines[i], block);
            }
        }
    }

    /// <summary>Two rows at once, so that weights and baselines are read half as often.</summary>
    public void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores)
    {
        var row = 0;
        for (; row + 2 <= scores.Length; row += 2)
        {
            (scores[row], scores[row + 1]) = ScoreTwo(rows.Slice(row * Features, Features), rows.Slice((row + 1) * Features, Features));
        }

        if (row < scores.Length) (scores[row], _) = ScoreTwo(rows.Slice(row * Features, Features), rows.Slice(row * Features, Features));
    }

    private (double First, double Second) ScoreTwo(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var (a, b, c, d) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var (at, wide) = (0, Vector<double>.Count);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref var baselines = ref MemoryMarshal.GetArrayDataReference(_baselines);
        ref var left = ref MemoryMarshal.GetReference(first);
        ref var right = ref MemoryMarshal.GetReference(second);
        for (; at + (2 * wide) <= first.Length; at += 2 * wide)
        {
            var (weight, nextWeight) = (Vector.LoadUnsafe(ref weights, (nuint)at), Vector.LoadUnsafe(ref weights, (nuint)(at + wide)));
            var (baseline, nextBaseline) = (Vector.LoadUnsafe(ref baselines, (nuint)at), Vector.LoadUnsafe(ref baselines, (nuint)(at + wide)));
            Vector.Widen(Vector.LoadUnsafe(ref left, (nuint)at), out var low, out var high);
            a = Vector.FusedMultiplyAdd(Or(low, baseline), weight, a);
            b = Vector.FusedMultiplyAdd(Or(high, nextBaseline), nextWeight, b);
            Vector.Widen(Vector.LoadUnsafe(ref right, (nuint)at), out low, out high);
            c = Vector.FusedMultiplyAdd(Or(low, baseline), weight, c);
            d = Vector.FusedMultiplyAdd(Or(high, nextBaseline), nextWeight, d);
        }

        var sums = (First: Vector.Sum(a + b) + _offset, Second: Vector.Sum(c + d) + _offset);
        for (; at < _weights.Length; at++) sums = (sums.First + AmountWithBaseline(at, first[at]), sums.Second + AmountWithBaseline(at, second[at]));
        return sums;

        double AmountWithBaseline(int feature, float value) => _weights[feature] * (float.IsNaN(value) ? _baselines[feature] : value);
    }

    private static Vector<double> Or(Vector<double> values, Vector<double> unknown) =>
        Vector.ConditionalSelect(Vector.Equals(values, values), values, unknown);

    private static void AddColumn(ReadOnlySpan<float> values, double weight, double baseline, Span<double> scores)
    {
        var at = 0;
        var wide = Vector<double>.Count;
        for (; at + (2 * wide) <= scores.Length; at += 2 * wide)
        {
            Vector.Widen(new Vector<float>(values[at..]), out var low, out var high);
            Add(low, weight, baseline, scores[at..]);
            Add(high, weight, baseline, scores[(at + wide)..]);
        }

        for (; at < scores.Length; at++) scores[at] += float.IsNaN(values[at]) ? 0 : weight * (values[at] - baseline);
    }

    private static void Add(Vector<double> values, double weight, double baseline, Span<double> scores)
    {
        (new Vector<double>(scores) + Known((values - new Vector<double>(baseline)) * weight)).CopyTo(scores);
    }

    private static Vector<double> Known(Vector<double> amounts) =>
        Vector.ConditionalSelect(Vector.Equals(amounts, amounts), amounts, Vector<double>.Zero);

    private double Amount(int feature, double value) =>
        double.IsNaN(value) ? 0 : _weights[feature] * (value - _baselines[feature]);
}
