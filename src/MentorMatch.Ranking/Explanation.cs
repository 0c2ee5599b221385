using System.Runtime.InteropServices;

namespace MentorMatch.Ranking;

/// <summary>
/// What one feature added to the score: weight × (value − baseline). The value is NaN where the fact is unknown, and
/// then the amount is 0.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Contribution(Feature Feature, double Value, double Baseline, double Amount);

/// <summary>A score taken apart: <see cref="BaseScore"/> plus all contributions is <see cref="Score"/>.</summary>
public sealed class Explanation
{
    internal Explanation(double baseScore, double score, Contribution[] contributions) =>
        (BaseScore, Score, Contributions) = (baseScore, score, contributions);

    /// <summary>The score of a candidate whose every feature is at its baseline.</summary>
    public double BaseScore { get; }

    public double Score { get; }

    /// <summary>One a feature, in schema order.</summary>
    public IReadOnlyList<Contribution> Contributions { get; }

    public double AmountOf(Feature feature) => Contributions[(int)feature].Amount;
}
