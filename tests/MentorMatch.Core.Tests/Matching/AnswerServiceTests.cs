using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Matching;

public sealed class AnswerServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Accept_InTime_TellsBothAndAsksForAFirstMeeting()
    {
        var pair = await world.RequestAsync();

        Assert.True((await world.Answers.AcceptAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)).Succeeded);

        Assert.Equal(MatchState.Accepted, (await world.MatchAsync(pair.Match.Id)).State);
        Assert.Equal(["MatchAccepted"], await world.MailsToAsync(pair.Citizen.Email!));
        Assert.Equal(["MatchAcceptedVolunteer"], await world.MailsToAsync(pair.Volunteer.Email));
        Assert.Equal([WorkKind.BookFirstMeeting], await world.WorkAboutAsync(pair.Citizen.Id));
    }

    [Fact]
    public async Task Accept_AfterTheDeadlineBeforeTheJob_IsRefused()
    {
        var pair = await world.RequestAsync();
        world.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(MatchErrors.RequestLapsed, (await world.Answers.AcceptAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)).Errors[0]);
    }

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Coordinator)]
    public async Task EveryAnswer_ByAStranger_FindsNothing(Role role)
    {
        var pair = await world.RequestAsync();
        var stranger = MatchingWorld.Stranger(role);

        Assert.Equal(AccessErrors.NotFound, (await world.Answers.AcceptAsync(stranger, pair.Match.Id)).Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Answers.DeclineAsync(stranger, pair.Match.Id, null)).Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Requests.RequestAsync(stranger, pair.Match.Id)).Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Requests.RequestAsync(TestData.ActorOf(pair.Citizen), pair.Match.Id)).Errors[0]);
        Assert.Equal(MatchState.Requested, (await world.MatchAsync(pair.Match.Id)).State);
    }

    [Fact]
    public async Task Decline_WithANextChoice_AsksTheNextAtOnce()
    {
        var open = await world.PublishAsync();
        var first = await world.ChooseAsync(open, 0, next: 2);

        Assert.True((await world.Answers.DeclineAsync(TestData.ActorOf(open.Volunteers[0]), first, " For travlt ")).Succeeded);

        Assert.Equal("For travlt", (await world.MatchAsync(first)).DeclineReason);
        Assert.Equal(0, (await world.VolunteerAsync(open.Volunteers[0].Id)).Used);
        Assert.Equal(1, (await world.VolunteerAsync(open.Volunteers[2].Id)).Used);
        Assert.Equal(["MatchRequest"], await world.MailsToAsync(open.Volunteers[2].Email));
        Assert.Equal(["NextChoiceAsked"], await world.MailsToAsync(open.Citizen.Email!));
        var table = (await world.Cards.TableAsync(TestData.ActorOf(open.Citizen), open.Citizen.Id)).Value;
        Assert.Equal((ShortlistState.Chosen, open.Volunteers[2].FirstName, MatchState.Requested), (table.State, table.ChosenName, table.MatchState));
    }

    [Fact]
    public async Task Decline_NextChoiceIsFull_OpensTheCardsThatAreLeft()
    {
        var open = await world.PublishAsync();
        var first = await world.ChooseAsync(open, 0, next: 1);
        await TakeAsync(open.Volunteers[1].Id);

        await world.Answers.DeclineAsync(TestData.ActorOf(open.Volunteers[0]), first, null);

        var table = (await world.Cards.TableAsync(TestData.ActorOf(open.Citizen), open.Citizen.Id)).Value;
        Assert.Equal([open.Card(2).Id], table.Cards.Select(c => c.SuggestionId));
        Assert.Equal(CitizenState.Choosing, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.Equal(["CardsOpenAgain"], await world.MailsToAsync(open.Citizen.Email!));
        Assert.Empty(await world.WorkAboutAsync(open.Citizen.Id));
    }

    [Fact]
    public async Task Decline_NoCardLeft_AsksTheCoordinator()
    {
        var open = await world.PublishAsync(cards: 1);
        var only = await world.ChooseAsync(open, 0);

        await world.Answers.DeclineAsync(TestData.ActorOf(open.Volunteers[0]), only, null);

        Assert.Equal(ShortlistState.Expired, (await world.ShortlistAsync(open.Shortlist.Id)).State);
        Assert.Equal(CitizenState.WishesDone, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.Equal([WorkKind.VolunteerDeclined], await world.WorkAboutAsync(open.Citizen.Id));
        Assert.Equal(["WaitForNewCards"], await world.MailsToAsync(open.Citizen.Email!));
        Assert.True((await world.Drafts.DraftAsync(TestData.Coordinator(open.Programme.Id), open.Citizen.Id)).Succeeded);
    }

    [Fact]
    public async Task Undo_AfterADeclineAndASecondChoice_DoesNotShowTheOneWhoDeclined()
    {
        var open = await world.PublishAsync();
        var first = await world.ChooseAsync(open, 0);
        await world.Answers.DeclineAsync(TestData.ActorOf(open.Volunteers[0]), first, null);
        await world.ChooseAsync(open, 1);

        await world.Undo.UndoAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id);

        var table = (await world.Cards.TableAsync(TestData.ActorOf(open.Citizen), open.Citizen.Id)).Value;
        Assert.Equal(new[] { open.Card(1).Id, open.Card(2).Id }.Order(), table.Cards.Select(c => c.SuggestionId).Order());
    }

    [Fact]
    public async Task Reminder_FromTheFourthDay_IsSentOnceEvenAfterAMissedNight()
    {
        var pair = await world.RequestAsync();
        var job = world.Get<RemindVolunteerToAnswerJob>();
        world.Clock.Advance(TimeSpan.FromDays(4) - TimeSpan.FromMinutes(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Empty(await world.MailsToAsync(pair.Volunteer.Email));

        world.Clock.Advance(TimeSpan.FromDays(1.5));
        Assert.True(await job.RunAsync(CancellationToken.None) >= 1);
        await job.RunAsync(CancellationToken.None);

        Assert.Equal(["MatchRequestReminder"], await world.MailsToAsync(pair.Volunteer.Email));
    }

    [Fact]
    public async Task Lapse_OnTheSeventhDay_FreesThePlaceAndLetsTheCitizenGoOn()
    {
        var open = await world.PublishAsync();
        var match = await world.ChooseAsync(open, 0);
        var job = world.Get<LapseUnansweredRequestsJob>();
        world.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal(MatchState.Requested, (await world.MatchAsync(match)).State);

        world.Clock.Advance(TimeSpan.FromDays(3));
        await job.RunAsync(CancellationToken.None);
        await job.RunAsync(CancellationToken.None);

        Assert.Equal(MatchState.Lapsed, (await world.MatchAsync(match)).State);
        Assert.Equal(0, (await world.VolunteerAsync(open.Volunteers[0].Id)).Used);
        Assert.Equal(["MatchRequest", "MatchRequestLapsed"], await world.MailsToAsync(open.Volunteers[0].Email));
        Assert.Equal(["CardsOpenAgain"], await world.MailsToAsync(open.Citizen.Email!));
    }

    [Fact]
    public async Task Expire_CardsThatNobodyAnswered_AskTheCoordinator()
    {
        var open = await world.PublishAsync();
        world.Clock.Advance(TimeSpan.FromDays(30));

        await world.Get<ExpireShortlistsJob>().RunAsync(CancellationToken.None);

        Assert.Equal(ShortlistState.Expired, (await world.ShortlistAsync(open.Shortlist.Id)).State);
        Assert.Equal(CitizenState.WishesDone, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.Equal([WorkKind.ShortlistRanOut], await world.WorkAboutAsync(open.Citizen.Id));
        Assert.Equal(["ShortlistRanOut"], await world.MailsToAsync(open.Citizen.Email!));
    }

    [Fact]
    public async Task Request_SeenByTheVolunteer_TellsFirstNameAndSharedGoalsAlone()
    {
        var pair = await world.RequestAsync();

        var seen = (await world.Requests.RequestAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)).Value;

        Assert.Equal((pair.Citizen.FirstName, 2), (seen.CitizenFirstName, seen.Goals.Count));
        Assert.All(seen.Practical, r => Assert.Contains(r.Key, (string[])["NearBy", "CommonTimes"]));
        await world.Answers.DeclineAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id, null);
        var after = (await world.Requests.RequestAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)).Value;
        Assert.Equal(("", 0, 0), (after.CitizenFirstName, after.Goals.Count, after.Practical.Count));
    }

    [Fact]
    public async Task CitizenLeaves_WithARequestOrARunningMatch_EndsItAndFreesThePlace()
    {
        var asked = await world.RequestAsync();
        await using var db = world.Open();
        var running = await TestData.StartedMatchAsync(db, world.Clock.Now);
        foreach (var pair in (MatchedPair[])[asked, running])
        {
            Assert.True((await world.Leave.CitizenLeavesAsync(TestData.Coordinator(pair.Programme.Id), pair.Citizen.Id, "Flytter")).Succeeded);
            Assert.Equal(CitizenState.Left, (await world.CitizenAsync(pair.Citizen.Id)).State);
            Assert.Equal(0, (await world.VolunteerAsync(pair.Volunteer.Id)).Used);
            Assert.Equal(ShortlistState.Expired, (await world.ShortlistAsync(pair.Shortlist.Id)).State);
            Assert.Contains("CitizenLeft", await world.MailsToAsync(pair.Volunteer.Email));
        }

        Assert.Equal(MatchState.Withdrawn, (await world.MatchAsync(asked.Match.Id)).State);
        Assert.Equal((MatchState.Ended, EndReason.CitizenStops), ((await world.MatchAsync(running.Match.Id)).State, (await world.MatchAsync(running.Match.Id)).EndReason));
    }

    [Fact]
    public async Task VolunteerPauses_WithARequest_SaysNoAndPauses()
    {
        var pair = await world.RequestAsync();

        Assert.True((await world.Leave.VolunteerPausesAsync(TestData.ActorOf(pair.Volunteer), pair.Volunteer.Id, "Rejse")).Succeeded);

        var volunteer = await world.VolunteerAsync(pair.Volunteer.Id);
        Assert.Equal((VolunteerState.Paused, 0, (DateTimeOffset?)null), (volunteer.State, volunteer.Used, volunteer.IdleSince));
        Assert.Equal(MatchState.Declined, (await world.MatchAsync(pair.Match.Id)).State);
        Assert.Equal(CitizenState.Choosing, (await world.CitizenAsync(pair.Citizen.Id)).State);
    }

    [Fact]
    public async Task VolunteerLeaves_WithARunningMatch_IsRefused()
    {
        await using var db = world.Open();
        var pair = await TestData.StartedMatchAsync(db, world.Clock.Now);

        var left = await world.Leave.VolunteerLeavesAsync(TestData.ActorOf(pair.Volunteer), pair.Volunteer.Id, null);

        Assert.Equal(VolunteerErrors.HasLiveMatch, left.Errors[0]);
        Assert.Equal(1, (await world.VolunteerAsync(pair.Volunteer.Id)).Used);
    }

    private async Task TakeAsync(Guid volunteerId)
    {
        await using var db = world.Open();
        Assert.True(await VolunteerPlaces.TakeAsync(db, volunteerId));
    }
}
