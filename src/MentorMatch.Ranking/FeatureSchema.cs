using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MentorMatch.Ranking;

/// <summary>The place of each feature in the vector. Append only: a removed or reordered one is a new schema version.</summary>
public enum Feature
{
    Closeness,
    WithinFiveKm,
    ShareOfDistanceCap,
    LanguageLevel,
    FluentTogether,
    CommonTimes,
    CommonTimesShare,
    CommonWeekdays,
    AgeGap,
    SimilarAge,
    MentorOlder,
    SharedLikes,
    SharedLikesShare,
    SharedDislikes,
    OpposedInterests,
    OccupationGoalBest,
    OccupationGoalMean,
    TargetGroupShare,
    ScenarioAgreement,
    ScenarioFullAgreement,
    MotivationNeedBest,
    MotivationNeedMean,
    Experience,
    HasExperience,
    History,
    Load,
    IdleDays,
    ShownOften,
    NeverShown,
}

public enum FeatureGroup
{
    Practical,
    Age,
    Interests,
    Fit,
    Experience,
    Fairness,
}

/// <summary>
/// One feature: what it means, the value of an ordinary candidate (the baseline that contributions are counted from),
/// and the expert weight with its bounds.
/// </summary>
public sealed record FeatureDefinition
{
    public required Feature Feature { get; init; }

    /// <summary>The lasting name in files, such as <c>common_times</c>.</summary>
    public required string Name { get; init; }

    public required string Definition { get; init; }

    public required FeatureGroup Group { get; init; }

    public required double Baseline { get; init; }

    public required double DefaultWeight { get; init; }

    public required double LowestWeight { get; init; }

    public required double HighestWeight { get; init; }
}

/// <summary>
/// Which numbers a model sees, in which order and with which meaning. Features only say how two people fit together in
/// practice: what somebody believes, where they come from, their body, gender or address are not among them.
/// An unknown fact is NaN in the vector; a linear model puts the baseline in its place, so that it contributes nothing.
/// </summary>
public static class FeatureSchema
{
    public const int Version = 1;

    public static IReadOnlyList<FeatureDefinition> All => FeatureDefinitions.All;

    public static int Count => FeatureDefinitions.All.Length;

    /// <summary>SHA-256 over version, names and definitions, in order; lower-case hexadecimal.</summary>
    public static string Hash { get; } = HashOf(Version, FeatureDefinitions.All);

    public static FeatureDefinition Of(Feature feature) => FeatureDefinitions.All[(int)feature];

    public static FeatureDefinition? Find(string name) =>
        Array.Find(FeatureDefinitions.All, definition => string.Equals(definition.Name, name, StringComparison.Ordinal));

    internal static string HashOf(int version, IEnumerable<FeatureDefinition> definitions)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"schema {version}\n");
        foreach (var definition in definitions)
        {
            text.Append(definition.Name).Append('\t').Append(definition.Definition).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
