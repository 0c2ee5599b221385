using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Matching;

public sealed class MatchListAndRankingTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task List_OfACoordinator_HoldsOwnProgrammesSearchAndDays()
    {
        await using var db = world.Open();
        var running = await TestData.StartedMatchAsync(db, world.Clock.Now);
        var foreign = await TestData.StartedMatchAsync(db, world.Clock.Now);
        world.Clock.Advance(TimeSpan.FromDays(12.5));
        var coordinator = TestData.Coordinator(running.Programme.Id);

        var all = (await world.Matches.ListAsync(coordinator, new MatchFilter(), new PageRequest(1))).Value;
        Assert.Equal((running.Match.Id, 12), (Assert.Single(all.Rows).Id, all.Rows[0].DaysSinceMet));
        Assert.Single((await world.Matches.ListAsync(coordinator, new MatchFilter("karen eks"), new PageRequest(1))).Value.Rows);
        Assert.Empty((await world.Matches.ListAsync(coordinator, new MatchFilter("100%"), new PageRequest(1))).Value.Rows);
        Assert.Empty((await world.Matches.ListAsync(coordinator, new MatchFilter(State: MatchState.Ended), new PageRequest(1))).Value.Rows);
        Assert.DoesNotContain(all.Rows, r => r.Id == foreign.Match.Id);
    }

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Administrator)]
    public async Task List_ByOthers_IsRefused(Role role) =>
        Assert.Equal(AccessErrors.NotAllowed, (await world.Matches.ListAsync(MatchingWorld.Stranger(role), new MatchFilter(), new PageRequest(1))).Errors[0]);

    [Fact]
    public async Task Ranking_SavedWeights_AreKeptAndUsedAndLogged()
    {
        var (programme, coordinator) = await ProgrammeAsync();
        var before = (await world.Ranking.LoadAsync(coordinator, programme)).Value;

        var saved = await world.Ranking.SaveAsync(coordinator, Save(before, ("closeness", 2.5), ("load", -.4)));

        Assert.True(saved.Succeeded);
        var after = (await world.Ranking.LoadAsync(coordinator, programme)).Value;
        Assert.Equal(2.5, after.Weights.Single(w => w.Feature == "closeness").Weight);
        await using var db = world.Open();
        var stored = (await db.Programmes.FindAsync(programme))!;
        // What equals the default is not kept, so that a better default reaches the programme.
        Assert.Equal(["closeness"], stored.RankingWeights.Keys);
        Assert.Equal("v0-own", ProgrammeRanking.ModelOf(stored).Version);
    }

    [Fact]
    public async Task Ranking_OutOfBoundsOrUnknown_IsRefusedAtTheField()
    {
        var (programme, coordinator) = await ProgrammeAsync();
        var settings = (await world.Ranking.LoadAsync(coordinator, programme)).Value;

        var refused = await world.Ranking.SaveAsync(coordinator, Save(settings, ("closeness", -1), ("gender", 1)));

        Assert.Equal([("closeness", "Error.WeightOutOfBounds"), ("gender", "Error.WeightNotANumber")], refused.Errors.Select(e => (e.Field!, e.Key)));
    }

    [Fact]
    public async Task Ranking_SavedByTwo_TellsTheSecondWho()
    {
        var (programme, coordinator) = await ProgrammeAsync();
        var settings = (await world.Ranking.LoadAsync(coordinator, programme)).Value;
        await world.Ranking.SaveAsync(coordinator with { AccountId = Guid.NewGuid(), Name = "Jens Kollega" }, Save(settings, ("closeness", 2)));

        var late = await world.Ranking.SaveAsync(coordinator, Save(settings, ("closeness", 3)));

        Assert.Equal(("ChangedByOther", "Jens Kollega"), (late.Errors[0].Key, late.Errors[0].Args[0]));
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    public async Task Ranking_ByAStranger_IsRefused(Role role)
    {
        var (programme, coordinator) = await ProgrammeAsync();
        var settings = (await world.Ranking.LoadAsync(coordinator, programme)).Value;
        var stranger = MatchingWorld.Stranger(role);

        Assert.False((await world.Ranking.LoadAsync(stranger, programme)).Succeeded);
        Assert.False((await world.Ranking.SaveAsync(stranger, Save(settings, ("closeness", 2)))).Succeeded);
        Assert.False((await world.Ranking.PreviewAsync(stranger, programme, new Dictionary<string, double>())).Succeeded);
    }

    [Fact]
    public async Task Preview_OtherWeights_ShowsPlacesNowAndThen()
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        var citizen = TestData.CitizenWithWishes(programme, world.Clock.Now);
        db.AddRange(programme, citizen.Account, citizen.Citizen);
        foreach (var (name, postcode, language) in (ReadOnlySpan<(string, string, int)>)[("Nær", "3450", 1), ("Fjern", "3600", 4)])
        {
            var volunteer = TestData.ReadyVolunteer(programme, world.Clock.Now, v =>
                (v.FirstName, v.Guide.Postcode, v.Guide.Languages) = (name, Postcode.Parse(postcode), [new("da", language)]));
            db.AddRange(volunteer.Account, volunteer.Volunteer);
        }

        await db.SaveChangesAsync();
        var coordinator = TestData.Coordinator(programme.Id);
        var near = (await world.Ranking.PreviewAsync(coordinator, programme.Id, new Dictionary<string, double> { ["closeness"] = 3, ["language_level"] = 0 })).Value!;
        var spoken = (await world.Ranking.PreviewAsync(coordinator, programme.Id, new Dictionary<string, double> { ["closeness"] = 0, ["within_five_km"] = 0, ["language_level"] = 3 })).Value!;

        Assert.StartsWith("Nær", near.Rows[0].VolunteerName, StringComparison.Ordinal);
        Assert.StartsWith("Fjern", spoken.Rows[0].VolunteerName, StringComparison.Ordinal);
        Assert.Equal(2, spoken.Rows.Count);
    }

    private static SaveRanking Save(RankingSettings settings, params (string Feature, double Weight)[] weights) => new()
    {
        ProgrammeId = settings.ProgrammeId,
        RankerOn = settings.RankerOn,
        Weights = weights.ToDictionary(w => w.Feature, w => w.Weight),
        Version = settings.Version,
    };

    private async Task<(Guid Programme, Actor Coordinator)> ProgrammeAsync()
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        db.Add(programme);
        await db.SaveChangesAsync();
        return (programme.Id, TestData.Coordinator(programme.Id));
    }
}
