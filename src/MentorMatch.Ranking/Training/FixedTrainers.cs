using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Ranking.Training;

/// <summary>
/// Learns nothing: all tie. Since metrics are exact means over the orders of what ties, its numbers are those of a random
/// order without the luck of one.
/// </summary>
public sealed class RandomTrainer : ITrainer
{
    public IScorer Train(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new LinearScorer(0, new double[table.Features.Count], new double[table.Features.Count]);
    }
}

/// <summary>Orders by one column, highest first; who has no value comes where an ordinary one does.</summary>
public sealed class FeatureTrainer(string feature) : ITrainer
{
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public IScorer Train(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        var at = table.Features.ToList().IndexOf(feature);
        if (at < 0) throw new ArgumentException($"There is no feature column {feature}.", nameof(table));
        var weights = new double[table.Features.Count];
        var baselines = new double[weights.Length];
        (weights[at], baselines[at]) = (1, Standardisation.Of(table).Centres[at]);
        return new LinearScorer(0, weights, baselines);
    }
}

/// <summary>Weights that people set, by column; a column without one counts 0.</summary>
public sealed class ExpertTrainer(IReadOnlyDictionary<string, double> weights) : ITrainer
{
    public IScorer Train(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new LinearScorer(0, PriorOf(table.Features, weights), Standardisation.Of(table).Centres);
    }

    /// <exception cref="ArgumentException">A weight is for a column that the table does not have.</exception>
    internal static double[] PriorOf(IReadOnlyList<string> features, IReadOnlyDictionary<string, double> weights)
    {
        var unknown = weights.Keys.Except(features, StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null) throw new ArgumentException($"The weights name {unknown}, and there is no such feature column.", nameof(weights));
        return [.. features.Select(name => weights.TryGetValue(name, out var weight) ? weight : 0)];
    }
}
