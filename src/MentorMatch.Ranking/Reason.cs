namespace MentorMatch.Ranking;

public enum ReasonSide
{
    InFavour,
    Against,
}

/// <summary>Who may read a reason. What a volunteer's place in the network looks like is for coordinators alone.</summary>
public enum ReasonAudience
{
    Everyone,
    Coordinator,
}

/// <summary>
/// What can be said about a pair. The words stand with the pages, keyed by these names; each entry says what is filled
/// into <see cref="Reason.Number"/>, <see cref="Reason.OutOf"/> and <see cref="Reason.Keys"/>.
/// </summary>
public enum ReasonKey
{
    /// <summary>In favour, at most 10 km apart. Number: km, rounded to a whole number, at least 1.</summary>
    NearBy,

    /// <summary>In favour. Number: parts of the week that suit both. Keys: the parts of day among them
    /// ("Morning", "Afternoon", "Evening"), most frequent first.</summary>
    CommonTimes,

    /// <summary>In favour, level 2 or higher. Number: the lower of the two levels. Keys: one ISO code.</summary>
    SharedLanguage,

    /// <summary>In favour. Number: how many. Keys: interests that both like.</summary>
    SharedInterests,

    /// <summary>In favour. Number: how many. Keys: interests that both dislike.</summary>
    SharedDislikes,

    /// <summary>In favour, at most 10 years apart. Number: years.</summary>
    SimilarAge,

    /// <summary>In favour, fit at least .5. Keys: the goal that the occupation fits best.</summary>
    OccupationFits,

    /// <summary>In favour. Keys: the citizen's target groups that the volunteer prefers.</summary>
    PrefersTargetGroup,

    /// <summary>In favour, more than half agree. Number: scenarios that agree. OutOf: scenarios compared. Keys: those that agree.</summary>
    AgreesOnApproach,

    /// <summary>In favour, fit at least .5. Keys: the motivation, then the goal.</summary>
    MotivationFits,

    /// <summary>In favour. Number: finished matches, at least 1.</summary>
    ExperiencedMentor,

    /// <summary>In favour, coordinator. Number: times a choice led to a meeting. OutOf: times chosen, at least 3; at least 70 %.</summary>
    ReliableHistory,

    /// <summary>In favour, coordinator. Number: days ready without a match, at least 14.</summary>
    ReadyAndWaiting,

    /// <summary>In favour, coordinator: lately on no shortlist. No arguments.</summary>
    NotYetShown,

    /// <summary>Against, more than 10 km apart. Number: km, rounded to a whole number.</summary>
    FarAway,

    /// <summary>Against, at most 2 parts. Number and Keys as for <see cref="CommonTimes"/>.</summary>
    FewCommonTimes,

    /// <summary>Against, level 1 or 2. Number and Keys as for <see cref="SharedLanguage"/>.</summary>
    LimitedSharedLanguage,

    /// <summary>Against. Number: how many. Keys: interests that one likes and the other dislikes.</summary>
    DifferentInterests,

    /// <summary>Against, fewer than half agree. Number: scenarios that agree. OutOf: scenarios compared. Keys: those that differ.</summary>
    DifferentApproach,

    /// <summary>Against, coordinator, at least 30 years apart. Number: years.</summary>
    LargeAgeGap,

    /// <summary>Against, coordinator. Keys: the target groups that the volunteer prefers, none of them the citizen's.</summary>
    PrefersOtherTargetGroups,

    /// <summary>Against, coordinator. Number: times a choice led to a meeting. OutOf: times chosen, at least 3; under 50 %.</summary>
    WeakHistory,

    /// <summary>Against, coordinator. Number: places taken, at least 1. OutOf: places.</summary>
    SupportsOthers,

    /// <summary>Against, coordinator. Number: shortlists lately, at least 5.</summary>
    OftenShown,
}

/// <summary>
/// A true statement about a pair, as data to be put into words and stored with the suggestion.
/// </summary>
public sealed record Reason
{
    public required ReasonKey Key { get; init; }

    public required ReasonSide Side { get; init; }

    /// <summary>What the features behind it added to the score. 0 or less only for a reason that fills up to two.</summary>
    public required double Contribution { get; init; }

    public double? Number { get; init; }

    public double? OutOf { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];
}
