using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

public sealed class ChoiceServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Choose_OpenCard_TakesThePlaceAndAsksTheVolunteer()
    {
        var open = await world.PublishAsync();

        var match = await world.MatchAsync(await world.ChooseAsync(open, 1, next: 0));

        var volunteer = await world.VolunteerAsync(open.Volunteers[1].Id);
        Assert.Equal((MatchState.Requested, volunteer.Id, world.Clock.Now.AddDays(7)), (match.State, match.VolunteerId, match.AnswerBy));
        Assert.Equal((1, (DateTimeOffset?)null), (volunteer.Used, volunteer.IdleSince));
        Assert.Equal(["MatchRequest"], await world.MailsToAsync(volunteer.Email));
        Assert.Equal(CitizenState.Matched, (await world.CitizenAsync(open.Citizen.Id)).State);
        var list = await world.ShortlistAsync(open.Shortlist.Id);
        Assert.Equal((ShortlistState.Chosen, open.Card(0).Id, (string?)null), (list.State, list.NextChoiceId, list.ChosenWith));
        Assert.Equal(2, list.Suggestions.Count(s => s.State == SuggestionState.NotChosen));
    }

    [Fact]
    public async Task Choose_SentTwice_IsOneChoice()
    {
        var open = await world.PublishAsync();

        Assert.Equal(await world.ChooseAsync(open, 0), await world.ChooseAsync(open, 0));
        Assert.Equal(1, (await world.VolunteerAsync(open.Volunteers[0].Id)).Used);
    }

    [Fact]
    public async Task Choose_AnotherCardAfterwards_IsToldThatTheCardsMovedOn()
    {
        var open = await world.PublishAsync();
        await world.ChooseAsync(open, 0);

        var second = await world.Choices.ChooseAsync(
            TestData.ActorOf(open.Citizen), new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(1).Id });

        Assert.Equal(MatchErrors.ShortlistMovedOn, second.Errors[0]);
        Assert.Equal(0, (await world.VolunteerAsync(open.Volunteers[1].Id)).Used);
    }

    [Fact]
    public async Task Choose_VolunteerFullInTheMeantime_TakesTheCardOffAndLeavesTheOthers()
    {
        var open = await world.PublishAsync();
        await using (var db = world.Open())
        {
            Assert.True(await Core.Volunteers.VolunteerPlaces.TakeAsync(db, open.Volunteers[2].Id));
        }

        var chosen = await world.Choices.ChooseAsync(
            TestData.ActorOf(open.Citizen), new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(2).Id });

        Assert.Equal(MatchErrors.VolunteerFull, chosen.Errors[0]);
        var list = await world.ShortlistAsync(open.Shortlist.Id);
        Assert.Equal(ShortlistState.Published, list.State);
        Assert.Equal(SuggestionState.Removed, list.Suggestions.Single(s => s.Id == open.Card(2).Id).State);
        Assert.Equal(2, (await world.Cards.TableAsync(TestData.ActorOf(open.Citizen), open.Citizen.Id)).Value.Cards.Count);
        Assert.Equal(CitizenState.Choosing, (await world.CitizenAsync(open.Citizen.Id)).State);
    }

    [Fact]
    public async Task Choose_LastCardIsFull_AsksTheCoordinatorForNewOnes()
    {
        var open = await world.PublishAsync(cards: 1);
        await using (var db = world.Open())
        {
            Assert.True(await Core.Volunteers.VolunteerPlaces.TakeAsync(db, open.Volunteers[0].Id));
        }

        await world.Choices.ChooseAsync(
            TestData.ActorOf(open.Citizen), new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(0).Id });

        Assert.Equal(CitizenState.WishesDone, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.Equal([WorkKind.ShortlistRanOut], await world.WorkAboutAsync(open.Citizen.Id));
    }

    [Fact]
    public async Task Choose_PausedVolunteer_IsRefused()
    {
        var open = await world.PublishAsync();
        await world.Leave.VolunteerPausesAsync(TestData.ActorOf(open.Volunteers[0]), open.Volunteers[0].Id, null);

        var chosen = await world.Choices.ChooseAsync(
            TestData.ActorOf(open.Citizen), new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(0).Id });

        Assert.Equal(MatchErrors.VolunteerFull, chosen.Errors[0]);
    }

    [Fact]
    public async Task Choose_AtTheDesk_KeepsWhoSatBeside()
    {
        var open = await world.PublishAsync();
        var coordinator = TestData.Coordinator(open.Programme.Id);

        var chosen = await world.Choices.ChooseAsync(
            coordinator, new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(0).Id });

        Assert.True(chosen.Succeeded);
        Assert.Equal(coordinator.Name, (await world.ShortlistAsync(open.Shortlist.Id)).ChosenWith);
    }

    [Theory]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Volunteer)]
    public async Task EveryAnswer_ByAStranger_FindsNothing(Role role)
    {
        var open = await world.PublishAsync();
        var stranger = MatchingWorld.Stranger(role);

        var chosen = await world.Choices.ChooseAsync(stranger, new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(0).Id });

        Assert.Equal(AccessErrors.NotFound, chosen.Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Choices.NoneFitsAsync(stranger, open.Shortlist.Id, null)).Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Choices.AskForHelpAsync(stranger, open.Shortlist.Id)).Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Undo.UndoAsync(stranger, open.Shortlist.Id)).Errors[0]);
        Assert.Equal(AccessErrors.NotFound, (await world.Cards.TableAsync(stranger, open.Citizen.Id)).Errors[0]);
        Assert.Equal(ShortlistState.Published, (await world.ShortlistAsync(open.Shortlist.Id)).State);
    }

    [Fact]
    public async Task NoneFits_WithAReason_SendsTheCitizenBackAndTellsTheCoordinator()
    {
        var open = await world.PublishAsync();

        Assert.True((await world.Choices.NoneFitsAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id, " For langt væk ")).Succeeded);

        var list = await world.ShortlistAsync(open.Shortlist.Id);
        Assert.Equal((ShortlistState.NoneFits, "For langt væk"), (list.State, list.AnswerText));
        Assert.Equal(CitizenState.WishesDone, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.Equal([WorkKind.NoneFits], await world.WorkAboutAsync(open.Citizen.Id));
    }

    [Fact]
    public async Task AskForHelp_ThenChoose_ClosesTheTask()
    {
        var open = await world.PublishAsync();
        await world.Choices.AskForHelpAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id);
        Assert.Equal([WorkKind.HelpToChoose], await world.WorkAboutAsync(open.Citizen.Id));

        await world.ChooseAsync(open, 0);

        Assert.Empty(await world.WorkAboutAsync(open.Citizen.Id));
    }

    [Fact]
    public async Task Undo_OfAChoice_FreesThePlaceAndOpensTheCards()
    {
        var open = await world.PublishAsync();
        var match = await world.ChooseAsync(open, 0);
        world.Clock.Advance(TimeSpan.FromHours(23));

        Assert.True((await world.Undo.UndoAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id)).Succeeded);

        var volunteer = await world.VolunteerAsync(open.Volunteers[0].Id);
        Assert.Equal((0, (DateTimeOffset?)world.Clock.Now), (volunteer.Used, volunteer.IdleSince));
        Assert.Equal(MatchState.Withdrawn, (await world.MatchAsync(match)).State);
        Assert.Equal(["MatchRequest", "MatchRequestWithdrawn"], await world.MailsToAsync(volunteer.Email));
        Assert.All((await world.ShortlistAsync(open.Shortlist.Id)).Suggestions, s => Assert.Equal(SuggestionState.Shown, s.State));
        Assert.Equal(CitizenState.Choosing, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.NotEqual(match, await world.ChooseAsync(open, 0));
    }

    [Fact]
    public async Task Undo_AfterTheHoursOrTheAnswer_IsTooLate()
    {
        var late = await world.PublishAsync();
        await world.ChooseAsync(late, 0);
        var answered = await world.PublishAsync();
        var match = await world.ChooseAsync(answered, 0);
        Assert.True((await world.Answers.AcceptAsync(TestData.ActorOf(answered.Volunteers[0]), match)).Succeeded);

        Assert.Equal(MatchErrors.UndoTooLate, (await world.Undo.UndoAsync(TestData.ActorOf(answered.Citizen), answered.Shortlist.Id)).Errors[0]);
        world.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(MatchErrors.UndoTooLate, (await world.Undo.UndoAsync(TestData.ActorOf(late.Citizen), late.Shortlist.Id)).Errors[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Undo_OfNoneOrHelp_OpensTheCardsAndTakesTheTaskBack(bool none)
    {
        var open = await world.PublishAsync();
        var actor = TestData.ActorOf(open.Citizen);
        var answered = none ? await world.Choices.NoneFitsAsync(actor, open.Shortlist.Id, null) : await world.Choices.AskForHelpAsync(actor, open.Shortlist.Id);
        Assert.True(answered.Succeeded);

        Assert.True((await world.Undo.UndoAsync(actor, open.Shortlist.Id)).Succeeded);

        Assert.Equal(3, (await world.Cards.TableAsync(actor, open.Citizen.Id)).Value.Cards.Count);
        Assert.Equal(CitizenState.Choosing, (await world.CitizenAsync(open.Citizen.Id)).State);
        Assert.Empty(await world.WorkAboutAsync(open.Citizen.Id));
    }

    [Fact]
    public async Task Undo_OfNoneWhileACoordinatorDraftsAnew_IsTooLate()
    {
        var open = await world.PublishAsync();
        await world.Choices.NoneFitsAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id, null);
        Assert.True((await world.Drafts.DraftAsync(TestData.Coordinator(open.Programme.Id), open.Citizen.Id)).Succeeded);

        Assert.Equal(MatchErrors.UndoTooLate, (await world.Undo.UndoAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id)).Errors[0]);
    }

    [Fact]
    public async Task Choose_TellsNoMailWhoOrWhat()
    {
        var open = await world.PublishAsync();
        await world.ChooseAsync(open, 0);

        await using var db = world.Open();
        var letter = (await db.Emails.SingleAsync(e => e.ToAddress == open.Volunteers[0].Email)).Letter!;
        var text = string.Join(' ', [letter.Subject, letter.Greeting, .. letter.Paragraphs, .. letter.SmallPrint]);
        Assert.DoesNotContain(open.Citizen.FirstName, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("9. februar 2026", text, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in/link/", letter.ButtonPath, StringComparison.Ordinal);
    }
}
