using System.Collections.Frozen;

namespace MentorMatch.Ranking;

/// <summary>One candidate who can be suggested, and where.</summary>
public sealed class RankedVolunteer
{
    private readonly PreparedCitizen _citizen;
    private readonly RankingModel? _model;

    internal RankedVolunteer(int place, double? score, PreparedCitizen citizen, VolunteerFacts volunteer, RankingModel? model) =>
        (Place, Score, _citizen, Volunteer, _model) = (place, score, citizen, volunteer, model);

    public VolunteerFacts Volunteer { get; }

    /// <summary>1 is the first.</summary>
    public int Place { get; }

    /// <summary>Null when ordered without a model. Comparable within one list alone.</summary>
    public double? Score { get; }

    /// <summary>Worked out when asked, since most of a long list is never shown. Null when ordered without a model.</summary>
    public Explanation? Explain() => _model?.Explain(_citizen, Volunteer);

    /// <summary>Two or three in favour, strongest first, and at most one against, last. See <see cref="ReasonKey"/>.</summary>
    public IReadOnlyList<Reason> Reasons(ReasonAudience audience = ReasonAudience.Everyone) =>
        ReasonChooser.Choose(_citizen, Volunteer, _model, audience);
}

/// <summary>Who can be suggested to a citizen, in order, and who cannot, with reasons.</summary>
public sealed class RankedList
{
    internal RankedList(IReadOnlyList<RankedVolunteer> ranked, IReadOnlyList<Exclusion> excluded, int[] byRuleAlone, string? modelVersion)
    {
        Ranked = ranked;
        Excluded = excluded;
        ModelVersion = modelVersion;
        ExcludedByRuleAlone = byRuleAlone
            .Select((count, rule) => KeyValuePair.Create((ExclusionReason)rule, count))
            .Where(entry => entry.Value > 0)
            .ToFrozenDictionary();
        Easing = ranked.Count == 0 ? Filters.Easing(ExcludedByRuleAlone) : null;
    }

    public IReadOnlyList<RankedVolunteer> Ranked { get; }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<Exclusion> Excluded { get; }

    /// <summary>How many candidates each rule keeps out that no other rule keeps out.</summary>
    public IReadOnlyDictionary<ExclusionReason, int> ExcludedByRuleAlone { get; }

    /// <summary>Only where nobody is left, and only if easing a single rule would bring somebody.</summary>
    public EasingHint? Easing { get; }

    /// <summary>
    /// The rule that is most in the way: whose easing alone would bring most; where no single one would bring anybody, the
    /// one that holds most often, with 0. Null where nobody is excluded, or for conflicts of interest alone.
    /// </summary>
    public EasingHint? MostInTheWay() => Filters.Easing(ExcludedByRuleAlone) ?? Excluded
        .SelectMany(exclusion => exclusion.Reasons)
        .Where(reason => reason != ExclusionReason.ConflictOfInterest)
        .GroupBy(reason => reason)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key)
        .Select(group => new EasingHint(group.Key, 0))
        .FirstOrDefault();

    /// <summary>Null when ordered without a model.</summary>
    public string? ModelVersion { get; }
}
