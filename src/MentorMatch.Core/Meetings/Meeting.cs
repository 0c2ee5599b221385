using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Meetings;

public enum MeetingKind
{
    /// <summary>Citizen, volunteer and coordinator meet for the first time.</summary>
    First,

    /// <summary>A meeting of the whole network, where mentors exchange experience.</summary>
    Learning,

    /// <summary>For people who think of becoming volunteers.</summary>
    Information,
}

public enum MeetingState
{
    Draft,
    Polling,
    Scheduled,
    Held,
    Cancelled,
}

public sealed class Meeting : IRecordsStateChanges
{
    public static StateTable<MeetingState> Moves { get; } = new(
        (MeetingState.Draft, MeetingState.Polling),
        (MeetingState.Draft, MeetingState.Scheduled),
        (MeetingState.Polling, MeetingState.Scheduled),
        (MeetingState.Scheduled, MeetingState.Held),
        (MeetingState.Draft, MeetingState.Cancelled),
        (MeetingState.Polling, MeetingState.Cancelled),
        (MeetingState.Scheduled, MeetingState.Cancelled));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    [NotPersonal]
    public required MeetingKind Kind { get; init; }

    /// <summary>The match of a first meeting.</summary>
    public Guid? MatchId { get; init; }

    public required Guid CoordinatorId { get; init; }

    [NotPersonal]
    public MeetingState State { get; private set; }

    [NotPersonal]
    public required string Title { get; set; }

    [NotPersonal]
    public string? Agenda { get; set; }

    [NotPersonal]
    public required string Place { get; set; }

    /// <summary>Null while the time is being polled.</summary>
    [NotPersonal]
    public DateTimeOffset? StartsAt { get; private set; }

    [NotPersonal]
    public required int Minutes { get; set; }

    /// <summary>Rises with each change that calendar invitations tell of.</summary>
    [NotPersonal]
    public int Sequence { get; private set; }

    /// <summary>What was said and decided, for those who were invited. No names of citizens.</summary>
    [Personal(DataCategory.SensitiveText)]
    public string? Summary { get; set; }

    [NotPersonal]
    public DateTimeOffset? FollowUpSentAt { get; set; }

    [NotPersonal]
    public required DateTimeOffset CreatedAt { get; init; }

    public List<MeetingOption> Options { get; } = [];

    public List<Invitation> Invitations { get; } = [];

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    public Result Poll(Actor by, DateTimeOffset now) =>
        Options.Count < 2 ? MeetingErrors.PollNeedsTwoTimes : Move(MeetingState.Polling, by, now);

    public Result Schedule(DateTimeOffset startsAt, Actor by, DateTimeOffset now)
    {
        if (startsAt <= now) return MeetingErrors.TimeIsPast;
        var moved = Move(MeetingState.Scheduled, by, now);
        if (moved.Succeeded) StartsAt = startsAt;
        return moved;
    }

    /// <summary>Another time or place for a scheduled meeting; everybody is told with a higher sequence.</summary>
    public Result Reschedule(DateTimeOffset startsAt, string place, DateTimeOffset now)
    {
        if (State != MeetingState.Scheduled) return MeetingErrors.NotPossibleNow;
        if (startsAt <= now) return MeetingErrors.TimeIsPast;
        (StartsAt, Place) = (startsAt, place);
        Sequence++;
        return Result.Success;
    }

    public Result Hold(Actor by, DateTimeOffset now) =>
        State == MeetingState.Scheduled && StartsAt > now ? MeetingErrors.NotYetHeld : Move(MeetingState.Held, by, now);

    public Result Cancel(Actor by, DateTimeOffset now, string? reason)
    {
        var moved = Move(MeetingState.Cancelled, by, now, reason);
        if (moved.Succeeded) Sequence++;
        return moved;
    }

    private Result Move(MeetingState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return MeetingErrors.NotPossibleNow;
        StateChanges.Record(nameof(Meeting), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}

/// <summary>A time that invited people can say yes to.</summary>
[NotPersonal]
public sealed class MeetingOption
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MeetingId { get; init; }

    public required DateTimeOffset StartsAt { get; init; }
}
