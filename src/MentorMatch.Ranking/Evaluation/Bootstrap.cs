using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Evaluation;

/// <summary>The 2.5th and 97.5th percentile of what was drawn.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High);

/// <summary>
/// Percentile bootstrap of a mean: whole clusters are drawn with replacement, since queries of one evening, or of one
/// citizen, are alike. Where each query is its own cluster this is the plain bootstrap over queries. Values that are NaN
/// are left out. The same seed gives the same interval.
/// </summary>
public static class Bootstrap
{
    public const int Draws = 2000;

    /// <param name="values">One a query; for a paired comparison, the differences.</param>
    /// <param name="clusters">One a query.</param>
    /// <param name="seed">Of the draws.</param>
    public static Interval OfMean(IReadOnlyList<double> values, IReadOnlyList<long> clusters, int seed)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(clusters);
        var groups = values.Zip(clusters).Where(entry => !double.IsNaN(entry.First)).GroupBy(entry => entry.Second)
            .Select(group => (Sum: group.Sum(entry => entry.First), Count: group.Count())).ToArray();
        if (groups.Length == 0) return new(double.NaN, double.NaN);
        var random = new Random(seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, count) = (0d, 0);
            for (var i = 0; i < groups.Length; i++)
            {
                var group = groups[random.Next(groups.Length)];
                (sum, count) = (sum + group.Sum, count + group.Count);
            }

            means[draw] = sum / count;
        }

        Array.Sort(means);
        return new(Percentile(means, .025), Percentile(means, .975));
    }

    private static double Percentile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
