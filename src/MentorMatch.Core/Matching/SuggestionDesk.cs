using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;

namespace MentorMatch.Core.Matching;

/// <summary>What a coordinator works on: one citizen's shortlist, and who is not on it and why.</summary>
public sealed record SuggestionDesk
{
    public required Guid CitizenId { get; init; }

    public required string CitizenName { get; init; }

    public required CitizenState CitizenState { get; init; }

    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When the citizen was last told that nobody fits yet.</summary>
    public required DateTimeOffset? StillLookingAt { get; init; }

    public required Programme Programme { get; init; }

    public required DeskList? Shortlist { get; init; }

    /// <summary>Fewest and most cards that may be published.</summary>
    public required int Fewest { get; init; }

    public required int Most { get; init; }

    /// <summary>How many volunteers could be suggested at this moment, and how many each rule alone keeps out.</summary>
    public required int Eligible { get; init; }

    public required int Excluded { get; init; }

    public required EasingHint? Easing { get; init; }

    public required IReadOnlyDictionary<ExclusionReason, int> ByMainRule { get; init; }
}

public sealed record DeskList
{
    public required Guid Id { get; init; }

    public required ShortlistState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? PublishedBy { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required string? AnswerText { get; init; }

    public required string ModelVersion { get; init; }

    public required IReadOnlyList<DeskRow> Rows { get; init; }
}

public sealed record DeskRow
{
    public required Guid Id { get; init; }

    public required Guid VolunteerId { get; init; }

    public required string Name { get; init; }

    public required SuggestionState State { get; init; }

    public required int Place { get; init; }

    public required int? ShownPlace { get; init; }

    public required int? RankerPlace { get; init; }

    public required double? Score { get; init; }

    public required IReadOnlyDictionary<string, double> Contributions { get; init; }

    public required IReadOnlyList<SuggestionReason> Reasons { get; init; }

    public required bool AddedByHand { get; init; }

    public required bool ForExposure { get; init; }

    public required string? OverrideReason { get; init; }

    public required string? RemovedReason { get; init; }

    public required int Used { get; init; }

    public required int Capacity { get; init; }
}

/// <summary>One volunteer found by name: where they stand for this citizen.</summary>
public sealed record Standing
{
    public required Guid VolunteerId { get; init; }

    public required string Name { get; init; }

    public required VolunteerState State { get; init; }

    /// <summary>Null where nothing keeps them out.</summary>
    public required Exclusion? Exclusion { get; init; }

    public required bool Hard { get; init; }

    /// <summary>Their place among all who can be suggested; null for the excluded.</summary>
    public required int? Place { get; init; }

    public required double? Score { get; init; }

    public required IReadOnlyDictionary<string, double> Contributions { get; init; }

    public required IReadOnlyList<SuggestionReason> Reasons { get; init; }

    /// <summary>On the list of this citizen, and not removed.</summary>
    public required bool OnList { get; init; }
}
