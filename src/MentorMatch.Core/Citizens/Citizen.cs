using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Citizens;

public enum CitizenState
{
    Invited,
    WishesDone,
    Choosing,
    Matched,
    Completed,
    Left,
}

/// <summary>A citizen in one programme.</summary>
public sealed class Citizen : IRecordsStateChanges
{
    public static StateTable<CitizenState> Moves { get; } = new(
        (CitizenState.Invited, CitizenState.WishesDone),
        (CitizenState.WishesDone, CitizenState.Choosing),
        (CitizenState.Choosing, CitizenState.Matched),
        (CitizenState.Matched, CitizenState.Completed),
        // None fits, or the list ran out: new suggestions are needed.
        (CitizenState.Choosing, CitizenState.WishesDone),
        // The volunteer declined, or a change of mentor, with cards left or without.
        (CitizenState.Matched, CitizenState.Choosing),
        (CitizenState.Matched, CitizenState.WishesDone),
        (CitizenState.Invited, CitizenState.Left),
        (CitizenState.WishesDone, CitizenState.Left),
        (CitizenState.Choosing, CitizenState.Left),
        (CitizenState.Matched, CitizenState.Left));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    /// <summary>Null where the citizen has no e-mail address and everything is done together with the coordinator.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>The coordinator who knows the citizen.</summary>
    public required Guid CoordinatorId { get; set; }

    [NotPersonal]
    public CitizenState State { get; private set; }

    [Personal(DataCategory.Identity)]
    public required string FirstName { get; set; }

    [Personal(DataCategory.Identity)]
    public required string LastName { get; set; }

    [Personal(DataCategory.Contact)]
    public string? Email { get; set; }

    [Personal(DataCategory.Contact)]
    public string? Phone { get; set; }

    [NotPersonal]
    public string Language { get; set; } = "da";

    [NotPersonal]
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>Since when without a mentor; null while matched.</summary>
    [NotPersonal]
    public DateTimeOffset? WaitingSince { get; set; }

    /// <summary>When the citizen was last told that nobody fits yet; null once there are cards.</summary>
    [NotPersonal]
    public DateTimeOffset? StillLookingAt { get; set; }

    /// <summary>When the personal columns were emptied for good.</summary>
    [NotPersonal]
    public DateTimeOffset? ErasedAt { get; set; }

    public Wishes Wishes { get; init; } = new();

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    /// <summary>Whether there is still a case to write in.</summary>
    [NotPersonal]
    public bool TakesPart => State is not (CitizenState.Completed or CitizenState.Left);

    [NotPersonal]
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>The wishes are sent. Once sent they stay so: a later change needs no second sending.</summary>
    public Result FinishWishes(Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!TakesPart) return CitizenErrors.NotTakingPart;
        if (State != CitizenState.Invited) return Result.Success;
        var moved = Move(CitizenState.WishesDone, by, now, reason);
        if (moved.Succeeded) Wishes.SentAt = WaitingSince = now;
        return moved;
    }

    /// <summary>What access to this citizen's case is asked about.</summary>
    public Subject AsSubject() => Subject.Citizen(ProgrammeId, Id);

    public Result StartChoosing(Actor by, DateTimeOffset now) => Move(CitizenState.Choosing, by, now);

    public Result Match(Actor by, DateTimeOffset now)
    {
        var moved = Move(CitizenState.Matched, by, now);
        if (moved.Succeeded) WaitingSince = null;
        return moved;
    }

    /// <summary>Back to the cards that are left.</summary>
    public Result ChooseAgain(Actor by, DateTimeOffset now, string? reason) => Reopen(CitizenState.Choosing, by, now, reason);

    /// <summary>Back to waiting for new suggestions.</summary>
    public Result WaitForSuggestions(Actor by, DateTimeOffset now, string? reason) => Reopen(CitizenState.WishesDone, by, now, reason);

    public Result Complete(Actor by, DateTimeOffset now, string? reason) => Move(CitizenState.Completed, by, now, reason);

    public Result Leave(Actor by, DateTimeOffset now, string? reason)
    {
        var moved = Move(CitizenState.Left, by, now, reason);
        if (moved.Succeeded) WaitingSince = null;
        return moved;
    }

    private Result Reopen(CitizenState to, Actor by, DateTimeOffset now, string? reason)
    {
        var moved = Move(to, by, now, reason);
        if (moved.Succeeded) WaitingSince ??= now;
        return moved;
    }

    private Result Move(CitizenState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return CitizenErrors.NotPossibleNow;
        StateChanges.Record(nameof(Citizen), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}
