using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Training;

/// <summary>
/// The mean of log(1 + exp(−(s_better − s_worse))) over the pairs of unequal grade within a query. Each query's pairs share
/// one weight, so that a citizen with many candidates does not count for many citizens; a pair counts as the table's weight of
/// its better row.
/// </summary>
internal sealed class PairwiseLoss
{
    private readonly RankingTable _table;
    private readonly double[] _rows;
    private readonly int _stride;
    private readonly double[] _pairWeight;
    private readonly double[] _scores;
    private readonly double[] _pulls;

    public PairwiseLoss(RankingTable table, double[] rows, int stride)
    {
        (_table, _rows, _stride) = (table, rows, stride);
        _scores = new double[table.Rows];
        _pulls = new double[table.Rows];
        _pairWeight = [.. Enumerable.Range(0, table.Queries).Select(query => WeightOfPair(table, query))];
        var total = _pairWeight.Select((weight, query) => weight * PairsOf(table, query, table.Weights)).Sum();
        for (var query = 0; query < _pairWeight.Length; query++) _pairWeight[query] /= Math.Max(total, double.Epsilon);
    }

    /// <summary>Value at the weights; the gradient is written.</summary>
    public double Of(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        gradient.Clear();
        var loss = 0d;
        for (var query = 0; query < _table.Queries; query++)
        {
            if (_pairWeight[query] == 0) continue;
            var (from, to) = (_table.Starts[query], _table.Starts[query + 1]);
            for (var row = from; row < to; row++) _scores[row] = Rows.Dot(weights, Row(row));
            loss += OfQuery(from, to, _pairWeight[query]);
            for (var row = from; row < to; row++) Rows.Add(gradient, _pulls[row], Row(row));
        }

        return loss;
    }

    private ReadOnlySpan<double> Row(int row) => _rows.AsSpan(row * _stride, _stride);

    private double OfQuery(int from, int to, double weightOfPair)
    {
        Array.Clear(_pulls, from, to - from);
        var loss = 0d;
        for (var better = from; better < to; better++)
        {
            var weight = weightOfPair * (_table.Weights?[better] ?? 1);
            for (var worse = from; worse < to; worse++)
            {
                if (_table.Grades[better] <= _table.Grades[worse]) continue;
                var margin = _scores[better] - _scores[worse];
                var e = Math.Exp(-Math.Abs(margin));
                loss += weight * (Math.Log(1 + e) + Math.Max(0, -margin));
                var pull = weight * (margin >= 0 ? e : 1) / (1 + e);
                _pulls[better] -= pull;
                _pulls[worse] += pull;
            }
        }

        return loss;
    }

    /// <summary>A query counts as its number of rows, which is what it adds to knowledge, not as their square.</summary>
    private static double WeightOfPair(RankingTable table, int query)
    {
        var pairs = PairsOf(table, query);
        return pairs == 0 ? 0 : (table.Starts[query + 1] - table.Starts[query]) / pairs;
    }

    /// <summary>How many pairs there are, or with weights how much they count together.</summary>
    private static double PairsOf(RankingTable table, int query, float[]? weights = null)
    {
        Span<int> counts = stackalloc int[32];
        Span<double> counting = stackalloc double[32];
        double pairs = 0, below = 0;
        for (var row = table.Starts[query]; row < table.Starts[query + 1]; row++)
        {
            counts[table.Grades[row]]++;
            counting[table.Grades[row]] += weights?[row] ?? 1;
        }

        for (var grade = 0; grade < counts.Length; grade++)
        {
            pairs += below * counting[grade];
            below += counts[grade];
        }

        return pairs;
    }
}
