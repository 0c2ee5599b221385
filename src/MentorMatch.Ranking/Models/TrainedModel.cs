using System.Security.Cryptography;
using System.Text;

namespace MentorMatch.Ranking.Models;

/// <summary>How a model came to be, so that it can be made again. Null for one that people wrote.</summary>
public sealed record TrainingRecord
{
    public required string Trainer { get; init; }

    public required string Label { get; init; }

    public required int Seed { get; init; }

    /// <summary>SHA-256 of the training file.</summary>
    public required string DataHash { get; init; }

    public required int Queries { get; init; }

    public required int Rows { get; init; }

    /// <summary>Settings by name, such as the strength of the prior.</summary>
    public SortedDictionary<string, double> Settings { get; init; } = [];
}

/// <summary>A scorer with the names of its features: what one model file holds, for the product's features or for any table's.</summary>
public sealed record TrainedModel
{
    /// <summary>Names the model in suggestions and logs, such as "v0".</summary>
    public required string Version { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public required IScorer Scorer { get; init; }

    public FitTable OccupationFit { get; init; } = FitTable.Empty;

    public FitTable MotivationFit { get; init; } = FitTable.Empty;

    public TrainingRecord? Training { get; init; }

    public bool IsForTheProduct => Features.SequenceEqual(FeatureSchema.All.Select(definition => definition.Name));

    /// <summary>The product's hash for its own features; else SHA-256 over the names of the columns, in order.</summary>
    public string FeatureHash => IsForTheProduct ? FeatureSchema.Hash : HashOf(Features);

    internal static string HashOf(IEnumerable<string> columns) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("columns\n" + string.Join('\n', columns))));
}
