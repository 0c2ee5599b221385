using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace MentorMatch.Ranking;

/// <summary>One requirement of the programme; <paramref name="Reason"/> says why it is not met.</summary>
public sealed record RequirementCheck(string Key, bool Met, string? Reason = null);

/// <summary>
/// How often being chosen led to a meeting, pulled towards a prior mean so that one case does not decide.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MeetingHistory
{
    public const double FewestPseudoObservations = 2;

    private readonly double _priorMean;
    private readonly double _pseudoObservations;

    public MeetingHistory(int met, int total, double priorMean = .5, double pseudoObservations = FewestPseudoObservations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(met);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(met, total);
        ArgumentOutOfRangeException.ThrowIfLessThan(pseudoObservations, FewestPseudoObservations);
        if (!(priorMean is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(priorMean), priorMean, "A prior mean is between 0 and 1.");
        }

        Met = met;
        Total = total;
        _priorMean = priorMean;
        _pseudoObservations = pseudoObservations;
    }

    public int Met { get; }

    public int Total { get; }

    /// <summary>(met + m × prior mean) ÷ (total + m), with m ≥ 2 pseudo-observations; .5 where nothing is known.</summary>
    public double ShrunkenRate => _pseudoObservations == 0
        ? .5
        : (Met + (_pseudoObservations * _priorMean)) / (Total + _pseudoObservations);
}

/// <summary>What ranking may know about a volunteer, seen from one citizen (earlier no, conflict of interest).</summary>
public sealed record VolunteerFacts
{
    public required Guid Id { get; init; }

    public required bool IsReady { get; init; }

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

    /// <summary>How many citizens the volunteer will take at a time.</summary>
    public required int Capacity { get; init => field = Require.NotNegative(value); }

    /// <summary>How many places are taken: live matches and open requests.</summary>
    public required int Used { get; init => field = Require.NotNegative(value); }

    public int? BirthYear { get; init; }

    public string? OccupationField { get; init; }

    public KeySet Likes { get; init; } = KeySet.Empty;

    public KeySet Dislikes { get; init; } = KeySet.Empty;

    public GeoPoint? Location { get; init; }

    /// <summary>How far the volunteer will travel, in km.</summary>
    public double? DistanceCapKm { get; init => field = Require.NotNegative(value); }

    public Gender? Gender { get; init; }

    public Gender? WantedGender { get; init; }

    public KeySet PreferredTargetGroups { get; init; } = KeySet.Empty;

    /// <summary>Answers of the match guide: scenario key → option key.</summary>
    public IReadOnlyDictionary<string, string> ScenarioAnswers { get; init; } = FrozenDictionary<string, string>.Empty;

    public KeySet Motivations { get; init; } = KeySet.Empty;

    /// <summary>Keys that rule a citizen out who has one of them among goals, target groups or traits.</summary>
    public KeySet Reservations { get; init; } = KeySet.Empty;

    /// <summary>Keys that a citizen's reservation may name, such as "pets".</summary>
    public KeySet Traits { get; init; } = KeySet.Empty;

    public IReadOnlyList<RequirementCheck> Requirements { get; init; } = [];

    public int FinishedMatches { get; init => field = Require.NotNegative(value); }

    public MeetingHistory History { get; init; }

    /// <summary>On how many shortlists the volunteer was shown lately (the caller chooses the period).</summary>
    public int TimesShown { get; init => field = Require.NotNegative(value); }

    /// <summary>Days ready without a match.</summary>
    public int IdleDays { get; init => field = Require.NotNegative(value); }

    /// <summary>One of the two said no to the other before.</summary>
    public bool EarlierNo { get; init; }

    public bool ConflictOfInterest { get; init; }
}
