using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Meetings;

public sealed class NetworkMeetingServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);
    private Programme programme = null!;
    private List<Volunteer> ready = null!;

    public async Task InitializeAsync()
    {
        programme = TestData.Programme();
        await using var db = world.Open();
        db.Add(programme);
        ready = [];
        foreach (var state in new[] { VolunteerState.Ready, VolunteerState.Ready, VolunteerState.Paused })
        {
            var added = TestData.VolunteerIn(state, programme, world.Clock.Now);
            db.AddRange(added.Account, added.Volunteer);
            if (state == VolunteerState.Ready) ready.Add(added.Volunteer);
        }

        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Create_SeveralTimes_AsksTheReadyWhichSuit()
    {
        var meeting = await world.MeetingAsync(await CreateAsync(3, 4, 5));

        Assert.Equal(MeetingState.Polling, meeting.State);
        Assert.Equal(ready.Select(v => (Guid?)v.Id).Order(), meeting.Invitations.Select(i => i.VolunteerId).Order());
        var mails = await world.MailsAsync(programme.Id, "MeetingPoll");
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Null(mail.Calendar));
    }

    [Fact]
    public async Task DecideRescheduleCancel_Polled_SendOneUidWithRisingSequence()
    {
        var id = await CreateAsync(3, 4);
        var options = (await world.MeetingAsync(id)).Options.OrderBy(o => o.StartsAt).ToList();
        Assert.True((await world.Answers.AnswerPollAsync(TestData.ActorOf(ready[0]), id, [options[0].Id, options[1].Id])).Succeeded);
        Assert.True((await world.Answers.AnswerPollAsync(TestData.ActorOf(ready[1]), id, [])).Succeeded);
        Assert.Equal([1, 1], (await world.Meetings.DetailsAsync(Coordinator, id)).Value.Options.Select(o => o.Suits));

        Assert.True((await world.Network.DecideAsync(Coordinator, id, options[1].Id)).Succeeded);
        var meeting = await world.MeetingAsync(id);
        Assert.Equal(options[1].StartsAt, meeting.StartsAt);
        Assert.Equal(InvitationState.Yes, meeting.Invitations.Single(i => i.VolunteerId == ready[0].Id).State);
        Assert.Equal(InvitationState.No, meeting.Invitations.Single(i => i.VolunteerId == ready[1].Id).State);
        Assert.True((await world.Network.RescheduleAsync(Coordinator, id, world.In(9))).Succeeded);
        Assert.True((await world.Network.CancelAsync(Coordinator, id, null)).Succeeded);

        AssertSequence(await world.MailsAsync(programme.Id, "MeetingDecided"), 2, "REQUEST", 0);
        AssertSequence(await world.MailsAsync(programme.Id, "MeetingMoved"), 2, "REQUEST", 1);
        // Who said no got the object too, and some calendars keep what was declined.
        AssertSequence(await world.MailsAsync(programme.Id, "MeetingCancelled"), 2, "CANCEL", 2);
    }

    [Fact]
    public async Task Answer_ByTheInvited_CanBeChangedUntilItBegins()
    {
        var id = await CreateAsync(3);
        var actor = TestData.ActorOf(ready[0]);

        Assert.True((await world.Answers.AnswerAsync(actor, id, InvitationState.Yes)).Succeeded);
        Assert.True((await world.Answers.AnswerAsync(actor, id, InvitationState.No)).Succeeded);
        Assert.Equal(InvitationState.No, (await world.Meetings.OwnAsync(actor, id)).Value.Invitation.State);
        Assert.Equal(MeetingErrors.AnswerMissing, Assert.Single((await world.Answers.AnswerAsync(actor, id, null)).Errors));
        world.Pass(4);
        Assert.Equal(MeetingErrors.NotPossibleNow, Assert.Single((await world.Answers.AnswerAsync(actor, id, InvitationState.Yes)).Errors));
    }

    [Fact]
    public async Task Meeting_ToOthers_IsNotThere()
    {
        var id = await CreateAsync(3);
        var stranger = TestData.ActorOf(TestData.ReadyVolunteer(programme, world.Clock.Now).Volunteer);

        Assert.Equal(AccessErrors.NotFound, Assert.Single((await world.Answers.AnswerAsync(stranger, id, InvitationState.Yes)).Errors));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await world.Meetings.OwnAsync(stranger, id)).Errors));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await world.Meetings.DetailsAsync(TestData.Coordinator(Guid.NewGuid()), id)).Errors));
        Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await world.Network.CancelAsync(TestData.ActorOf(ready[0]), id, null)).Errors));
    }

    [Fact]
    public async Task Attendance_AndSummary_AreKeptAndToldOnce()
    {
        var id = await CreateAsync(3);
        world.Pass(4);
        var invitations = (await world.MeetingAsync(id)).Invitations;

        Assert.True((await world.Network.RecordAttendanceAsync(Coordinator, id, [invitations[0].Id])).Succeeded);
        Assert.True((await world.Network.SummariseAsync(Coordinator, id, "Vi talte om faste dage.", send: true)).Succeeded);
        Assert.True((await world.Network.SummariseAsync(Coordinator, id, "Vi talte om faste dage og pauser.", send: true)).Succeeded);

        var meeting = await world.MeetingAsync(id);
        Assert.Equal([InvitationState.Absent, InvitationState.Attended], meeting.Invitations.Select(i => i.State).OrderDescending());
        Assert.EndsWith("pauser.", meeting.Summary, StringComparison.Ordinal);
        var mails = await world.MailsAsync(programme.Id, "MeetingFollowUp");
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.DoesNotContain("faste dage", string.Join(' ', mail.Letter!.Paragraphs), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Remind_MissedNightAndTwice_RemindsOnceThoseWhoMayCome()
    {
        var id = await CreateAsync(10);
        await world.Answers.AnswerAsync(TestData.ActorOf(ready[1]), id, InvitationState.No);
        world.Pass(7.5);
        await world.RunAsync<RemindOfMeetingJob>();
        Assert.Empty(await world.MailsAsync(programme.Id, "MeetingReminder"));

        // The night at eight days was missed.
        world.Pass(2);
        await world.RunAsync<RemindOfMeetingJob>();
        await world.RunAsync<RemindOfMeetingJob>();

        Assert.Equal(ready[0].Email, Assert.Single(await world.MailsAsync(programme.Id, "MeetingReminder")).ToAddress);
    }

    [Fact]
    public async Task InviteNewcomers_LaterReady_AreInvitedOnce()
    {
        var id = await CreateAsync(5);
        await using (var db = world.Open())
        {
            var added = TestData.ReadyVolunteer(programme, world.Clock.Now);
            db.AddRange(added.Account, added.Volunteer);
            await db.SaveChangesAsync();
        }

        Assert.Equal(1, (await world.Meetings.DetailsAsync(Coordinator, id)).Value.Newcomers);
        Assert.True((await world.Network.InviteNewcomersAsync(Coordinator, id)).Succeeded);
        Assert.True((await world.Network.InviteNewcomersAsync(Coordinator, id)).Succeeded);

        Assert.Equal(3, (await world.MeetingAsync(id)).Invitations.Count);
        Assert.Equal(3, (await world.MailsAsync(programme.Id, "MeetingInvited")).Count);
    }

    [Fact]
    public async Task PlanLearning_LastOneLongAgo_AsksOnceAndCreatingAnswers()
    {
        var id = await CreateAsync(1);
        world.Pass(42);
        await world.RunAsync<PlanLearningMeetingJob>();
        Assert.Empty(await DueAsync());

        world.Pass(2);
        await world.RunAsync<PlanLearningMeetingJob>();
        await world.RunAsync<PlanLearningMeetingJob>();
        Assert.Null(Assert.Single(await DueAsync()).DoneAt);

        Assert.NotEqual(id, await CreateAsync(7));
        await world.RunAsync<PlanLearningMeetingJob>();
        Assert.NotNull(Assert.Single(await DueAsync()).DoneAt);
    }

    [Fact]
    public async Task SignUpGuest_TwiceWithOneAddress_IsOneGuestAndOneMail()
    {
        var id = (await world.Network.CreateAsync(Coordinator, New(MeetingKind.Information, 6))).Value;
        var address = TestData.NewAddress();

        foreach (var typed in new[] { address, address.ToUpperInvariant() })
        {
            Assert.True((await world.Get<GuestService>().SignUpAsync(Actor.Visitor, new SignUpGuest { MeetingId = id, Name = "Jens Prøve", Email = typed })).Succeeded);
        }

        Assert.Single((await world.MeetingAsync(id)).Invitations);
        AssertSequence(await world.MailsAsync(programme.Id, "GuestSignedUp"), 1, "REQUEST", 0);
        Assert.Contains(await world.Meetings.InformationAsync(), m => m.Id == id);
        var wrong = await world.Get<GuestService>().SignUpAsync(Actor.Visitor, new SignUpGuest { MeetingId = id, Name = "", Email = "jens" });
        Assert.Equal(["Email", "Name"], wrong.Errors.Select(e => e.Field).Order());
        Assert.Equal("Date", Assert.Single((await world.Network.CreateAsync(Coordinator, New(MeetingKind.Information, 6, 7))).Errors).Field);
    }

    private Actor Coordinator => TestData.Coordinator(programme.Id);

    private async Task<Guid> CreateAsync(params int[] days) => (await world.Network.CreateAsync(Coordinator, New(MeetingKind.Learning, days))).Value;

    private CreateMeeting New(MeetingKind kind, params int[] days) => new()
    {
        ProgrammeId = programme.Id,
        Kind = kind,
        Title = "Læringsmøde",
        Place = "Frivillighuset",
        Minutes = 120,
        Times = [.. days.Select(d => ((DateOnly?)world.Clock.Now.DanishDate().AddDays(d), (TimeOnly?)new TimeOnly(17, 0)))],
    };

    private async Task<List<WorkItem>> DueAsync()
    {
        await using var db = world.Open();
        return await db.WorkItems.Where(w => w.ProgrammeId == programme.Id && w.Kind == WorkKind.LearningMeetingDue).ToListAsync();
    }

    private static void AssertSequence(List<OutgoingEmail> mails, int count, string method, int sequence)
    {
        Assert.Equal(count, mails.Count);
        Assert.All(mails, mail => Assert.Equal(method, mail.CalendarMethod));
        Assert.All(mails, mail => Assert.Contains($"SEQUENCE:{sequence}\r\n", mail.Calendar!, StringComparison.Ordinal));
    }
}
