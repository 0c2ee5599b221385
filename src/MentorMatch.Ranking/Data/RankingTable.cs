namespace MentorMatch.Ranking.Data;

/// <summary>
/// Graded items of many queries, features column by column. The rows of a query stand together. Immutable by
/// convention: nobody writes to its arrays once it is made.
/// </summary>
public sealed class RankingTable
{
    /// <param name="features">Their names, in order.</param>
    /// <param name="columns">One array a feature, one value a row; NaN is unknown.</param>
    /// <param name="grades">One a row; above 0 is a positive.</param>
    /// <param name="starts">Where each query starts, and at last the number of rows.</param>
    /// <param name="clusters">One a query, such as the evening; null where a query is its own cluster.</param>
    /// <param name="hash">SHA-256 of the file, so that a model can say what it learned from.</param>
    public RankingTable(IReadOnlyList<string> features, float[][] columns, byte[] grades, int[] starts, long[]? clusters = null, string hash = "")
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(grades);
        ArgumentNullException.ThrowIfNull(starts);
        if (features.Count != columns.Length || starts.Length == 0 || starts[^1] != grades.Length
            || Array.Exists(columns, column => column.Length != grades.Length) || (clusters is not null && clusters.Length != starts.Length - 1))
        {
            throw new ArgumentException("The parts of the table do not fit together.");
        }

        (Features, Columns, Grades, Starts, Clusters, Hash) = (features, columns, grades, starts, clusters, hash);
    }

    public IReadOnlyList<string> Features { get; }

    public int Rows => Grades.Length;

    public int Queries => Starts.Length - 1;

    public string Hash { get; }

    /// <summary>
    /// How much each row counts where it is the better of a pair, one a row; null where all count 1. For choices that were
    /// less likely to be made where they stood (inverse propensity).
    /// </summary>
    public float[]? Weights
    {
        get;
        init => field = value is null || (value.Length == Grades.Length && Array.TrueForAll(value, weight => weight > 0 && float.IsFinite(weight)))
            ? value
            : throw new ArgumentException("One weight above 0 for each row.", nameof(value));
    }

    internal float[][] Columns { get; }

    internal byte[] Grades { get; }

    internal int[] Starts { get; }

    internal long[]? Clusters { get; }

    public Range RowsOf(int query) => Starts[query]..Starts[query + 1];

    /// <summary>What belongs together when intervals are drawn or folds are cut.</summary>
    public long ClusterOf(int query) => Clusters?[query] ?? query;

    public bool HasPositive(int query) => Grades.AsSpan(RowsOf(query)).ContainsAnyExcept((byte)0);

    /// <summary>These queries alone, in this order.</summary>
    public RankingTable Of(IReadOnlyList<int> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var starts = new int[queries.Count + 1];
        for (var i = 0; i < queries.Count; i++) starts[i + 1] = starts[i] + Starts[queries[i] + 1] - Starts[queries[i]];
        return new(
            Features,
            [.. Columns.Select(column => Gather(column, queries, starts))],
            Gather(Grades, queries, starts),
            starts,
            [.. queries.Select(ClusterOf)],
            Hash)
        {
            Weights = Weights is null ? null : Gather(Weights, queries, starts),
        };
    }

    /// <summary>The same rows, with nothing known of these features.</summary>
    public RankingTable Hiding(IReadOnlySet<string> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var unknown = new float[Rows];
        Array.Fill(unknown, float.NaN);
        return new(Features, [.. Columns.Select((column, i) => features.Contains(Features[i]) ? unknown : column)], Grades, Starts, Clusters, Hash) { Weights = Weights };
    }

    /// <summary>The same rows with these columns in this order, so that a model of another table can score them.</summary>
    /// <exception cref="BadInputException">A column is missing.</exception>
    public RankingTable WithFeatures(IReadOnlyList<string> features, string file, bool missingIsZero = false)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.SequenceEqual(Features)) return this;
        var places = Features.Select((name, i) => (name, i)).ToDictionary(entry => entry.name, entry => entry.i, StringComparer.Ordinal);
        var columns = features.Select(name => places.TryGetValue(name, out var place) ? Columns[place]
            : missingIsZero ? new float[Rows]
            : throw new BadInputException(file, 1, name, "the column is missing, and the training file has it."));
        return new(features, [.. columns], Grades, Starts, Clusters, Hash) { Weights = Weights };
    }

    public void CopyRow(int row, Span<double> into)
    {
        for (var i = 0; i < Columns.Length; i++) into[i] = Columns[i][row];
    }

    private T[] Gather<T>(T[] from, IReadOnlyList<int> queries, int[] starts)
    {
        var to = new T[starts[^1]];
        for (var i = 0; i < queries.Count; i++) from.AsSpan(RowsOf(queries[i])).CopyTo(to.AsSpan(starts[i]));
        return to;
    }
}
