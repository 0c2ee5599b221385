using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

/// <summary>What becomes of a citizen whom one volunteer fits, or none.</summary>
public sealed class FewSuggestionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Publish_OneCard_NeedsTheCoordinatorsWord()
    {
        var (programme, citizen) = await CitizenAsync(fitting: 1);
        var coordinator = TestData.Coordinator(programme.Id);
        var list = await DraftAsync(coordinator, citizen);
        await world.Suggestions.ApproveAsync(coordinator, Assert.Single(list.Suggestions).Id);

        Assert.Equal([MatchErrors.OneNotConfirmed], (await world.Publishing.PublishAsync(coordinator, list.Id)).Errors);
        Assert.Equal(CitizenState.WishesDone, (await world.CitizenAsync(citizen.Id)).State);
        Assert.True((await world.Publishing.PublishAsync(coordinator, list.Id, onlyOneFits: true)).Succeeded);

        var table = (await world.Cards.TableAsync(TestData.ActorOf(citizen), citizen.Id)).Value;
        Assert.Single(table.Cards);
        await using var db = world.Open();
        var why = await db.StateChanges.Where(c => c.EntityId == list.Id && c.To == nameof(ShortlistState.Published)).Select(c => c.Reason).SingleAsync();
        Assert.Equal("Kun én passer lige nu, bekræftet af koordinatoren", why);
        var mail = await db.Emails.SingleAsync(e => e.CitizenId == citizen.Id && e.Kind == "SuggestionsReady");
        Assert.Equal("Der er en mentor til dig", mail.Letter!.Subject);
    }

    [Fact]
    public async Task Publish_NoCard_IsRefusedEvenWithTheCoordinatorsWord()
    {
        var (programme, citizen) = await CitizenAsync(fitting: 1);
        var coordinator = TestData.Coordinator(programme.Id);
        var list = await DraftAsync(coordinator, citizen);

        Assert.Equal("Error.TooFewApproved", (await world.Publishing.PublishAsync(coordinator, list.Id, onlyOneFits: true)).Errors[0].Key);
    }

    [Fact]
    public async Task Choose_TheOnlyCard_AsksTheVolunteerAndANoLeadsBackToWaiting()
    {
        var (programme, citizen) = await CitizenAsync(fitting: 1);
        var coordinator = TestData.Coordinator(programme.Id);
        var list = await DraftAsync(coordinator, citizen);
        await world.Suggestions.ApproveAsync(coordinator, list.Suggestions[0].Id);
        await world.Publishing.PublishAsync(coordinator, list.Id, onlyOneFits: true);

        var choice = new ChooseMentor { ShortlistId = list.Id, SuggestionId = list.Suggestions[0].Id };
        var match = (await world.Choices.ChooseAsync(TestData.ActorOf(citizen), choice)).Value;
        var volunteer = await world.VolunteerAsync((await world.MatchAsync(match)).VolunteerId);
        Assert.True((await world.Answers.DeclineAsync(TestData.ActorOf(volunteer), match, null)).Succeeded);

        Assert.Equal(CitizenState.WishesDone, (await world.CitizenAsync(citizen.Id)).State);
        Assert.Equal([WorkKind.VolunteerDeclined], await world.WorkAboutAsync(citizen.Id));
    }

    [Fact]
    public async Task Tell_NobodyFits_WritesToTheCitizenAndComesBackOnTheList()
    {
        var (programme, citizen) = await CitizenAsync(fitting: 0);
        var coordinator = TestData.Coordinator(programme.Id);
        await WaitingWorkAsync(citizen);

        Assert.True((await world.Get<StillLookingService>().TellAsync(coordinator, citizen.Id)).Succeeded);
        Assert.True((await world.Get<StillLookingService>().TellAsync(coordinator, citizen.Id)).Succeeded);

        Assert.Equal(["StillLooking"], await world.MailsToAsync(citizen.Email!));
        Assert.Equal([WorkKind.NobodyFits], await world.WorkAboutAsync(citizen.Id));
        await using var db = world.Open();
        var work = await db.WorkItems.SingleAsync(w => w.CitizenId == citizen.Id && w.DoneAt == null);
        Assert.Equal(StillLookingService.LookAgain(world.Clock.Now), work.SnoozedUntil);
        Assert.InRange((work.SnoozedUntil!.Value - world.Clock.Now).TotalDays, 13, 15);
        Assert.Equal(world.Clock.Now, (await world.CitizenAsync(citizen.Id)).StillLookingAt);
    }

    [Fact]
    public async Task Tell_AgainWhenItCameBack_WritesAgainAndPutsItOffAnew()
    {
        var (programme, citizen) = await CitizenAsync(fitting: 0);
        var coordinator = TestData.Coordinator(programme.Id);
        await world.Get<StillLookingService>().TellAsync(coordinator, citizen.Id);
        world.Clock.Advance(TimeSpan.FromDays(StillLookingService.LookAgainDays));

        Assert.True((await world.Get<StillLookingService>().TellAsync(coordinator, citizen.Id)).Succeeded);

        Assert.Equal(["StillLooking", "StillLooking"], await world.MailsToAsync(citizen.Email!));
        await using var db = world.Open();
        Assert.Equal(
            StillLookingService.LookAgain(world.Clock.Now),
            await db.WorkItems.Where(w => w.CitizenId == citizen.Id && w.DoneAt == null).Select(w => w.SnoozedUntil).SingleAsync());
    }

    [Fact]
    public async Task Publish_AfterNobodyFitted_ClosesTheWorkAndForgetsThatItWasSaid()
    {
        var (programme, citizen) = await CitizenAsync(fitting: 2);
        var coordinator = TestData.Coordinator(programme.Id);
        await world.Get<StillLookingService>().TellAsync(coordinator, citizen.Id);
        var list = await DraftAsync(coordinator, citizen);
        foreach (var card in list.Suggestions) await world.Suggestions.ApproveAsync(coordinator, card.Id);

        Assert.True((await world.Publishing.PublishAsync(coordinator, list.Id)).Succeeded);

        Assert.Empty(await world.WorkAboutAsync(citizen.Id));
        Assert.Null((await world.CitizenAsync(citizen.Id)).StillLookingAt);
    }

    [Theory]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Administrator)]
    public async Task Tell_ByAStranger_IsRefused(Role role)
    {
        var (_, citizen) = await CitizenAsync(fitting: 0);
        var stranger = role == Role.Citizen ? TestData.ActorOf(citizen) : MatchingWorld.Stranger(role);

        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<StillLookingService>().TellAsync(stranger, citizen.Id)).Errors);
    }

    [Fact]
    public async Task Tell_ACitizenWithCards_IsRefused()
    {
        var open = await world.PublishAsync();

        var told = await world.Get<StillLookingService>().TellAsync(TestData.Coordinator(open.Programme.Id), open.Citizen.Id);

        Assert.Equal([MatchErrors.NotPossibleNow], told.Errors);
    }

    private async Task<(Programme Programme, Citizen Citizen)> CitizenAsync(int fitting)
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        var citizen = TestData.CitizenWithWishes(programme, world.Clock.Now);
        db.AddRange(programme, citizen.Account, citizen.Citizen);
        for (var i = 0; i < fitting; i++)
        {
            var volunteer = TestData.ReadyVolunteer(programme, world.Clock.Now);
            db.AddRange(volunteer.Account, volunteer.Volunteer);
        }

        await db.SaveChangesAsync();
        return (programme, citizen.Citizen);
    }

    private async Task WaitingWorkAsync(Citizen citizen)
    {
        await using var db = world.Open();
        db.Add(new WorkItem
        {
            ProgrammeId = citizen.ProgrammeId,
            Kind = WorkKind.WishesReady,
            Key = Work.Key(WorkKind.WishesReady, citizen.Id),
            About = citizen.FullName,
            Path = "/coordinator",
            CitizenId = citizen.Id,
            Since = world.Clock.Now,
        });
        await db.SaveChangesAsync();
    }

    private async Task<Shortlist> DraftAsync(Actor coordinator, Citizen citizen) =>
        await world.ShortlistAsync((await world.Drafts.DraftAsync(coordinator, citizen.Id)).Value);
}
