using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

public sealed class SuggestionServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Draft_MixedVolunteers_ProposesTheFittingOnesBestFirst()
    {
        var town = await TownAsync();

        var list = await DraftAsync(town);

        Assert.Equal(town.Fitting.Select(v => v.Id).Order(), list.Suggestions.Select(s => s.VolunteerId).Order());
        Assert.Equal(list.Suggestions.OrderByDescending(s => s.Score).Select(s => s.Id), list.Suggestions.OrderBy(s => s.Place).Select(s => s.Id));
        Assert.All(list.Suggestions, s => Assert.InRange(s.Reasons.Count(r => r.InFavour), 2, 3));
        Assert.All(list.Suggestions, s => Assert.Equal(s.Score!.Value, s.Contributions.Values.Sum(), 6));
        Assert.Equal("v0", list.ModelVersion);
    }

    [Fact]
    public async Task Draft_RankerOff_IsAlphabeticalWithoutScores()
    {
        var town = await TownAsync(rankerOn: false);

        var list = await DraftAsync(town);

        var names = list.Suggestions.OrderBy(s => s.Place).Select(s => town.Fitting.Single(v => v.Id == s.VolunteerId).FirstName).ToList();
        Assert.Equal(["Anna", "Bo", "Caja", "Dorte"], names);
        Assert.All(list.Suggestions, s => Assert.Null(s.Score));
        Assert.Equal(ProgrammeRanking.NoModel, list.ModelVersion);
    }

    [Fact]
    public async Task Approve_OneSuggestionFortyAtOnce_IsApprovedOnceEveryTime()
    {
        var list = await DraftAsync(await TownAsync());
        var coordinator = TestData.Coordinator(list.ProgrammeId);
        var card = list.Suggestions[0].Id;
        for (var round = 0; round < ChoiceRaceTests.Rounds; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => world.Suggestions.ApproveAsync(coordinator, card)));

            Assert.Single(results, r => r.Succeeded);
            Assert.True((await world.Suggestions.TakeBackAsync(coordinator, card)).Succeeded);
        }
    }

    [Fact]
    public async Task Draft_Again_TakesThePlaceOfTheOldOne()
    {
        var town = await TownAsync();
        var first = await DraftAsync(town);

        var second = await DraftAsync(town);

        Assert.Equal(ShortlistState.Expired, (await world.ShortlistAsync(first.Id)).State);
        Assert.Equal(ShortlistState.Draft, (await world.ShortlistAsync(second.Id)).State);
    }

    [Fact]
    public async Task Draft_WhileCardsAreOpen_IsRefused()
    {
        var open = await world.PublishAsync();

        Assert.False((await world.Drafts.DraftAsync(TestData.Coordinator(open.Programme.Id), open.Citizen.Id)).Succeeded);
        var again = await world.Drafts.StartOverAsync(TestData.Coordinator(open.Programme.Id), open.Citizen.Id, "Borgeren ringede");
        Assert.True(again.Succeeded);
        Assert.Equal(ShortlistState.Expired, (await world.ShortlistAsync(open.Shortlist.Id)).State);
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Administrator)]
    public async Task EveryDeed_ByAStranger_IsRefused(Role role)
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);
        var stranger = role == Role.Citizen ? TestData.ActorOf(town.Citizen) : MatchingWorld.Stranger(role);
        var card = list.Suggestions[0].Id;

        Assert.False((await world.Drafts.DraftAsync(stranger, town.Citizen.Id)).Succeeded);
        Assert.False((await world.Suggestions.ApproveAsync(stranger, card)).Succeeded);
        Assert.False((await world.Suggestions.RemoveAsync(stranger, card, "x")).Succeeded);
        Assert.False((await world.Suggestions.MoveAsync(stranger, card, 1)).Succeeded);
        Assert.False((await world.Suggestions.AddAsync(stranger, new AddSuggestion { ShortlistId = list.Id, VolunteerId = town.Paused.Id })).Succeeded);
        Assert.False((await world.Publishing.PublishAsync(stranger, list.Id)).Succeeded);
        Assert.False((await world.Desk.DeskAsync(stranger, town.Citizen.Id)).Succeeded);
        Assert.False((await world.Desk.StandingsAsync(stranger, town.Citizen.Id, "a", null, new PageRequest(1))).Succeeded);
        Assert.False((await world.Desk.PreviewAsync(stranger, list.Id)).Succeeded);
        Assert.All((await world.ShortlistAsync(list.Id)).Suggestions, s => Assert.Equal(SuggestionState.Proposed, s.State));
    }

    [Fact]
    public async Task RemoveAndPutBack_KeepTheReasonInTheHistory()
    {
        var town = await TownAsync();
        var card = (await DraftAsync(town)).Suggestions[0];
        var coordinator = TestData.Coordinator(town.Programme.Id);

        Assert.Equal(MatchErrors.ReasonMissing, (await world.Suggestions.RemoveAsync(coordinator, card.Id, "  ")).Errors[0]);
        Assert.True((await world.Suggestions.RemoveAsync(coordinator, card.Id, "Kender borgeren")).Succeeded);
        Assert.True((await world.Suggestions.PutBackAsync(coordinator, card.Id)).Succeeded);

        await using var db = world.Open();
        Assert.Contains("Kender borgeren", await db.StateChanges.Where(c => c.EntityId == card.Id).Select(c => c.Reason).ToListAsync());
    }

    [Fact]
    public async Task Remove_AlreadyRemovedByAnother_TellsWho()
    {
        var town = await TownAsync();
        var card = (await DraftAsync(town)).Suggestions[0];
        var other = TestData.Coordinator(town.Programme.Id) with { Name = "Jens Kollega" };
        await world.Suggestions.RemoveAsync(other, card.Id, "Optaget");

        var late = await world.Suggestions.ApproveAsync(TestData.Coordinator(town.Programme.Id), card.Id);

        Assert.Equal(("ChangedByOther", "Jens Kollega"), (late.Errors[0].Key, late.Errors[0].Args[0]));
    }

    [Fact]
    public async Task Move_DownAndUp_SwapsPlacesAndIsLogged()
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);
        var order = list.Suggestions.OrderBy(s => s.Place).Select(s => s.Id).ToList();
        var coordinator = TestData.Coordinator(town.Programme.Id);

        Assert.True((await world.Suggestions.MoveAsync(coordinator, order[0], 1)).Succeeded);
        Assert.True((await world.Suggestions.MoveAsync(coordinator, order[1], -1)).Succeeded);

        var after = (await world.ShortlistAsync(list.Id)).Suggestions.OrderBy(s => s.Place).Select(s => s.Id).ToList();
        Assert.Equal([order[1], order[0], .. order.Skip(2)], after);
        await using var db = world.Open();
        Assert.Equal("1 → 2", (await db.StateChanges.SingleAsync(c => c.EntityId == order[0])).Reason);
    }

    [Fact]
    public async Task Add_AgainstASoftRule_NeedsAReasonAndKeepsIt()
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);
        var coordinator = TestData.Coordinator(town.Programme.Id);
        var input = new AddSuggestion { ShortlistId = list.Id, VolunteerId = town.NoTime.Id };

        Assert.Equal(MatchErrors.ReasonMissing, (await world.Suggestions.AddAsync(coordinator, input)).Errors[0]);
        Assert.True((await world.Suggestions.AddAsync(coordinator, input with { OverrideReason = "Kan bytte vagt" })).Succeeded);

        var added = (await world.ShortlistAsync(list.Id)).Suggestions.Single(s => s.VolunteerId == town.NoTime.Id);
        Assert.Equal((SuggestionState.Approved, true, "Kan bytte vagt"), (added.State, added.AddedByHand, added.OverrideReason));
        Assert.Equal(MatchErrors.AlreadyOnList, (await world.Suggestions.AddAsync(coordinator, input)).Errors[0]);
    }

    [Fact]
    public async Task Add_AgainstAHardRule_IsNeverPossible()
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);

        foreach (var volunteer in (Volunteer[])[town.Paused, town.Full])
        {
            var input = new AddSuggestion { ShortlistId = list.Id, VolunteerId = volunteer.Id, OverrideReason = "Vil gerne" };
            Assert.Equal("Error.CannotBeAdded", (await world.Suggestions.AddAsync(TestData.Coordinator(town.Programme.Id), input)).Errors[0].Key);
        }
    }

    [Fact]
    public async Task Publish_ApprovedCards_ShowsThemInTheOrderOfTheSeedAndWritesToTheCitizen()
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);
        var coordinator = TestData.Coordinator(town.Programme.Id);
        var cards = list.Suggestions.OrderBy(s => s.Place).Take(3).ToList();
        await world.Suggestions.ApproveAsync(coordinator, cards[0].Id);
        Assert.Equal([MatchErrors.OneNotConfirmed], (await world.Publishing.PublishAsync(coordinator, list.Id)).Errors);
        foreach (var card in cards.Skip(1)) await world.Suggestions.ApproveAsync(coordinator, card.Id);
        var preview = (await world.Desk.PreviewAsync(coordinator, list.Id)).Value;

        Assert.True((await world.Publishing.PublishAsync(coordinator, list.Id)).Succeeded);

        var table = (await world.Cards.TableAsync(TestData.ActorOf(town.Citizen), town.Citizen.Id)).Value;
        Assert.Equal(preview.Select(c => c.SuggestionId), table.Cards.Select(c => c.SuggestionId));
        Assert.Equal([1, 2, 3], (await world.ShortlistAsync(list.Id)).Suggestions.Where(s => s.State == SuggestionState.Shown).Select(s => s.ShownPlace!.Value).Order());
        Assert.Equal(CitizenState.Choosing, (await world.CitizenAsync(town.Citizen.Id)).State);
        Assert.Equal(["SuggestionsReady"], await world.MailsToAsync(town.Citizen.Email!));
        Assert.Equal("ChangedByOther", (await world.Publishing.PublishAsync(TestData.Coordinator(town.Programme.Id), list.Id)).Errors[0].Key);
    }

    [Fact]
    public async Task Publish_TooManyApproved_IsRefused()
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);
        var coordinator = TestData.Coordinator(town.Programme.Id);
        foreach (var card in list.Suggestions) await world.Suggestions.ApproveAsync(coordinator, card.Id);

        Assert.Equal("Error.TooManyApproved", (await world.Publishing.PublishAsync(coordinator, list.Id)).Errors[0].Key);
    }

    [Fact]
    public async Task Publish_GuideChangedSinceTheDraft_NamesWhoNoLongerFits()
    {
        var town = await TownAsync();
        var list = await DraftAsync(town);
        var coordinator = TestData.Coordinator(town.Programme.Id);
        foreach (var card in list.Suggestions.Take(2)) await world.Suggestions.ApproveAsync(coordinator, card.Id);
        var changed = list.Suggestions[0].VolunteerId;
        await using (var db = world.Open())
        {
            (await db.Volunteers.FirstAsync(v => v.Id == changed)).Guide.Times = Core.Common.WeekTimes.None;
            await db.SaveChangesAsync();
        }

        var published = await world.Publishing.PublishAsync(coordinator, list.Id);

        Assert.Equal(("Error.NoLongerFits", town.Fitting.Single(v => v.Id == changed).FullName), (published.Errors[0].Key, published.Errors[0].Args[0]));
    }

    [Fact]
    public async Task Standings_ByName_SayThePlaceOrWhatIsInTheWay()
    {
        var town = await TownAsync();
        var coordinator = TestData.Coordinator(town.Programme.Id);

        var anna = Assert.Single((await world.Desk.StandingsAsync(coordinator, town.Citizen.Id, "anna", null, new PageRequest(1))).Value.Rows);
        var full = Assert.Single((await world.Desk.StandingsAsync(coordinator, town.Citizen.Id, town.Full.FirstName, null, new PageRequest(1))).Value.Rows);
        var out3 = (await world.Desk.StandingsAsync(coordinator, town.Citizen.Id, null, null, new PageRequest(1))).Value;

        Assert.NotNull(anna.Place);
        Assert.NotEmpty(anna.Contributions);
        Assert.Equal((ExclusionReason.NoFreeCapacity, true), (full.Exclusion!.Main, full.Hard));
        Assert.Equal(3, out3.Total);
        Assert.DoesNotContain(out3.Rows, r => r.Exclusion is null);
    }

    [Fact]
    public async Task Desk_NobodyFits_NamesTheRuleWhoseEasingHelpsMost()
    {
        var town = await TownAsync();
        await using (var db = world.Open())
        {
            (await db.Citizens.FirstAsync(c => c.Id == town.Citizen.Id)).Wishes.Languages = [new LanguageSkill("so", 4)];
            await db.SaveChangesAsync();
        }

        var desk = (await world.Desk.DeskAsync(TestData.Coordinator(town.Programme.Id), town.Citizen.Id)).Value;

        Assert.Equal((0, ExclusionReason.NoCommonLanguage, 4), (desk.Eligible, desk.Easing!.Rule, desk.Easing.Candidates));
    }

    private sealed record Town(Programme Programme, Citizen Citizen, List<Volunteer> Fitting, Volunteer Paused, Volunteer Full, Volunteer NoTime);

    private async Task<Town> TownAsync(bool rankerOn = true)
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        programme.RankerOn = rankerOn;
        var citizen = TestData.CitizenWithWishes(programme, world.Clock.Now);
        db.AddRange(programme, citizen.Account, citizen.Citizen);
        var fitting = new List<Volunteer>();
        foreach (var (name, postcode) in (ReadOnlySpan<(string, string)>)[("Dorte", "3450"), ("Bo", "3400"), ("Caja", "3520"), ("Anna", "3500")])
        {
            fitting.Add(Add(db, TestData.ReadyVolunteer(programme, world.Clock.Now, v => (v.FirstName, v.Guide.Postcode) = (name, Postcode.Parse(postcode)))));
        }

        var paused = Add(db, TestData.VolunteerIn(VolunteerState.Paused, programme, world.Clock.Now, v => v.FirstName = "Paula"));
        var full = Add(db, TestData.ReadyVolunteer(programme, world.Clock.Now, v => (v.FirstName, v.Capacity) = ("Frode", 0)));
        var noTime = Add(db, TestData.ReadyVolunteer(programme, world.Clock.Now, v =>
            (v.FirstName, v.Guide.Times) = ("Niels", Core.Common.WeekTimes.Of((DayOfWeek.Sunday, Core.Common.PartOfDay.Evening)))));
        await db.SaveChangesAsync();
        return new Town(programme, citizen.Citizen, fitting, paused, full, noTime);
    }

    private static Volunteer Add(Core.Data.AppDbContext db, VolunteerWithAccount volunteer)
    {
        db.AddRange(volunteer.Account, volunteer.Volunteer);
        return volunteer.Volunteer;
    }

    private async Task<Shortlist> DraftAsync(Town town) =>
        await world.ShortlistAsync((await world.Drafts.DraftAsync(TestData.Coordinator(town.Programme.Id), town.Citizen.Id)).Value);
}
