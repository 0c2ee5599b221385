using MentorMatch.Core.Emails;
using MentorMatch.Core.Inbox;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Inbox;

public sealed class CalendarAnswersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly InboxWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("ACCEPTED", InvitationState.Yes)]
    [InlineData("DECLINED", InvitationState.No)]
    [InlineData("TENTATIVE", InvitationState.Maybe)]
    public async Task Read_AnswerOfACalendar_SetsTheInvitation(string answer, InvitationState state)
    {
        var (meeting, address) = await InvitedAsync();

        var read = await world.ReceiveAsync(Reply(meeting.Id, 0, address, answer));

        Assert.Equal((IncomingKind.CalendarReply, IncomingOutcome.Used), (read.Kind, read.Outcome));
        var invitation = await InvitationAsync(meeting);
        Assert.Equal((state, world.Clock.Now), (invitation.State, invitation.AnsweredAt));
    }

    [Fact]
    public async Task Read_AnswerToAnEarlierTime_ChangesNothing()
    {
        var (meeting, address) = await InvitedAsync();
        await using (var db = world.Open())
        {
            var moved = await db.Meetings.SingleAsync(m => m.Id == meeting.Id);
            moved.Reschedule(moved.StartsAt!.Value.AddDays(1), "Biblioteket", world.Clock.Now);
            await db.SaveChangesAsync();
        }

        var old = await world.ReceiveAsync(Reply(meeting.Id, 0, address, "ACCEPTED"));
        Assert.Equal((IncomingOutcome.NothingNew, "OlderTime"), (old.Outcome, old.Why));
        Assert.Equal(InvitationState.Sent, (await InvitationAsync(meeting)).State);

        Assert.Equal(IncomingOutcome.Used, (await world.ReceiveAsync(Reply(meeting.Id, 1, address, "ACCEPTED"))).Outcome);
    }

    [Theory]
    [InlineData("AnotherSender", "x@example.com", null)]
    [InlineData("NotInvited", "x@example.com", "x@example.com")]
    public async Task Read_AnswerOfSomebodyElse_IsSetAside(string why, string from, string? attendee)
    {
        var (meeting, address) = await InvitedAsync();

        var read = await world.ReceiveAsync(Reply(meeting.Id, 0, attendee ?? address, "DECLINED", from));

        Assert.Equal((IncomingOutcome.SetAside, why), (read.Outcome, read.Why));
        Assert.Equal(InvitationState.Sent, (await InvitationAsync(meeting)).State);
    }

    [Fact]
    public async Task Read_AnswerBySecretary_Counts()
    {
        var (meeting, address) = await InvitedAsync();
        var reply = Reply(meeting.Id, 0, address, "ACCEPTED", "sekretaer@example.com")
            .Replace("PARTSTAT", "SENT-BY=\"mailto:sekretaer@example.com\";PARTSTAT", StringComparison.Ordinal);

        Assert.Equal(IncomingOutcome.Used, (await world.ReceiveAsync(reply)).Outcome);
    }

    [Fact]
    public async Task Read_AnswerToAMeetingOfOthers_IsSetAside()
    {
        var read = await world.ReceiveAsync(Reply(Guid.NewGuid(), 0, "bo@example.com", "ACCEPTED"));
        var foreign = await world.ReceiveAsync(
            Reply(Guid.NewGuid(), 0, "bo@example.com", "ACCEPTED").Replace("@mentormatch.example.com", "@elsewhere.example.com", StringComparison.Ordinal));

        Assert.Equal((IncomingOutcome.SetAside, "UnknownMeeting"), (read.Outcome, read.Why));
        Assert.Equal((IncomingOutcome.SetAside, "UnknownMeeting"), (foreign.Outcome, foreign.Why));
    }

    [Fact]
    public async Task Read_NoToAnInterview_IsATaskForTheCoordinator()
    {
        var programme = TestData.Programme();
        var volunteer = TestData.ReadyVolunteer(programme, world.Clock.Now);
        var interview = new Interview
        {
            ProgrammeId = programme.Id,
            VolunteerId = volunteer.Volunteer.Id,
            CoordinatorId = Guid.CreateVersion7(),
            StartsAt = world.Clock.Now.AddDays(3),
            Minutes = 60,
            Place = "Rådhuset",
        };
        await using (var db = world.Open())
        {
            db.AddRange(programme, volunteer.Account, volunteer.Volunteer, interview);
            await db.SaveChangesAsync();
        }

        var yes = await world.ReceiveAsync(Reply(interview.Id, 0, volunteer.Volunteer.Email, "ACCEPTED"));
        var no = await world.ReceiveAsync(Reply(interview.Id, 0, volunteer.Volunteer.Email, "DECLINED"));

        Assert.Equal((IncomingOutcome.NothingNew, IncomingOutcome.Used), (yes.Outcome, no.Outcome));
        await using var after = world.Open();
        Assert.Equal(1, await after.WorkItems.CountAsync(w => w.VolunteerId == volunteer.Volunteer.Id && w.Kind == WorkKind.SaidNoInCalendar));
    }

    private async Task<(Meeting Meeting, string Address)> InvitedAsync()
    {
        var programme = TestData.Programme();
        var volunteer = TestData.ReadyVolunteer(programme, world.Clock.Now);
        await using (var db = world.Open())
        {
            db.AddRange(programme, volunteer.Account, volunteer.Volunteer);
            await db.SaveChangesAsync();
        }

        var made = await world.Get<NetworkMeetingService>().CreateAsync(TestData.Coordinator(programme.Id), new CreateMeeting
        {
            ProgrammeId = programme.Id,
            Kind = MeetingKind.Learning,
            Title = "Læringsmøde",
            Place = "Rådhuset",
            Minutes = 120,
            Times = [(DateOnly.FromDateTime(world.Clock.Now.Date.AddDays(10)), new TimeOnly(19, 0))],
        });
        await using var read = world.Open();
        return (await read.Meetings.SingleAsync(m => m.Id == made.Value), volunteer.Volunteer.Email);
    }

    private async Task<Invitation> InvitationAsync(Meeting meeting)
    {
        await using var db = world.Open();
        return await db.Invitations.SingleAsync(i => i.MeetingId == meeting.Id);
    }

    /// <summary>As calendars write it: folded lines, quoted names with colons, an alternative without words.</summary>
    private static string Reply(Guid id, int sequence, string attendee, string answer, string? from = null) =>
        $"""
        From: "Dal, Bo" <{from ?? attendee}>
        To: mentormatch@example.com
        Subject: Accepteret: Læringsmøde
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_reply"

        --=_reply
        Content-Type: text/plain; charset="utf-8"

        Bo har svaret.
        --=_reply
        Content-Type: text/calendar; charset="utf-8"; method=REPLY

        BEGIN:VCALENDAR
        PRODID:-//Nogen//Kalender//DA
        VERSION:2.0
        METHOD:REPLY
        BEGIN:VEVENT
        UID:{CalendarEvent.UidOf(id)}
        SEQUENCE:{sequence}
        DTSTAMP:20260202T090000Z
        ATTENDEE;CN="Dal: Bo";PARTSTAT={answer}:mail
         to:{attendee}
        ORGANIZER:mailto:mentormatch@example.com
        END:VEVENT
        END:VCALENDAR
        --=_reply--
        """;
}
