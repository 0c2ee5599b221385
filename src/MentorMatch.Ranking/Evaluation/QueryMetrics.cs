using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Evaluation;

/// <summary>
/// How well one query is ordered. Where scores tie, each number is its exact mean over all orders of those that tie, so
/// that no luck and no input order gets into it. A score that is NaN comes last.
/// </summary>
/// <param name="Ndcg1">Normalised discounted cumulative gain of the first place; gain 2^grade − 1, discount 1 / log2(place + 1).</param>
/// <param name="Ndcg3">The same for three places.</param>
/// <param name="Ndcg5">The same for five places.</param>
/// <param name="Ndcg10">The same for ten places.</param>
/// <param name="Mrr">1 / place of the first with a grade above 0.</param>
/// <param name="Auc">The share of pairs of a positive and a negative in the right order, half for a tie; NaN where all are positive.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QueryMetrics(double Ndcg1, double Ndcg3, double Ndcg5, double Ndcg10, double Mrr, double Auc)
{
    private static readonly int[] Cuts = [1, 3, 5, 10];

    /// <summary>Null for a query without a positive: no order of it is better than another.</summary>
    public static QueryMetrics? Of(ReadOnlySpan<double> scores, ReadOnlySpan<byte> grades)
    {
        if (scores.Length != grades.Length) throw new ArgumentException("One score for each grade.", nameof(scores));
        if (!grades.ContainsAnyExcept((byte)0)) return null;
        var order = new int[scores.Length];
        var keys = new double[scores.Length];
        for (var i = 0; i < order.Length; i++) (order[i], keys[i]) = (i, double.IsNaN(scores[i]) ? double.PositiveInfinity : -scores[i]);
        Array.Sort(keys, order);
        Span<double> ndcg = stackalloc double[Cuts.Length];
        Ndcg(keys, order, grades, ndcg);
        return new(ndcg[0], ndcg[1], ndcg[2], ndcg[3], ReciprocalRank(keys, order, grades), AreaUnderCurve(keys, order, grades));
    }

    public static double Gain(int grade) => (1L << grade) - 1;

    /// <summary>Of a place counted from 0.</summary>
    public static double Discount(int place) => 1 / Math.Log2(place + 2);

    /// <summary>The highest discounted gain that the grades allow in that many places.</summary>
    public static double BestDcg(ReadOnlySpan<byte> grades, int places)
    {
        Span<int> counts = stackalloc int[32];
        foreach (var grade in grades) counts[grade]++;
        var sum = 0d;
        var place = 0;
        for (var grade = 31; grade > 0; grade--)
        {
            for (var i = 0; i < counts[grade] && place < places; i++) sum += Gain(grade) * Discount(place++);
        }

        return sum;
    }

    private static void Ndcg(double[] keys, int[] order, ReadOnlySpan<byte> grades, Span<double> into)
    {
        into.Clear();
        var deepest = Math.Min(Cuts[^1], keys.Length);
        for (var start = 0; start < deepest;)
        {
            var end = EndOfTie(keys, start);
            var gain = 0d;
            for (var i = start; i < end; i++) gain += Gain(grades[order[i]]);
            gain /= end - start;
            for (; start < end; start++)
            {
                for (var cut = 0; cut < Cuts.Length; cut++) into[cut] += start < Cuts[cut] ? gain * Discount(start) : 0;
            }
        }

        for (var cut = 0; cut < Cuts.Length; cut++) into[cut] /= BestDcg(grades, Cuts[cut]);
    }

    /// <summary>
    /// In the first tie that holds p positives among n, the first of them is at offset j with probability
    /// C(n−j−1, p−1) / C(n, p); each is the one before times (n−p−j) / (n−1−j).
    /// </summary>
    private static double ReciprocalRank(double[] keys, int[] order, ReadOnlySpan<byte> grades)
    {
        for (var start = 0; ;)
        {
            var end = EndOfTie(keys, start);
            var (n, p) = (end - start, 0);
            for (var i = start; i < end; i++) p += grades[order[i]] > 0 ? 1 : 0;
            if (p == 0)
            {
                start = end;
                continue;
            }

            var (sum, probability) = (0d, p / (double)n);
            for (var j = 0; j <= n - p; j++)
            {
                sum += probability / (start + j + 1);
                probability *= (n - p - j) / Math.Max(1d, n - 1 - j);
            }

            return sum;
        }
    }

    private static double AreaUnderCurve(double[] keys, int[] order, ReadOnlySpan<byte> grades)
    {
        double right = 0, positives = 0, negatives = 0;
        for (var start = 0; start < keys.Length;)
        {
            var end = EndOfTie(keys, start);
            double tiedPositives = 0;
            for (var i = start; i < end; i++) tiedPositives += grades[order[i]] > 0 ? 1 : 0;
            var tiedNegatives = end - start - tiedPositives;
            right += tiedNegatives * (positives + (tiedPositives / 2));
            (positives, negatives, start) = (positives + tiedPositives, negatives + tiedNegatives, end);
        }

        return right / (positives * negatives);
    }

    private static int EndOfTie(double[] keys, int start)
    {
        var end = start + 1;
        while (end < keys.Length && keys[end].Equals(keys[start])) end++;
        return end;
    }
}
