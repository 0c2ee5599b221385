namespace MentorMatch.Ranking.Evaluation;

/// <summary>A mean over queries, with its 95 % interval over clusters and over queries.</summary>
public sealed record Measured(double Mean, Interval OverClusters, Interval OverQueries);

/// <summary>One query that counts, as it was ordered.</summary>
public sealed record QueryResult(int Query, long Cluster, QueryMetrics Metrics);

/// <summary>How well all queries of a table were ordered. Queries without a positive are not in it.</summary>
public sealed class EvaluationResult
{
    private static readonly (string Name, Func<QueryMetrics, double> Of)[] Metrics =
    [
        ("ndcg1", metrics => metrics.Ndcg1),
        ("ndcg3", metrics => metrics.Ndcg3),
        ("ndcg5", metrics => metrics.Ndcg5),
        ("ndcg10", metrics => metrics.Ndcg10),
        ("mrr", metrics => metrics.Mrr),
        ("auc", metrics => metrics.Auc),
    ];

    private readonly int _seed;

    internal EvaluationResult(IReadOnlyList<QueryResult> queries, int leftOut, int seed) =>
        (Queries, LeftOut, _seed) = (queries, leftOut, seed);

    public static IReadOnlyList<string> Names => [.. Metrics.Select(metric => metric.Name)];

    public IReadOnlyList<QueryResult> Queries { get; }

    /// <summary>Queries without a positive.</summary>
    public int LeftOut { get; }

    public Measured this[string metric] => Measure([.. ValuesOf(metric)]);

    public double Mean(string metric) => ValuesOf(metric).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>This minus the other, query by query.</summary>
    /// <exception cref="ArgumentException">The other is not of the same queries.</exception>
    public Measured GainOver(EvaluationResult other, string metric)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Queries.Select(query => query.Query).SequenceEqual(other.Queries.Select(query => query.Query)))
        {
            throw new ArgumentException("The two results are of different queries.", nameof(other));
        }

        return Measure([.. ValuesOf(metric).Zip(other.ValuesOf(metric), (own, others) => own - others)]);
    }

    private IEnumerable<double> ValuesOf(string metric)
    {
        var of = Array.Find(Metrics, entry => entry.Name == metric).Of ?? throw new ArgumentException($"There is no metric {metric}.", nameof(metric));
        return Queries.Select(query => of(query.Metrics));
    }

    private Measured Measure(double[] values) => new(
        values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average(),
        Bootstrap.OfMean(values, [.. Queries.Select(query => query.Cluster)], _seed),
        Bootstrap.OfMean(values, [.. Queries.Select(query => (long)query.Query)], _seed));
}
