namespace MentorMatch.Ranking;

/// <summary>
/// Why a volunteer cannot be suggested. The order is fixed: where several hold, the first is the main one.
/// </summary>
public enum ExclusionReason
{
    /// <summary>The volunteer is not in the ready state.</summary>
    NotReady,

    /// <summary>A requirement of the programme is not met; the detail lists which.</summary>
    RequirementMissing,

    /// <summary>All places are taken; the detail says taken and places.</summary>
    NoFreeCapacity,

    /// <summary>The citizen ruled out something that holds for the volunteer; the detail lists the keys.</summary>
    ReservationOfCitizen,

    /// <summary>The volunteer ruled out something that holds for the citizen; the detail lists the keys.</summary>
    ReservationOfVolunteer,

    /// <summary>They speak no common language; the detail lists the citizen's codes.</summary>
    NoCommonLanguage,

    /// <summary>No part of the week suits both.</summary>
    NoCommonTime,

    /// <summary>One of them stated a wish for a gender that the other does not have (unknown counts as not);
    /// the detail says whose wish: "citizen", "volunteer".</summary>
    WantedGender,

    /// <summary>Farther apart than the lower cap; the detail says distance and cap. Not asked where a place is unknown.</summary>
    TooFar,

    /// <summary>They know each other in a way that rules a match out. No easing is ever proposed for it.</summary>
    ConflictOfInterest,

    /// <summary>One of the two said no to the other before.</summary>
    EarlierNo,
}

/// <summary>One reason with what a sentence about it needs; see <see cref="ExclusionReason"/> for what is filled in.</summary>
public sealed record ExclusionDetail(ExclusionReason Reason)
{
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Places taken, or km between the two.</summary>
    public double? Number { get; init; }

    /// <summary>Places in all, or the cap in km.</summary>
    public double? Limit { get; init; }

    public IReadOnlyList<RequirementCheck> Missing { get; init; } = [];
}

/// <summary>A volunteer who cannot be suggested to this citizen, with every reason that holds.</summary>
public sealed class Exclusion
{
    private readonly CitizenFacts _citizen;
    private readonly uint _rules;

    internal Exclusion(CitizenFacts citizen, VolunteerFacts volunteer, uint rules) =>
        (_citizen, Volunteer, _rules) = (citizen, volunteer, rules);

    public VolunteerFacts Volunteer { get; }

    /// <summary>The first reason in the fixed order.</summary>
    public ExclusionReason Main => (ExclusionReason)uint.TrailingZeroCount(_rules);

    /// <summary>All reasons that hold, in the fixed order.</summary>
    public IReadOnlyList<ExclusionReason> Reasons =>
        [.. Enum.GetValues<ExclusionReason>().Where(reason => Filters.Holds(_rules, reason))];

    public IReadOnlyList<ExclusionDetail> Details =>
        [.. Reasons.Select(reason => Filters.Describe(reason, _citizen, Volunteer))];
}

/// <summary>The one rule whose easing would bring most candidates: <paramref name="Candidates"/> fall by it alone.</summary>
public sealed record EasingHint(ExclusionReason Rule, int Candidates);
