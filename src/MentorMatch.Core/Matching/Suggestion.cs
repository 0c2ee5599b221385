using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Matching;

public enum SuggestionState
{
    Proposed,
    Approved,
    Removed,
    Shown,
    Chosen,
    NotChosen,
}

/// <summary>One volunteer put forward to one citizen, with reasons.</summary>
public sealed class Suggestion : IRecordsStateChanges
{
    public static StateTable<SuggestionState> Moves { get; } = new(
        (SuggestionState.Proposed, SuggestionState.Approved),
        (SuggestionState.Proposed, SuggestionState.Removed),
        (SuggestionState.Approved, SuggestionState.Removed),
        (SuggestionState.Approved, SuggestionState.Proposed),
        (SuggestionState.Removed, SuggestionState.Proposed),
        (SuggestionState.Approved, SuggestionState.Shown),
        (SuggestionState.Shown, SuggestionState.Chosen),
        (SuggestionState.Shown, SuggestionState.NotChosen),
        // Undo.
        (SuggestionState.Chosen, SuggestionState.Shown),
        (SuggestionState.NotChosen, SuggestionState.Shown),
        // The volunteer said no, or is not free any more.
        (SuggestionState.Chosen, SuggestionState.NotChosen),
        (SuggestionState.Shown, SuggestionState.Removed));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ShortlistId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required Guid VolunteerId { get; init; }

    [NotPersonal]
    public SuggestionState State { get; private set; }

    /// <summary>The coordinator's order, from 1.</summary>
    [NotPersonal]
    public required int Place { get; set; }

    /// <summary>The card's place as the citizen saw it, from 1; random, so that learning can allow for it.</summary>
    [NotPersonal]
    public int? ShownPlace { get; set; }

    /// <summary>The ranker's score; null where it was added by hand with the ranker off.</summary>
    [NotPersonal]
    public double? Score { get; init; }

    /// <summary>The ranker's place, from 1; null where added by hand.</summary>
    [NotPersonal]
    public int? RankerPlace { get; init; }

    /// <summary>Feature to its exact share of the score; tells as much as <see cref="Features"/> does.</summary>
    [Personal(DataCategory.Preference)]
    public Dictionary<string, double> Contributions { get; init; } = [];

    [Personal(DataCategory.Preference)]
    public List<SuggestionReason> Reasons { get; init; } = [];

    /// <summary>
    /// What the ranker saw of the pair when it was put forward, in the order of <see cref="FeatureHash"/>'s schema; NaN is
    /// unknown. Numbers alone, for learning; null once either of the two is erased.
    /// </summary>
    [Personal(DataCategory.Preference)]
    public float[]? Features { get; init; }

    [NotPersonal]
    public string? FeatureHash { get; init; }

    /// <summary>What ordered it: a version, or "none" with the ranker off.</summary>
    [NotPersonal]
    public string? ModelVersion { get; init; }

    /// <summary>Where the model in shadow would have put it, from 1; null where none ran.</summary>
    [NotPersonal]
    public int? ShadowPlace { get; init; }

    [NotPersonal]
    public bool AddedByHand { get; init; }

    /// <summary>Put forward by a batch because new or seldom shown, above the quality floor.</summary>
    [NotPersonal]
    public bool ForExposure { get; init; }

    /// <summary>Why a coordinator took it off.</summary>
    [Personal(DataCategory.SensitiveText)]
    public string? RemovedReason { get; private set; }

    /// <summary>Why a rule that speaks against this pair was set aside; null where none does.</summary>
    [Personal(DataCategory.SensitiveText)]
    public string? OverrideReason { get; private set; }

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    public Result Approve(Actor by, DateTimeOffset now, string? why = null) => Move(SuggestionState.Approved, by, now, why);

    /// <summary>Notes that a coordinator set a rule aside; the approval that follows tells it to the history.</summary>
    public void Override(string? reason) => OverrideReason = reason;

    /// <summary>Another place in the coordinator's order, told to the history beside the state that stays.</summary>
    public void MoveTo(int place, Actor by, DateTimeOffset now)
    {
        StateChanges.Record(nameof(Suggestion), Id, ProgrammeId, State, State, by, now, $"{Place} → {place}");
        Place = place;
    }

    public Result Remove(Actor by, DateTimeOffset now, string reason)
    {
        var moved = Move(SuggestionState.Removed, by, now, reason);
        if (moved.Succeeded) RemovedReason = reason;
        return moved;
    }

    public Result PutBack(Actor by, DateTimeOffset now)
    {
        var moved = Move(SuggestionState.Proposed, by, now);
        if (moved.Succeeded) RemovedReason = null;
        return moved;
    }

    public Result Show(Actor by, DateTimeOffset now, int shownPlace)
    {
        var moved = Move(SuggestionState.Shown, by, now);
        if (moved.Succeeded) ShownPlace = shownPlace;
        return moved;
    }

    public Result ShowAgain(Actor by, DateTimeOffset now, string reason) => Move(SuggestionState.Shown, by, now, reason);

    public Result Choose(Actor by, DateTimeOffset now) => Move(SuggestionState.Chosen, by, now);

    public Result PassOver(Actor by, DateTimeOffset now, string? reason = null) => Move(SuggestionState.NotChosen, by, now, reason);

    private Result Move(SuggestionState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return MatchErrors.ShortlistMovedOn;
        StateChanges.Record(nameof(Suggestion), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}

/// <summary>A true statement about the pair, worded in the texts as "Reason.{Key}".</summary>
/// <param name="Key">The kind of reason.</param>
/// <param name="Args">What is put into the words: numbers, or keys of the catalogues.</param>
/// <param name="InFavour">False for the one that speaks against.</param>
public sealed record SuggestionReason(string Key, List<string> Args, bool InFavour = true);
