using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Meetings;

public sealed class FirstMeetingServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Book_AcceptedMatch_InvitesBothWithACalendarObject()
    {
        var pair = await world.AcceptedAsync();

        var booked = await world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(3));

        var meeting = await world.MeetingAsync(booked.Value);
        Assert.Equal((MeetingState.Scheduled, 0), (meeting.State, meeting.Sequence));
        Assert.Equal(DanishTime.FromDanish(world.Clock.Now.DanishDate().AddDays(3), new TimeOnly(10, 0)), meeting.StartsAt);
        Assert.Equal(2, meeting.Invitations.Count);
        var mails = await world.MailsAsync(pair.Programme.Id, "FirstMeetingBooked");
        Assert.Equal(new[] { pair.Citizen.Email, pair.Volunteer.Email }.Order(), mails.Select(m => m.ToAddress).Order());
        Assert.All(mails, mail => AssertCalendar(mail, meeting.Id, "REQUEST", 0));
        Assert.All(mails, mail => Assert.DoesNotContain(pair.Citizen.LastName, mail.Letter!.Subject + string.Join(' ', mail.Letter.Paragraphs)));
    }

    [Fact]
    public async Task MoveAndCancel_BookedMeeting_KeepTheUidAndRaiseTheSequence()
    {
        var pair = await world.AcceptedAsync();
        var id = (await world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(3))).Value;

        Assert.True((await world.First.MoveAsync(Coordinator(pair), id, world.In(5, "Biblioteket"))).Succeeded);
        Assert.True((await world.First.CancelAsync(Coordinator(pair), id, "Sygdom")).Succeeded);

        var moved = await world.MailsAsync(pair.Programme.Id, "FirstMeetingMoved");
        Assert.Equal(2, moved.Count);
        Assert.All(moved, mail => AssertCalendar(mail, id, "REQUEST", 1));
        Assert.All(moved, mail => Assert.Contains("LOCATION:Biblioteket", mail.Calendar!, StringComparison.Ordinal));
        var cancelled = await world.MailsAsync(pair.Programme.Id, "FirstMeetingCancelled");
        Assert.Equal(2, cancelled.Count);
        Assert.All(cancelled, mail => AssertCalendar(mail, id, "CANCEL", 2));
        Assert.Null(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.BookFirstMeeting)).DoneAt);
        Assert.True((await world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(7))).Succeeded);
        Assert.NotNull(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.BookFirstMeeting)).DoneAt);
    }

    [Fact]
    public async Task Book_TenAtOnce_OneMeetingStands()
    {
        var pair = await world.AcceptedAsync();

        var results = await Task.WhenAll(Enumerable.Range(1, 10).Select(day => world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(day))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(MeetingErrors.AlreadyBooked, Assert.Single(r.Errors)));
        Assert.Equal(2, (await world.MailsAsync(pair.Programme.Id, "FirstMeetingBooked")).Count);
    }

    [Fact]
    public async Task Book_WrongTimeAndPlace_SaysSoAtTheFields()
    {
        var pair = await world.AcceptedAsync();
        var typed = new MeetingTime { Date = world.Clock.Now.DanishDate().AddDays(-1), Time = new TimeOnly(10, 0), Minutes = 5, Place = " " };

        var result = await world.First.BookAsync(Coordinator(pair), pair.Match.Id, typed);

        Assert.Equal(["Date", "Minutes", "Place"], result.Errors.Select(e => e.Field).Order());
    }

    [Fact]
    public async Task Book_ByOthers_IsRefused()
    {
        var pair = await world.AcceptedAsync();

        foreach (var actor in new[] { TestData.Coordinator(Guid.NewGuid()), TestData.ActorOf(pair.Volunteer), TestData.ActorOf(pair.Citizen), Actor.Visitor })
        {
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await world.First.BookAsync(actor, pair.Match.Id, world.In(3))).Errors));
        }
    }

    [Fact]
    public async Task RecordAgreement_AfterTheMeeting_StartsTheMatch()
    {
        var pair = await world.AcceptedAsync();
        var id = (await world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(3))).Value;
        Assert.Equal(MeetingErrors.NotYetHeld, Assert.Single((await world.First.RecordAgreementAsync(Coordinator(pair), Agreement(id))).Errors));
        world.Pass(4);
        await world.RunAsync<AskForAgreementJob>();
        await world.RunAsync<AskForAgreementJob>();
        Assert.Null(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.RecordAgreement)).DoneAt);

        Assert.True((await world.First.RecordAgreementAsync(Coordinator(pair), Agreement(id))).Succeeded);

        var match = await world.MatchAsync(pair.Match.Id);
        Assert.Equal((MatchState.Started, world.Clock.Now, 2, 6), (match.State, match.StartedAt, match.Agreement!.MeetingsPerMonth, match.Agreement.Months));
        var meeting = await world.MeetingAsync(id);
        Assert.Equal(MeetingState.Held, meeting.State);
        Assert.All(meeting.Invitations, i => Assert.Equal(InvitationState.Attended, i.State));
        Assert.NotNull(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.RecordAgreement)).DoneAt);
    }

    [Theory]
    [InlineData(0, 6, "Phone", "MeetingsPerMonth")]
    [InlineData(13, 6, "Phone", "MeetingsPerMonth")]
    [InlineData(2, 25, "Phone", "Months")]
    [InlineData(2, 6, "Pigeon", "Contact")]
    public async Task RecordAgreement_OutOfBounds_IsRefusedAtTheField(int perMonth, int months, string contact, string field)
    {
        var pair = await world.AcceptedAsync();
        var id = (await world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(1))).Value;
        world.Pass(2);

        var result = await world.First.RecordAgreementAsync(Coordinator(pair), Agreement(id) with { MeetingsPerMonth = perMonth, Months = months, Contact = contact });

        Assert.Equal(field, Assert.Single(result.Errors).Field);
        Assert.Equal(MatchState.Accepted, (await world.MatchAsync(pair.Match.Id)).State);
    }

    [Fact]
    public async Task CancelOrphaned_CitizenLeft_TellsBothOnce()
    {
        var pair = await world.AcceptedAsync();
        var id = (await world.First.BookAsync(Coordinator(pair), pair.Match.Id, world.In(9))).Value;
        Assert.True((await world.Get<LeaveService>().CitizenLeavesAsync(Coordinator(pair), pair.Citizen.Id, "Flyttet")).Succeeded);

        await world.RunAsync<CancelOrphanedFirstMeetingsJob>();
        await world.RunAsync<CancelOrphanedFirstMeetingsJob>();

        Assert.Equal(MeetingState.Cancelled, (await world.MeetingAsync(id)).State);
        Assert.Equal(2, (await world.MailsAsync(pair.Programme.Id, "FirstMeetingCancelled")).Count);
    }

    private static Actor Coordinator(MatchedPair pair) => TestData.Coordinator(pair.Programme.Id);

    private static RecordAgreement Agreement(Guid meetingId) => new()
    {
        MeetingId = meetingId,
        CitizenCame = true,
        VolunteerCame = true,
        MeetingsPerMonth = 2,
        Months = 6,
        Contact = "Phone",
    };

    private static void AssertCalendar(OutgoingEmail mail, Guid meetingId, string method, int sequence)
    {
        Assert.Equal(method, mail.CalendarMethod);
        var lines = mail.Calendar!.Split("\r\n");
        Assert.Contains($"METHOD:{method}", lines);
        Assert.Contains($"UID:{CalendarEvent.UidOf(meetingId)}", lines);
        Assert.Contains($"SEQUENCE:{sequence}", lines);
    }
}
