using System.Runtime.Intrinsics;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// How each row should move for NDCG to rise (Burges, "From RankNet to LambdaRank to LambdaMART", MSR-TR-2010-82): each
/// pair of unequal grade pulls its two rows apart by the slope of its logistic loss times the NDCG that swapping them
/// would change.
/// </summary>
internal sealed class LambdaGradients
{
    private readonly RankingTable _table;
    private readonly LambdaMartSettings _settings;
    private readonly TwoThreads _threads;
    private readonly double[] _inverseBest;
    private readonly float[]? _weights;
    private readonly QueryPulls[] _workers;

    public LambdaGradients(RankingTable table, LambdaMartSettings settings, TwoThreads threads)
    {
        (_table, _settings, _threads) = (table, settings, threads);
        var longest = Enumerable.Range(0, table.Queries).Max(query => table.Starts[query + 1] - table.Starts[query]);
        _workers = [new(longest, settings), new(longest, settings)];
        _weights = table.Weights is null ? null : [.. Enumerable.Range(0, table.Queries).Select(query => WeightOf(table, query))];
        _inverseBest = [.. Enumerable.Range(0, table.Queries).Select(query =>
            QueryMetrics.BestDcg(table.Grades.AsSpan(table.RowsOf(query)), settings.Truncation) is > 0 and var best ? 1 / best : 0)];
    }

    /// <summary>Negative gradients pull a row up.</summary>
    public void Of(double[] scores, float[] gradients, float[] hessians) => _threads.Both(half =>
    {
        var middle = MiddleQuery();
        for (var query = half == 0 ? 0 : middle; query < (half == 0 ? middle : _table.Queries); query++)
        {
            var rows = _table.RowsOf(query);
            _workers[half].Of(scores.AsSpan(rows), _table.Grades.AsSpan(rows), _inverseBest[query], gradients.AsSpan(rows), hessians.AsSpan(rows));
            if (_weights is not null) Weigh(_weights[query], gradients.AsSpan(rows), hessians.AsSpan(rows));
        }
    });

    private static void Weigh(float weight, Span<float> gradients, Span<float> hessians)
    {
        for (var i = 0; i < gradients.Length; i++) (gradients[i], hessians[i]) = (gradients[i] * weight, hessians[i] * weight);
    }

    /// <summary>A query counts as its best row does: a tree takes whole queries, not pairs, at their weight.</summary>
    private static float WeightOf(RankingTable table, int query)
    {
        var best = table.Starts[query];
        for (var row = best; row < table.Starts[query + 1]; row++) best = table.Grades[row] > table.Grades[best] ? row : best;
        return table.Weights![best];
    }

    private int MiddleQuery()
    {
        var at = Array.BinarySearch(_table.Starts, _table.Rows / 2);
        return at < 0 ? ~at : at;
    }

    /// <summary>One query at a time, in the order of its scores, eight partners at once.</summary>
    private sealed class QueryPulls(int longest, LambdaMartSettings settings)
    {
        private readonly ulong[] _keys = new ulong[longest];
        private readonly float[] _scores = new float[longest + 8];
        private readonly float[] _gains = new float[longest + 8];
        private readonly float[] _discounts = [.. Enumerable.Range(0, longest + 8).Select(place => (float)QueryMetrics.Discount(place))];
        private readonly float[] _present = new float[longest + 8];
        private readonly float[] _gradients = new float[longest + 8];
        private readonly float[] _hessians = new float[longest + 8];

        public void Of(ReadOnlySpan<double> scores, ReadOnlySpan<byte> grades, double inverseBest, Span<float> gradients, Span<float> hessians)
        {
            var count = scores.Length;
            Sort(scores, grades);
            var total = 0f;
            for (var place = 0; place < Math.Min(count, settings.Truncation) && inverseBest > 0; place++) total += Pair(place, count, (float)inverseBest);
            var scale = settings.Normalise && total > 0 ? MathF.Log2(1 + total) / total : 1;
            for (var place = 0; place < count; place++)
            {
                var row = (int)(uint)_keys[place];
                (gradients[row], hessians[row]) = (_gradients[place] * scale, _hessians[place] * scale);
            }
        }

        /// <summary>Highest first; equal ones in the order of their rows.</summary>
        private void Sort(ReadOnlySpan<double> scores, ReadOnlySpan<byte> grades)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                var bits = BitConverter.SingleToInt32Bits((float)-scores[row]);
                var ascending = (uint)(bits < 0 ? ~bits : bits | int.MinValue);
                _keys[row] = ((ulong)ascending << 32) | (uint)row;
            }

            _keys.AsSpan(0, scores.Length).Sort();
            for (var place = 0; place < scores.Length; place++)
            {
                var row = (int)(uint)_keys[place];
                (_scores[place], _gains[place], _present[place]) = ((float)scores[row], (float)QueryMetrics.Gain(grades[row]), 1);
            }

            _present.AsSpan(scores.Length, 8).Clear();
            _gradients.AsSpan(0, scores.Length + 8).Clear();
            _hessians.AsSpan(0, scores.Length + 8).Clear();
        }

        /// <summary>The row at a place with all below it; what they pull in sum.</summary>
        private float Pair(int place, int count, float inverseBest)
        {
            var (score, gain, discount) = (Vector256.Create(_scores[place]), Vector256.Create(_gains[place]), Vector256.Create(_discounts[place]));
            var (own, ownHessian, total) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            var sigma = Vector256.Create((float)settings.Sigma);
            var scale = Vector256.Create(inverseBest);
            for (var other = place + 1; other < count; other += 8)
            {
                var difference = gain - Vector256.LoadUnsafe(ref _gains[other]);
                var apart = score - Vector256.LoadUnsafe(ref _scores[other]);
                var delta = Vector256.Abs(difference) * (discount - Vector256.LoadUnsafe(ref _discounts[other])) * scale * Vector256.LoadUnsafe(ref _present[other]);
                if (settings.Normalise) delta /= Vector256.Create(.01f) + Vector256.Abs(apart);
                var sign = Vector256.CopySign(Vector256<float>.One, difference);
                var wrong = Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(Vector256.Min(sigma * sign * apart, Vector256.Create(80f))));
                var pull = sigma * wrong * delta;
                var hessian = sigma * pull * (Vector256<float>.One - wrong);
                own -= sign * pull;
                ownHessian += hessian;
                total += pull;
                (Vector256.LoadUnsafe(ref _gradients[other]) + (sign * pull)).StoreUnsafe(ref _gradients[other]);
                (Vector256.LoadUnsafe(ref _hessians[other]) + hessian).StoreUnsafe(ref _hessians[other]);
            }

            _gradients[place] += Vector256.Sum(own);
            _hessians[place] += Vector256.Sum(ownHessian);
            return 2 * Vector256.Sum(total);
        }
    }
}
