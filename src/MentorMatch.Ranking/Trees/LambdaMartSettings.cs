using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Trees;

/// <summary>How LambdaMART grows. The defaults were chosen by cross-validation inside training files, never on test files.</summary>
public sealed record LambdaMartSettings
{
    public int Trees { get; init; } = 100;

    /// <summary>From 2 to 64: a leaf is one bit of a word when trees score.</summary>
    public int Leaves { get; init; } = 31;

    public double LearningRate { get; init; } = .1;

    /// <summary>λ: what is added to the hessian of a leaf.</summary>
    public double Regularisation { get; init; } = 1;

    /// <summary>Of a leaf.</summary>
    public double LeastHessian { get; init; } = 1;

    /// <summary>The share of rows that each tree sees.</summary>
    public double RowShare { get; init; } = .9;

    /// <summary>The share of columns that each tree sees.</summary>
    public double ColumnShare { get; init; } = .8;

    /// <summary>Pairs count where the better placed of the two is among so many.</summary>
    public int Truncation { get; init; } = 30;

    /// <summary>Steepness of the logistic loss of a pair.</summary>
    public double Sigma { get; init; } = 1;

    /// <summary>Whether a query's pull is divided by what its scores and its number of pairs make of it.</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>Trees without a better NDCG@5 on held-back queries until training ends; 0 holds nothing back.</summary>
    public int StopAfter { get; init; }

    /// <summary>The share of clusters held back for <see cref="StopAfter"/>.</summary>
    public double HeldBack { get; init; } = .2;

    /// <summary>Whole clusters, drawn by the seed: what trees are grown on, and what is held back.</summary>
    internal (RankingTable Grown, RankingTable Held) HoldBack(RankingTable table, int seed)
    {
        var clusters = Enumerable.Range(0, table.Queries).Select(table.ClusterOf).Distinct().ToArray();
        new Random(seed).Shuffle(clusters);
        var held = clusters.Take((int)Math.Ceiling(clusters.Length * HeldBack)).ToHashSet();
        var queries = Enumerable.Range(0, table.Queries).ToLookup(query => held.Contains(table.ClusterOf(query)));
        return (table.Of([.. queries[false]]), table.Of([.. queries[true]]));
    }

    internal void Check()
    {
        Within(Trees, 1, 100_000, nameof(Trees));
        Within(Leaves, 2, 64, nameof(Leaves));
        Within(Truncation, 1, int.MaxValue, nameof(Truncation));
        Within(StopAfter, 0, int.MaxValue, nameof(StopAfter));
        if (!(LearningRate is > 0 and <= 1 && Regularisation is >= 0 and < 1e9 && LeastHessian is >= 0 and < 1e9 && Sigma is > 0 and < 1e3
            && RowShare is > 0 and <= 1 && ColumnShare is > 0 and <= 1 && HeldBack is > 0 and < 1))
        {
            throw new ArgumentException("A setting is out of its range.");
        }
    }

    private static void Within(int value, int lowest, int highest, string name)
    {
        if (value < lowest || value > highest) throw new ArgumentOutOfRangeException(name, value, $"{name} is from {lowest} to {highest}.");
    }
}
