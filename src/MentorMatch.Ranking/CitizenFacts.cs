using System.Collections.Frozen;

namespace MentorMatch.Ranking;

/// <summary>Read by one filter alone (a stated wish); no feature sees it.</summary>
public enum Gender
{
    Woman,
    Man,
    Other,
}

/// <summary>What ranking may know about a citizen. Nothing else reaches it: no text, no name, no postcode.</summary>
public sealed record CitizenFacts
{
    public required Guid Id { get; init; }

    public required KeySet Goals { get; init; }

    public required IReadOnlyList<SpokenLanguage> Languages
    {
        get;
        init
        {
            field = value;
            Spoken = [.. value];
        }
    }

    /// <summary><see cref="Languages"/> for the inner loop, which asks it of every pair.</summary>
    internal SpokenLanguage[] Spoken { get; private init; } = [];

    public required WeekTimes Times { get; init; }

    public KeySet Likes { get; init; } = KeySet.Empty;

    public KeySet Dislikes { get; init; } = KeySet.Empty;

    public KeySet TargetGroups { get; init; } = KeySet.Empty;

    /// <summary>The approach wished for from a mentor: scenario key → option key.</summary>
    public IReadOnlyDictionary<string, string> WishedApproaches { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Keys that rule a volunteer out who has one of them among their traits, or as occupation field.</summary>
    public KeySet Reservations { get; init; } = KeySet.Empty;

    /// <summary>Keys that a volunteer's reservation may name, besides goals and target groups. Never a diagnosis.</summary>
    public KeySet Traits { get; init; } = KeySet.Empty;

    public GeoPoint? Location { get; init; }

    /// <summary>How far away a mentor may live, in km.</summary>
    public double? DistanceCapKm { get; init => field = Require.NotNegative(value); }

    public int? BirthYear { get; init; }

    public Gender? Gender { get; init; }

    public Gender? WantedGender { get; init; }

    /// <summary>The same for all candidates, so no feature of an order; batch allocation weighs it.</summary>
    public int WaitingDays { get; init => field = Require.NotNegative(value); }
}
