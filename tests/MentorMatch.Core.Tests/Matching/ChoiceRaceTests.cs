using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

/// <summary>Many citizens choose the one place of one volunteer at the same moment.</summary>
public sealed class ChoiceRaceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Citizens = 40;

    /// <summary>A few in every run; the long form sets MENTORMATCH_RACE_ROUNDS, as docs/reliability.md tells.</summary>
    internal static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("MENTORMATCH_RACE_ROUNDS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);

    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Choose_OnePlaceFortyAtOnce_ExactlyOneWins()
    {
        var lists = await ListsForOneVolunteerAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var results = await Task.WhenAll(lists.Select(ChooseSharedAsync));

            Assert.Single(results, r => r.Succeeded);
            Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(MatchErrors.VolunteerFull, r.Errors[0]));
            var winner = lists[Array.FindIndex(results, r => r.Succeeded)];
            Assert.Equal(1, (await world.VolunteerAsync(winner.SharedId)).Used);
            await AssertOneLiveMatchAsync(winner.SharedId);
            // The winner gives the place back and the others get their card again, for the next round.
            Assert.True((await world.Undo.UndoAsync(TestData.ActorOf(winner.Cards.Citizen), winner.Cards.Shortlist.Id)).Succeeded);
            await ShowCardsAgainAsync(winner.SharedId);
        }
    }

    [Fact]
    public async Task Choose_TwoCardsOfOneCitizenAtOnce_TakesOnePlace()
    {
        for (var round = 0; round < 5; round++)
        {
            var open = await world.PublishAsync();
            var actor = TestData.ActorOf(open.Citizen);
            var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(card => world.Choices.ChooseAsync(
                actor, new ChooseMentor { ShortlistId = open.Shortlist.Id, SuggestionId = open.Card(card).Id })));

            Assert.Single(results, r => r.Succeeded);
            await using var db = world.Open();
            var ids = open.Volunteers.Select(v => v.Id).ToList();
            Assert.Equal(1, await db.Volunteers.Where(v => ids.Contains(v.Id)).SumAsync(v => v.Used));
        }
    }

    [Fact]
    public async Task AnswerAndUndo_AtOnce_OneWinsAndThePlaceIsRight()
    {
        for (var round = 0; round < 5; round++)
        {
            var open = await world.PublishAsync();
            var id = await world.ChooseAsync(open, 0);
            var accept = world.Answers.AcceptAsync(TestData.ActorOf(open.Volunteers[0]), id);
            var undo = world.Undo.UndoAsync(TestData.ActorOf(open.Citizen), open.Shortlist.Id);
            await Task.WhenAll(accept, undo);

            var (accepted, undone) = ((await accept).Succeeded, (await undo).Succeeded);
            Assert.True(accepted ^ undone);
            Assert.Equal(accepted ? MatchState.Accepted : MatchState.Withdrawn, (await world.MatchAsync(id)).State);
            Assert.Equal(accepted ? 1 : 0, (await world.VolunteerAsync(open.Volunteers[0].Id)).Used);
        }
    }

    [Fact]
    public async Task Accept_OneRequestFortyAtOnce_IsAcceptedOnce()
    {
        var pair = await world.RequestAsync();

        await Task.WhenAll(Enumerable.Range(0, Citizens).Select(_ => world.Answers.AcceptAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)));

        // Whoever says yes after the yes is told that it stands.
        await using var db = world.Open();
        Assert.Equal(1, await db.StateChanges.CountAsync(c => c.EntityId == pair.Match.Id && c.To == nameof(MatchState.Accepted)));
        Assert.Equal(1, (await world.VolunteerAsync(pair.Volunteer.Id)).Used);
    }

    private async Task<Result<Guid>> ChooseSharedAsync((PublishedCards Cards, Guid SharedId, Guid CardId) list) => await world.Choices.ChooseAsync(
        TestData.ActorOf(list.Cards.Citizen), new ChooseMentor { ShortlistId = list.Cards.Shortlist.Id, SuggestionId = list.CardId });

    /// <summary>Forty citizens with two cards each, of which one is the same volunteer's.</summary>
    private async Task<List<(PublishedCards Cards, Guid SharedId, Guid CardId)>> ListsForOneVolunteerAsync()
    {
        await using var db = world.Open();
        var first = await TestData.PublishedShortlistAsync(db, world.Clock.Now, cards: 2);
        var shared = first.Volunteers[0].Id;
        var lists = new List<(PublishedCards, Guid, Guid)> { (first, shared, first.Card(0).Id) };
        for (var i = 1; i < Citizens; i++)
        {
            var open = await TestData.PublishedShortlistAsync(db, world.Clock.Now, first.Programme, cards: 1);
            var card = new Suggestion { ShortlistId = open.Shortlist.Id, ProgrammeId = first.Programme.Id, VolunteerId = shared, Place = 2 };
            card.Approve(TestData.Coordinator(), world.Clock.Now);
            card.Show(TestData.Coordinator(), world.Clock.Now, 2);
            db.Add(card);
            await db.SaveChangesAsync();
            lists.Add((open, shared, card.Id));
        }

        return lists;
    }

    private async Task AssertOneLiveMatchAsync(Guid volunteerId)
    {
        await using var db = world.Open();
        Assert.Equal(1, await db.Matches.CountAsync(m => m.VolunteerId == volunteerId && Match.Live.Contains(m.State)));
    }

    private async Task ShowCardsAgainAsync(Guid volunteerId)
    {
        await using var db = world.Open();
        await db.Suggestions.Where(s => s.VolunteerId == volunteerId && s.State == SuggestionState.Removed)
            .ExecuteUpdateAsync(s => s.SetProperty(g => g.State, SuggestionState.Shown));
    }
}
