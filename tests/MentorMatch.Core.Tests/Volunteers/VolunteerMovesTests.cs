using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Volunteers;

/// <summary>Walks the state tables: every allowed move works and is written down, every other is refused and changes nothing.</summary>
public sealed class VolunteerMovesTests
{
    private static readonly DateTimeOffset Now = new FakeClock().Now;
    private static readonly Actor Mette = TestData.Coordinator();
    private static readonly Programme Programme = TestData.Programme();

    public static TheoryData<VolunteerState, VolunteerState> VolunteerPairs => Pairs<VolunteerState>();

    public static TheoryData<InterviewState, InterviewState> InterviewPairs => Pairs<InterviewState>();

    [Theory]
    [MemberData(nameof(VolunteerPairs))]
    public void Volunteer_Move_IsAllowedExactlyWhereTheTableSaysSo(VolunteerState from, VolunteerState to)
    {
        var volunteer = TestData.VolunteerIn(from, Programme, Now, MeetRequirements).Volunteer;
        volunteer.StateChanges.Take();
        Assert.Equal(from, volunteer.State);

        var moved = Move(volunteer, to);

        var allowed = Volunteer.Moves.Allows(from, to);
        Assert.Equal(allowed, moved.Succeeded);
        Assert.Equal(allowed ? to : from, volunteer.State);
        var changes = volunteer.StateChanges.Take();
        if (allowed) Assert.Equal((from.ToString(), to.ToString(), Mette.Name), (changes.Single().From, changes.Single().To, changes.Single().ByName));
        else Assert.Empty(changes);
    }

    [Theory]
    [MemberData(nameof(InterviewPairs))]
    public void Interview_Move_IsAllowedExactlyWhereTheTableSaysSo(InterviewState from, InterviewState to)
    {
        var interview = InterviewIn(from);
        interview.StateChanges.Take();

        var moved = Move(interview, to);

        Assert.Equal(Interview.Moves.Allows(from, to), moved.Succeeded);
        Assert.Equal(moved.Succeeded ? to : from, interview.State);
        Assert.Equal(moved.Succeeded ? 1 : 0, interview.StateChanges.Take().Count);
    }

    [Fact]
    public void BecomeReady_NothingMet_NamesEachThingThatIsMissing()
    {
        var settings = new ProgrammeSettings { CertificateRequired = true };
        var volunteer = TestData.VolunteerIn(VolunteerState.InTraining, Programme, Now).Volunteer;

        var refused = volunteer.BecomeReady(Mette, settings, Now);

        Assert.Equal(
            [VolunteerErrors.ConfidentialityNotSigned, VolunteerErrors.CertificateMissing, VolunteerErrors.TrainingNotComplete],
            refused.Errors);
        Assert.Equal(VolunteerState.InTraining, volunteer.State);
    }

    [Fact]
    public void BecomeReady_CertificateRunOutYesterday_IsRefused()
    {
        var settings = new ProgrammeSettings { CertificateRequired = true };
        var volunteer = TestData.VolunteerIn(VolunteerState.InTraining, Programme, Now, MeetRequirements).Volunteer;
        var today = Now.DanishDate();

        volunteer.RecordCertificate(today.AddYears(-2), "Mette", today.AddDays(-1));
        Assert.Equal(VolunteerErrors.CertificateMissing, Assert.Single(volunteer.BecomeReady(Mette, settings, Now).Errors));
        volunteer.RecordCertificate(today.AddYears(-2), "Mette", today);
        Assert.True(volunteer.BecomeReady(Mette, settings, Now).Succeeded);
    }

    private static void MeetRequirements(Volunteer volunteer)
    {
        volunteer.Guide.ApprovedAt = Now;
        volunteer.SignConfidentiality("1", Now);
        volunteer.TrainingCompletedAt = Now;
    }

    private static Result Move(Volunteer volunteer, VolunteerState to) => to switch
    {
        VolunteerState.Confirmed => volunteer.Confirm(Mette, Now),
        VolunteerState.Interviewed => volunteer.Interviewed(Mette, Now),
        VolunteerState.InTraining => volunteer.StartTraining(Mette, Now),
        VolunteerState.Ready => volunteer.State == VolunteerState.Paused ? volunteer.Resume(Mette, Now) : volunteer.BecomeReady(Mette, Programme.Settings, Now),
        VolunteerState.Paused => volunteer.Pause(Mette, Now, "Ferie"),
        VolunteerState.Left => volunteer.Leave(Mette, Now, "Flyttet"),
        VolunteerState.Declined => volunteer.Decline(Mette, Now, "Ikke nu"),
        // Nothing leads back to the beginning.
        _ => VolunteerErrors.NotPossibleNow,
    };

    private static Interview InterviewIn(InterviewState state)
    {
        var interview = new Interview
        {
            ProgrammeId = Programme.Id,
            VolunteerId = Guid.NewGuid(),
            CoordinatorId = Guid.NewGuid(),
            StartsAt = Now,
            Minutes = 60,
            Place = "Rådhuset",
        };
        if (state != InterviewState.Booked) Assert.True(Move(interview, state).Succeeded);
        return interview;
    }

    private static Result Move(Interview interview, InterviewState to) => to switch
    {
        InterviewState.Held => interview.Hold(Mette, Now),
        InterviewState.Cancelled => interview.Cancel(Mette, Now, null),
        InterviewState.NoShow => interview.MissedByVolunteer(Mette, Now),
        _ => RecruitmentErrors.InterviewIsOver,
    };

    private static TheoryData<TState, TState> Pairs<TState>()
        where TState : struct, Enum
    {
        var data = new TheoryData<TState, TState>();
        foreach (var from in Enum.GetValues<TState>())
        {
            foreach (var to in Enum.GetValues<TState>()) data.Add(from, to);
        }

        return data;
    }
}
