using MentorMatch.Core.Access;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.SignIn;
using MentorMatch.Ranking;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Learning;

public sealed class LearningTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly LearningWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Night_EnoughCitizensWithATaste_TrainsAChallengerThatAPersonPromotesAndTakesBack()
    {
        var network = await new GeneratedUse(1).SaveAsync(world, citizens: Promotion.FewestCitizens);
        var (programme, coordinator) = (network.Programme.Id, TestData.Coordinator(network.Programme.Id));

        var challenger = (await world.NightAsync(programme))!;

        // What the citizens care for was found, against what the experts had set.
        var weights = StoredModel.Read(challenger.File, challenger.FileHash).WeightsByName();
        Assert.True(weights["mentor_older"] > 1, $"{weights["mentor_older"]}");
        Assert.True(weights["closeness"] < -.5, $"{weights["closeness"]}");
        Assert.Equal(FeatureSchema.Find("never_shown")!.DefaultWeight, weights["never_shown"], 1e-6);
        Assert.True(challenger.Metrics.Gain.Low > 0);
        Assert.Equal(Promotion.FewestCitizens, challenger.Metrics.Citizens);
        Assert.Equal([220, 660, 220, 0, 0], challenger.Metrics.Labels);
        Assert.Equal("v0", (await world.InUseAsync(programme)).Serving.Version);

        Assert.Equal(LearningErrors.ReasonMissing, (await world.Models.PromoteAsync(coordinator, challenger.Id, " ")).Errors.Single());
        Assert.Equal([], (await world.Models.PromoteAsync(coordinator, challenger.Id, "Testet i to uger")).Errors);
        Assert.Equal(challenger.ModelVersion, (await world.InUseAsync(programme)).Serving.Version);
        var overview = (await world.Queries.OverviewAsync(coordinator, programme)).Value;
        Assert.Equal((coordinator.Name, "Testet i to uger"), (overview.Serving.Signature!.By, overview.Serving.Signature.Why));
        Assert.Equal((null, "v0"), (overview.Challenger, overview.Serving.BackTo));

        Assert.Equal([], (await world.Models.BackAsync(coordinator, programme)).Errors);
        Assert.Equal("v0", (await world.InUseAsync(programme)).Serving.Version);
        var after = (await world.Queries.OverviewAsync(coordinator, programme)).Value;
        Assert.Equal([(ModelState.Serving, false), (ModelState.Shadow, true)], after.History.Single().Moves.Select(m => (m.To, m.Back)));
        Assert.Equal((challenger.Id, 0), (after.Challenger!.Id, after.Challenger.Refusals.Count));
        Assert.Equal(LearningErrors.NothingToGoBackTo, (await world.Models.BackAsync(coordinator, programme)).Errors.Single());
    }

    [Fact]
    public async Task Night_WithoutFiftyNewLabels_TrainsNothing()
    {
        var network = await new GeneratedUse(2).SaveAsync(world, citizens: 24);
        var first = await world.NightAsync(network.Programme.Id);
        Assert.NotNull(first);

        var second = await world.NightAsync(network.Programme.Id);

        Assert.Equal(first.Id, second!.Id);
        var overview = (await world.Queries.OverviewAsync(TestData.Coordinator(network.Programme.Id), network.Programme.Id)).Value;
        Assert.Equal((0, 50), (overview.Labels.New, overview.Labels.Needed));
        Assert.Null(await world.NightAsync((await new GeneratedUse(3).SaveAsync(world, citizens: 9)).Programme.Id));
    }

    [Fact]
    public async Task Night_MoreLabelsLater_PutsANewChallengerInThePlaceOfTheOld()
    {
        var network = await new GeneratedUse(4).SaveAsync(world, citizens: 24);
        var first = (await world.NightAsync(network.Programme.Id))!;
        // Three months on, the pairs still go: each label has changed.
        await using (var db = world.Open())
        {
            await db.Matches.Where(m => m.ProgrammeId == network.Programme.Id).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, MatchState.Started).SetProperty(m => m.ClosingAt, (DateTimeOffset?)null).SetProperty(m => m.EndedAt, (DateTimeOffset?)null));
        }

        world.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal(24, (await world.Queries.OverviewAsync(TestData.Coordinator(network.Programme.Id), network.Programme.Id)).Value.Labels.New);
        await new GeneratedUse(5).SaveAsync(world, citizens: 1);
        Assert.Equal(first.Id, (await world.NightAsync(network.Programme.Id))!.Id);
        await using (var db = world.Open())
        {
            // As if it had been trained before all of them.
            await db.RankingModels.Where(m => m.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.TrainedAt, DateTimeOffset.UnixEpoch));
        }

        var next = (await world.NightAsync(network.Programme.Id))!;

        Assert.NotEqual(first.Id, next.Id);
        Assert.Equal([24, 72, 0, 24, 0], next.Metrics.Labels);
        await using var after = world.Open();
        Assert.Equal(ModelState.Replaced, (await after.RankingModels.FirstAsync(m => m.Id == first.Id)).State);
    }

    [Fact]
    public async Task Promote_At219Citizens_IsRefused()
    {
        var network = await new GeneratedUse(6).SaveAsync(world, citizens: Promotion.FewestCitizens - 1);
        var challenger = (await world.NightAsync(network.Programme.Id))!;

        var refused = await world.Models.PromoteAsync(TestData.Coordinator(network.Programme.Id), challenger.Id, "Den er god");

        Assert.Equal([LearningErrors.TooFewCitizens(219, 220).Key], refused.Errors.Select(e => e.Key));
        Assert.Equal([219, 220], refused.Errors[0].Args);
        Assert.Equal("v0", (await world.InUseAsync(network.Programme.Id)).Serving.Version);
    }

    [Fact]
    public async Task Promote_AfterTheExpertWeightsWereChanged_IsRefused()
    {
        var network = await new GeneratedUse(7).SaveAsync(world, citizens: Promotion.FewestCitizens);
        var challenger = (await world.NightAsync(network.Programme.Id))!;
        await using (var db = world.Open())
        {
            (await db.Programmes.FirstAsync(p => p.Id == network.Programme.Id)).RankingWeights = new() { ["closeness"] = 2 };
            await db.SaveChangesAsync();
        }

        var refused = await world.Models.PromoteAsync(TestData.Coordinator(network.Programme.Id), challenger.Id, "Den er god");

        Assert.Equal(["Refused.AnotherServes"], refused.Errors.Select(e => e.Key));
        // The next night compares anew, with no new label.
        var next = (await world.NightAsync(network.Programme.Id))!;
        Assert.Equal("v0-own", next.Metrics.Against);
        Assert.Equal(next.Id, (await world.NightAsync(network.Programme.Id))!.Id);
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Management)]
    public async Task Models_ByOthers_AreRefused(Role role)
    {
        var network = await new GeneratedUse(8).SaveAsync(world, citizens: 24);
        var challenger = (await world.NightAsync(network.Programme.Id))!;
        var stranger = new Actor { AccountId = Guid.NewGuid(), Name = "En anden", Roles = [role], ProgrammeIds = [Guid.NewGuid()] };

        Assert.False((await world.Queries.OverviewAsync(stranger, network.Programme.Id)).Succeeded);
        Assert.DoesNotContain(await world.Queries.ListAsync(stranger), item => item.ProgrammeId == network.Programme.Id);
        Assert.Equal(AccessErrors.NotAllowed, (await world.Models.PromoteAsync(stranger, challenger.Id, "Mig")).Errors.Single());
        Assert.Equal(AccessErrors.NotAllowed, (await world.Models.BackAsync(stranger, network.Programme.Id)).Errors.Single());
    }

    [Fact]
    public async Task Overview_ForAnAdministrator_HasNumbersAndNoWordsOfCases()
    {
        var network = await new GeneratedUse(9).SaveAsync(world, citizens: 24);

        var theirs = (await world.Queries.OverviewAsync(TestData.Administrator(), network.Programme.Id)).Value.Overrides;
        var own = (await world.Queries.OverviewAsync(TestData.Coordinator(network.Programme.Id), network.Programme.Id)).Value.Overrides;

        Assert.Equal((24, 24), (theirs.Rows.Single().Lists, theirs.Rows.Single().Removed));
        Assert.Empty(theirs.Reasons);
        Assert.All(own.Reasons, reason => Assert.Equal("Kender hinanden", reason.Reason));
    }

    [Fact]
    public async Task Night_AfterAnErasure_KnowsNothingOfThePerson()
    {
        var network = await new GeneratedUse(10).SaveAsync(world, citizens: 40);
        var (gone, programme) = (network.Volunteers[3], network.Programme.Id);
        await using (var db = world.Open())
        {
            await db.Accounts.Where(a => a.Id == gone.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.ErasureAskedAt, world.Clock.Now));
        }

        var (before, theirs) = (await ReadAsync(programme), await SuggestionsOfAsync(gone.Id));
        Assert.NotEmpty(theirs);
        Assert.Subset(IdsOf(before), theirs);

        var erased = await world.Get<ErasureService>().EraseAsync(TestData.Coordinator(programme), PersonRecord.Volunteer(gone.Id));

        Assert.Equal([], erased.Errors);
        var after = IdsOf(await ReadAsync(programme));
        Assert.Empty(after.Intersect(theirs));
        Assert.Equal(IdsOf(before).Count - theirs.Count, after.Count);
        var challenger = (await world.NightAsync(programme))!;
        Assert.Equal(after.Count, challenger.Metrics.Labels.Sum());
        await using var emptied = world.Open();
        Assert.All(await emptied.Suggestions.Where(s => s.VolunteerId == gone.Id).ToListAsync(), s => Assert.Null(s.Features));
    }

    [Fact]
    public async Task Serving_AFileOfOtherFeaturesOrADamagedOne_IsPassedOverForTheLastGoodOne()
    {
        var network = await new GeneratedUse(11).SaveAsync(world, citizens: Promotion.FewestCitizens);
        var (programme, coordinator) = (network.Programme.Id, TestData.Coordinator(network.Programme.Id));
        var good = (await world.NightAsync(programme))!;
        await world.Models.PromoteAsync(coordinator, good.Id, "God");
        var foreign = await StoreServingAsync(programme, good, file => file.Replace(FeatureSchema.Hash, new string('0', 64), StringComparison.Ordinal), honestHash: true);

        var inUse = await world.InUseAsync(programme);

        Assert.Equal((good.ModelVersion, foreign), (inUse.Serving.Version, inUse.Unusable.Single()));
        Assert.Equal([foreign], (await world.Queries.OverviewAsync(coordinator, programme)).Value.Unusable);

        var damaged = await StoreServingAsync(programme, good, file => file.Replace("\"intercept\": 0", "\"intercept\": 1", StringComparison.Ordinal), honestHash: false);
        Assert.Equal(damaged, (await world.InUseAsync(programme)).Unusable[0]);
        Assert.Equal([], (await world.Models.BackAsync(coordinator, programme)).Errors);
    }

    [Fact]
    public async Task Train_OnAThreadOfItsOwn_AndInTheJobList()
    {
        Assert.False(await OwnThread.RunAsync(() => Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None));
        Assert.Contains(world.All<JobDefinition>(), job => job.Type == typeof(TrainRankingModelsJob));
        await Assert.ThrowsAsync<InvalidOperationException>(() => OwnThread.RunAsync<int>(() => throw new InvalidOperationException(), CancellationToken.None));
    }

    private async Task<IReadOnlyList<UsedList>> ReadAsync(Guid programmeId)
    {
        await using var db = world.Open();
        return await world.Get<UseLog>().ReadAsync(db, programmeId);
    }

    private async Task<HashSet<Guid>> SuggestionsOfAsync(Guid volunteerId)
    {
        await using var db = world.Open();
        return [.. await db.Suggestions.Where(s => s.VolunteerId == volunteerId).Select(s => s.Id).ToListAsync()];
    }

    private static HashSet<Guid> IdsOf(IReadOnlyList<UsedList> lists) => [.. lists.SelectMany(l => l.Suggestions).Select(s => s.Id)];

    /// <summary>A later model that serves after the present one, with a file that is not as it should be.</summary>
    private async Task<string> StoreServingAsync(Guid programmeId, StoredModel like, Func<string, string> spoil, bool honestHash)
    {
        await using var db = world.Open();
        var serving = await db.RankingModels.FirstAsync(m => m.ProgrammeId == programmeId && m.State == ModelState.Serving);
        serving.Replace(TestData.Coordinator(programmeId), world.Clock.Now, "Test");
        await db.SaveChangesAsync();
        var file = spoil(like.File);
        Assert.NotEqual(like.File, file);
        var model = new StoredModel
        {
            ProgrammeId = programmeId,
            ModelVersion = $"bad-{Guid.NewGuid():N}"[..20],
            TrainedAt = world.Clock.Now,
            File = file,
            FileHash = StoredModel.HashOf(honestHash ? file : like.File),
            FeatureHash = FeatureSchema.Hash,
            Metrics = like.Metrics,
        };
        model.Serve(TestData.Coordinator(programmeId), world.Clock.Now, "Test", serving.Id);
        db.Add(model);
        await db.SaveChangesAsync();
        return model.ModelVersion;
    }
}
