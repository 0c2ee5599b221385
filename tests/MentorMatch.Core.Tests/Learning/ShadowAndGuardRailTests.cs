using MentorMatch.Core.Common;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Trees;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Learning;

public sealed class ShadowAndGuardRailTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    /// <summary>Two places 20 km apart: a model of closeness shows each citizen their own half of the mentors.</summary>
    private static readonly string[] Places = ["3450", "3600"];

    private static readonly RankingModel ByDistance = Only("closeness", 3);
    private static readonly RankingModel ByAge = Only("mentor_older", 3);

    private readonly LearningWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Draft_WithAModelInShadow_KeepsWhatWasSeenAndBothPlaces()
    {
        var (programme, citizens) = await NetworkAsync();
        await StoreAsync(programme, ByAge);

        var shortlist = (await world.Get<ShortlistDrafts>().DraftAsync(TestData.Coordinator(programme.Id), citizens[0])).Value;

        await using var db = world.Open();
        var list = await db.Shortlists.Include(s => s.Suggestions).FirstAsync(s => s.Id == shortlist);
        Assert.Equal(("v0", "age"), (list.ModelVersion, list.ShadowVersion));
        Assert.All(list.Suggestions, s =>
        {
            Assert.Equal((FeatureSchema.Hash, "v0", FeatureSchema.Count), (s.FeatureHash, s.ModelVersion, s.Features!.Length));
            Assert.NotNull(s.ShadowPlace);
        });
        // By age the elder half comes first, whoever is near.
        Assert.NotEqual(list.Suggestions.OrderBy(s => s.Place).Select(s => s.Id), list.Suggestions.OrderBy(s => s.ShadowPlace).Select(s => s.Id));
        var closest = list.Suggestions.MinBy(s => s.Place)!;
        Assert.Equal(1, closest.Features![(int)Feature.Closeness], 1e-6);
    }

    [Fact]
    public async Task Draft_WithTreesThatServe_HasReasonsAndSharesThatAddUp()
    {
        var (programme, citizens) = await NetworkAsync();
        var table = TrainingData.Of(new GeneratedUse(1).Lists(60)).Table;
        var trees = RankingModel.Of(new TrainedModel
        {
            Version = "trees",
            Features = table.Features,
            Scorer = new LambdaMartTrainer(new LambdaMartSettings { Trees = 20, Leaves = 8, LeastHessian = .1 }).Train(table, 1),
            OccupationFit = ByAge.OccupationFit,
            MotivationFit = ByAge.MotivationFit,
        });
        await StoreAsync(programme, trees, serving: true);

        var shortlist = (await world.Get<ShortlistDrafts>().DraftAsync(TestData.Coordinator(programme.Id), citizens[0])).Value;

        await using var db = world.Open();
        Assert.All(await db.Suggestions.Where(s => s.ShortlistId == shortlist).ToListAsync(), s =>
        {
            Assert.Equal("trees", s.ModelVersion);
            Assert.InRange(s.Reasons.Count(r => r.InFavour), 2, 3);
            Assert.Equal(s.Score!.Value, trees.Intercept + s.Contributions.Values.Sum(), 1e-6);
        });
    }

    [Fact]
    public async Task Draft_RankerOff_KeepsTheNumbersAndRunsNoShadow()
    {
        var (programme, citizens) = await NetworkAsync();
        await StoreAsync(programme, ByAge);
        await using (var db = world.Open())
        {
            await db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.RankerOn, false));
        }

        var shortlist = (await world.Get<ShortlistDrafts>().DraftAsync(TestData.Coordinator(programme.Id), citizens[0])).Value;

        await using var after = world.Open();
        Assert.All(await after.Suggestions.Where(s => s.ShortlistId == shortlist).ToListAsync(), s =>
            Assert.Equal(("none", null, FeatureSchema.Count), (s.ModelVersion, s.ShadowPlace, s.Features!.Length)));
    }

    [Fact]
    public async Task GuardRails_OfAModelThatShowsTheSameFew_AreBrokenAndOfTheServingOneAreNot()
    {
        var (programme, _) = await NetworkAsync();
        await using var db = world.Open();
        var rails = world.Get<GuardRails>();

        var same = await rails.CheckAsync(db, programme, ByDistance, ByDistance, CancellationToken.None);
        var narrow = await rails.CheckAsync(db, programme, ByAge, ByDistance, CancellationToken.None);

        Assert.All(same, rail => Assert.False(rail.Broken));
        Assert.Equal(0, same.Single(r => r.Key == GuardRails.Gini).Value!.Value, 1e-12);
        Assert.Equal([GuardRails.NeverShown, GuardRails.Gini], narrow.Where(r => r.Broken).Select(r => r.Key));
    }

    [Fact]
    public async Task GuardRails_FewerThanFiveCitizens_AreNotMeasured()
    {
        var (programme, _) = await NetworkAsync(citizens: 4);
        await using var db = world.Open();

        var rails = await world.Get<GuardRails>().CheckAsync(db, programme, ByAge, ByDistance, CancellationToken.None);

        Assert.Equal([0d, null, null], rails.Select(r => r.Value));
    }

    private static RankingModel Only(string feature, double weight) => RankingModel.FromExpert(
        ExpertWeights.From(FeatureSchema.All.ToDictionary(f => f.Name, f => f.Name == feature ? weight : 0)), feature == "closeness" ? "distance" : "age");

    /// <summary>Six mentors in two places, one of each place elder; citizens by turns in both.</summary>
    private async Task<(Programme Programme, List<Guid> Citizens)> NetworkAsync(int citizens = 8)
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        db.Add(programme);
        for (var i = 0; i < 6; i++)
        {
            var mentor = TestData.ReadyVolunteer(programme, world.Clock.Now, v => (v.Guide.Postcode, v.Guide.BirthYear) = (Postcode.Parse(Places[i % 2]), i < 3 ? 1960 : 1989));
            db.AddRange(mentor.Account, mentor.Volunteer);
        }

        var waiting = Enumerable.Range(0, citizens)
            .Select(i => TestData.CitizenWithWishes(programme, world.Clock.Now, c => (c.Wishes.Postcode, c.Wishes.DistanceCapKm) = (Postcode.Parse(Places[i % 2]), null))).ToList();
        foreach (var citizen in waiting) db.AddRange(citizen.Account, citizen.Citizen);
        await db.SaveChangesAsync();
        return (programme, waiting.ConvertAll(c => c.Citizen.Id));
    }

    private async Task StoreAsync(Programme programme, RankingModel model, bool serving = false)
    {
        await using var db = world.Open();
        var stored = TestData.StoredChallenger(programme, world.Clock.Now, model: model);
        if (serving) stored.Serve(Core.Access.Actor.System("Test"), world.Clock.Now, "Test", null);
        db.Add(stored);
        await db.SaveChangesAsync();
    }
}
