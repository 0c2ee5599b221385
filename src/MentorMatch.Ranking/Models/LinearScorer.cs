using System.Numerics;

namespace MentorMatch.Ranking.Models;

/// <summary>score = intercept + Σ weight × (value − baseline); what is unknown counts as its baseline.</summary>
public sealed class LinearScorer : IScorer
{
    private const int Block = 1024;
    private readonly double[] _weights;
    private readonly double[] _baselines;

    public LinearScorer(double intercept, double[] weights, double[] baselines)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(baselines);
        if (weights.Length != baselines.Length) throw new ArgumentException("One baseline for each weight.", nameof(baselines));
        if (!weights.Concat(baselines).Append(intercept).All(double.IsFinite)) throw new ArgumentException("A number is not finite.", nameof(weights));
        (BaseScore, _weights, _baselines) = (intercept, weights, baselines);
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

    public void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (var row = 0; row < scores.Length; row++) scores[row] = BaseScore + ScoreRow(rows.Slice(row * Features, Features));
    }

    private double ScoreRow(ReadOnlySpan<float> values)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var (at, wide) = (0, Vector<double>.Count);
        for (; at + (2 * wide) <= values.Length; at += 2 * wide)
        {
            Vector.Widen(new Vector<float>(values[at..]), out var first, out var second);
            low += Known((first - new Vector<double>(_baselines, at)) * new Vector<double>(_weights, at));
            high += Known((second - new Vector<double>(_baselines, at + wide)) * new Vector<double>(_weights, at + wide));
        }

        var sum = Vector.Sum(low + high);
        for (; at < values.Length; at++) sum += Amount(at, values[at]);
        return sum;
    }

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
