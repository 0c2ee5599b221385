using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Meetings;

public enum InvitationState
{
    Sent,
    Yes,
    No,
    Maybe,
    Attended,
    Absent,
}

/// <summary>One person's invitation to one meeting.</summary>
public sealed class Invitation : IRecordsStateChanges
{
    public static StateTable<InvitationState> Moves { get; } = new(
    [
        .. from a in Answers from b in Answers where a != b select (a, b),
        .. from a in Answers select (InvitationState.Sent, a),
        .. from a in (InvitationState[])[InvitationState.Sent, .. Answers]
           from b in (InvitationState[])[InvitationState.Attended, InvitationState.Absent]
           select (a, b),
        (InvitationState.Attended, InvitationState.Absent),
        (InvitationState.Absent, InvitationState.Attended),
    ]);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MeetingId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public Guid? VolunteerId { get; init; }

    public Guid? CitizenId { get; init; }

    /// <summary>A visitor who signed up for an information meeting.</summary>
    [Personal(DataCategory.Identity)]
    public string? GuestName { get; init; }

    [Personal(DataCategory.Contact)]
    public string? GuestEmail { get; init; }

    /// <summary>The language of the page on which the guest signed up.</summary>
    [NotPersonal]
    public string? GuestLanguage { get; init; }

    [NotPersonal]
    public InvitationState State { get; private set; }

    /// <summary>While polling: the times that suit.</summary>
    [Personal(DataCategory.Preference)]
    public List<Guid> OptionIds { get; set; } = [];

    [NotPersonal]
    public required DateTimeOffset SentAt { get; init; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? AnsweredAt { get; private set; }

    [NotPersonal]
    public DateTimeOffset? ReminderSentAt { get; set; }

    /// <summary>How often the person has left the meeting or come back by themselves: each is a new version in their calendar.</summary>
    [NotPersonal]
    public int OwnChanges { get; set; }

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    private static InvitationState[] Answers => [InvitationState.Yes, InvitationState.No, InvitationState.Maybe];

    /// <summary>The same answer again is fine and changes nothing.</summary>
    public Result Answer(InvitationState answer, Actor by, DateTimeOffset now)
    {
        if (!Answers.Contains(answer)) return MeetingErrors.NotPossibleNow;
        if (State == answer) return Result.Success;
        var moved = Move(answer, by, now);
        if (moved.Succeeded) AnsweredAt = now;
        return moved;
    }

    public Result RecordAttendance(bool attended, Actor by, DateTimeOffset now)
    {
        var to = attended ? InvitationState.Attended : InvitationState.Absent;
        return State == to ? Result.Success : Move(to, by, now);
    }

    private Result Move(InvitationState to, Actor by, DateTimeOffset now)
    {
        if (!Moves.Allows(State, to)) return MeetingErrors.NotPossibleNow;
        StateChanges.Record(nameof(Invitation), Id, ProgrammeId, State, to, by, now, null);
        State = to;
        return Result.Success;
    }
}
