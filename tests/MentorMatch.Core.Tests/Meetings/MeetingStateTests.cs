using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Meetings;

namespace MentorMatch.Core.Tests.Meetings;

/// <summary>Walks both state tables: each move that is allowed happens and is written down, and every other one is refused.</summary>
public sealed class MeetingStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly Actor By = Actor.System("Test");

    public static TheoryData<MeetingState, MeetingState> Meetings => Pairs<MeetingState>();

    public static TheoryData<InvitationState, InvitationState> Invitations => Pairs<InvitationState>();

    [Theory]
    [MemberData(nameof(Meetings))]
    public void Meeting_EachMove_IsAllowedAsTheTableSays(MeetingState from, MeetingState to)
    {
        var meeting = MeetingIn(from);
        if (to == MeetingState.Draft)
        {
            Assert.DoesNotContain(Meeting.Moves.Moves, m => m.To == MeetingState.Draft);
            return;
        }

        meeting.StateChanges.Take();
        var moved = Move(meeting, to);

        Assert.Equal(Meeting.Moves.Allows(from, to), moved.Succeeded);
        Assert.Equal(moved.Succeeded ? to : from, meeting.State);
        Assert.Equal(moved.Succeeded ? 1 : 0, meeting.StateChanges.Take().Count);
    }

    [Theory]
    [MemberData(nameof(Invitations))]
    public void Invitation_EachMove_IsAllowedAsTheTableSays(InvitationState from, InvitationState to)
    {
        if (to == InvitationState.Sent)
        {
            Assert.DoesNotContain(Invitation.Moves.Moves, m => m.To == InvitationState.Sent);
            return;
        }

        var invitation = InvitationIn(from);
        invitation.StateChanges.Take();
        var moved = Move(invitation, to);

        // The same again is fine and changes nothing.
        Assert.Equal(from == to || Invitation.Moves.Allows(from, to), moved.Succeeded);
        Assert.Equal(moved.Succeeded ? to : from, invitation.State);
        Assert.Equal(moved.Succeeded && from != to ? 1 : 0, invitation.StateChanges.Take().Count);
    }

    [Fact]
    public void Hold_BeforeItsTime_IsRefused()
    {
        var meeting = MeetingIn(MeetingState.Scheduled);

        Assert.Equal(MeetingErrors.NotYetHeld, Assert.Single(meeting.Hold(By, Now).Errors));
    }

    [Fact]
    public void Schedule_APastTime_IsRefused() =>
        Assert.Equal(MeetingErrors.TimeIsPast, Assert.Single(MeetingIn(MeetingState.Draft).Schedule(Now, By, Now).Errors));

    private static Result Move(Meeting meeting, MeetingState to) => to switch
    {
        MeetingState.Polling => meeting.Poll(By, Now),
        MeetingState.Scheduled => meeting.Schedule(Now.AddDays(1), By, Now),
        MeetingState.Held => meeting.Hold(By, Now.AddDays(2)),
        _ => meeting.Cancel(By, Now, "Test"),
    };

    private static Result Move(Invitation invitation, InvitationState to) => to switch
    {
        InvitationState.Attended => invitation.RecordAttendance(attended: true, By, Now),
        InvitationState.Absent => invitation.RecordAttendance(attended: false, By, Now),
        _ => invitation.Answer(to, By, Now),
    };

    private static Meeting MeetingIn(MeetingState state)
    {
        var meeting = new Meeting
        {
            ProgrammeId = Guid.NewGuid(),
            Kind = MeetingKind.Learning,
            CoordinatorId = Guid.NewGuid(),
            Title = "Læringsmøde",
            Place = "Stuen",
            Minutes = 60,
            CreatedAt = Now,
        };
        meeting.Options.Add(new() { MeetingId = meeting.Id, StartsAt = Now.AddDays(1) });
        meeting.Options.Add(new() { MeetingId = meeting.Id, StartsAt = Now.AddDays(2) });
        if (state == MeetingState.Held) Assert.True(Move(meeting, MeetingState.Scheduled).Succeeded);
        if (state != MeetingState.Draft) Assert.True(Move(meeting, state).Succeeded);
        return meeting;
    }

    private static Invitation InvitationIn(InvitationState state)
    {
        var invitation = new Invitation { MeetingId = Guid.NewGuid(), ProgrammeId = Guid.NewGuid(), VolunteerId = Guid.NewGuid(), SentAt = Now };
        if (state != InvitationState.Sent) Assert.True(Move(invitation, state).Succeeded);
        return invitation;
    }

    private static TheoryData<T, T> Pairs<T>()
        where T : struct, Enum
    {
        var data = new TheoryData<T, T>();
        foreach (var from in Enum.GetValues<T>())
        {
            foreach (var to in Enum.GetValues<T>()) data.Add(from, to);
        }

        return data;
    }
}
