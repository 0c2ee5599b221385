using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Matching;

public enum MatchState
{
    Requested,
    Accepted,
    Started,
    OnHold,
    Closing,
    Ended,
    Declined,
    Lapsed,
    Withdrawn,
}

/// <summary>Why a match ended. None of them blames.</summary>
public enum EndReason
{
    GoalReached,
    TimeIsUp,
    ChangeOfMentor,
    VolunteerStops,
    CitizenStops,
    MovedAway,
    Other,
}

/// <summary>A citizen and a volunteer, from the citizen's choice to the last conversation.</summary>
public sealed class Match : IRecordsStateChanges
{
    public static StateTable<MatchState> Moves { get; } = new(
        (MatchState.Requested, MatchState.Accepted),
        (MatchState.Requested, MatchState.Declined),
        (MatchState.Requested, MatchState.Lapsed),
        (MatchState.Requested, MatchState.Withdrawn),
        (MatchState.Accepted, MatchState.Started),
        (MatchState.Accepted, MatchState.Closing),
        (MatchState.Started, MatchState.OnHold),
        (MatchState.OnHold, MatchState.Started),
        (MatchState.Started, MatchState.Closing),
        (MatchState.OnHold, MatchState.Closing),
        (MatchState.Closing, MatchState.Ended));

    /// <summary>States in which the volunteer's place is taken.</summary>
    public static IReadOnlyList<MatchState> Live { get; } =
        [MatchState.Requested, MatchState.Accepted, MatchState.Started, MatchState.OnHold, MatchState.Closing];

    /// <summary>States in which both have said yes and may see how to reach each other.</summary>
    public static IReadOnlyList<MatchState> Mutual { get; } =
        [MatchState.Accepted, MatchState.Started, MatchState.OnHold, MatchState.Closing];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required Guid ShortlistId { get; init; }

    public required Guid CitizenId { get; init; }

    public required Guid VolunteerId { get; init; }

    [NotPersonal]
    public MatchState State { get; private set; }

    [NotPersonal]
    public required DateTimeOffset RequestedAt { get; init; }

    [NotPersonal]
    public required DateTimeOffset AnswerBy { get; init; }

    [NotPersonal]
    public DateTimeOffset? ReminderSentAt { get; set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? AcceptedAt { get; private set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? StartedAt { get; private set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? HeldSince { get; private set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? ClosingAt { get; private set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? EndedAt { get; private set; }

    [Personal(DataCategory.Activity)]
    public EndReason? EndReason { get; private set; }

    [Personal(DataCategory.SensitiveText)]
    public string? DeclineReason { get; private set; }

    public Agreement? Agreement { get; set; }

    /// <summary>Last time the two met, from the meeting log; what silence is counted from.</summary>
    [Personal(DataCategory.Activity)]
    public DateTimeOffset? LastMetAt { get; set; }

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    /// <summary>Whether the citizen may still take the choice back: within the hours of the programme, and before the volunteer answered.</summary>
    public bool CanUndo(ProgrammeSettings settings, DateTimeOffset now) =>
        State == MatchState.Requested && now < RequestedAt.AddHours(settings.UndoHours);

    public Result Accept(Actor by, DateTimeOffset now)
    {
        if (State == MatchState.Requested && now >= AnswerBy) return MatchErrors.RequestLapsed;
        var moved = Move(MatchState.Accepted, by, now);
        if (moved.Succeeded) AcceptedAt = now;
        return moved;
    }

    public Result Decline(Actor by, DateTimeOffset now, string? reason)
    {
        var moved = Move(MatchState.Declined, by, now, reason);
        if (moved.Succeeded) DeclineReason = reason;
        return moved;
    }

    public Result Lapse(Actor by, DateTimeOffset now) => Move(MatchState.Lapsed, by, now);

    public Result Withdraw(Actor by, DateTimeOffset now, string reason) => Move(MatchState.Withdrawn, by, now, reason);

    /// <summary>The agreement stands: the two begin.</summary>
    public Result Start(Actor by, DateTimeOffset now)
    {
        if (Agreement is null) return MatchErrors.AgreementMissing;
        var moved = Move(MatchState.Started, by, now);
        if (moved.Succeeded) StartedAt ??= now;
        return moved;
    }

    public Result Hold(Actor by, DateTimeOffset now, string? reason)
    {
        var moved = Move(MatchState.OnHold, by, now, reason);
        if (moved.Succeeded) HeldSince = now;
        return moved;
    }

    public Result Resume(Actor by, DateTimeOffset now)
    {
        if (State != MatchState.OnHold) return MatchErrors.NotPossibleNow;
        var moved = Move(MatchState.Started, by, now);
        // Silence is counted afresh after a hold.
        if (moved.Succeeded) (HeldSince, LastMetAt) = (null, now);
        return moved;
    }

    public Result Close(Actor by, DateTimeOffset now, EndReason reason, string? why)
    {
        var moved = Move(MatchState.Closing, by, now, why);
        if (moved.Succeeded) (ClosingAt, EndReason) = (now, reason);
        return moved;
    }

    /// <param name="by">Who ends it.</param>
    /// <param name="now">Application time.</param>
    /// <param name="lastTalk">What was said at the last conversation; kept as the reason of the move.</param>
    public Result End(Actor by, DateTimeOffset now, string? lastTalk = null)
    {
        var moved = Move(MatchState.Ended, by, now, lastTalk);
        if (moved.Succeeded) EndedAt = now;
        return moved;
    }

    private Result Move(MatchState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return MatchErrors.NotPossibleNow;
        StateChanges.Record(nameof(Match), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}

/// <summary>What the two and the coordinator agreed on at the first meeting.</summary>
public sealed class Agreement
{
    /// <summary>Meetings a month, 1–12.</summary>
    [Personal(DataCategory.Preference)]
    public required int MeetingsPerMonth { get; set; }

    /// <summary>How long it is meant to last, in months, 1–24.</summary>
    [Personal(DataCategory.Preference)]
    public required int Months { get; set; }

    /// <summary>How they reach each other: Phone, Sms, Email or ThroughCoordinator.</summary>
    [Personal(DataCategory.Preference)]
    public required string Contact { get; set; }

    [Personal(DataCategory.SensitiveText)]
    public string? Notes { get; set; }

    [NotPersonal]
    public required DateTimeOffset RecordedAt { get; set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(RecordedAt))]
    public required string RecordedBy { get; set; }
}
