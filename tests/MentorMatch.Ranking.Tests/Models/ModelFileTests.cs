using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Tests.Trees;
using MentorMatch.Ranking.Training;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests.Models;

/// <summary>Trees, models of other tables, and how a model came to be, in the one file format.</summary>
public sealed class ModelFileTests
{
    private static readonly string[] ProductFeatures = [.. FeatureSchema.All.Select(definition => definition.Name)];

    private static TrainedModel TreeModel { get; } = new()
    {
        Version = "v2",
        Features = ProductFeatures,
        Scorer = Forests.Random(12, 31, FeatureSchema.Count, seed: 4),
        OccupationFit = TestPairs.Model.OccupationFit,
        MotivationFit = TestPairs.Model.MotivationFit,
        Training = new() { Trainer = "lambdamart", Label = "dec", Seed = 3, DataHash = "ab", Queries = 10, Rows = 100 },
    };

    [Fact]
    public void FromJson_OfTrees_RanksExplainsAndComesBackTheSame() =>
        Property.Over(Cases.All, 60, each =>
        {
            var model = RankingModel.Of(TreeModel);
            var loaded = RankingModelFile.FromJson(RankingModelFile.ToJson(model));

            Assert.False(loaded.IsLinear);
            Assert.Equal("lambdamart", loaded.Training!.Trainer);
            var (own, theirs) = (Ranker.Rank(each.Citizen, each.Volunteers, model).Ranked, Ranker.Rank(each.Citizen, each.Volunteers, loaded).Ranked);
            Assert.Equal(own.Select(one => (one.Volunteer.Id, one.Score)), theirs.Select(one => (one.Volunteer.Id, one.Score)));
            Assert.All(theirs, one =>
            {
                var explanation = one.Explain()!;
                Assert.Equal(one.Score, explanation.Score);
                Assert.Equal(one.Score!.Value, explanation.BaseScore + explanation.Contributions.Sum(part => part.Amount), 1e-6);
            });
        });

    [Fact]
    public void ToJson_SameTable_SameSeed_SameBytes()
    {
        var table = Tables.Linear(60, 6, [1, -1], 1);
        foreach (var trainer in new ITrainer[] { new LambdaMartTrainer(new() { Trees = 5 }), new LogisticTrainer(LogisticKind.Pairwise) })
        {
            Assert.Equal(Written(trainer), Written(trainer));
        }

        string Written(ITrainer trainer) => RankingModelFile.ToJson(new TrainedModel { Version = "x", Features = table.Features, Scorer = trainer.Train(table, 3) });
    }

    [Fact]
    public void FromJson_ColumnsOfAnotherTable_IsRefusedForItsHash()
    {
        var other = new TrainedModel { Version = "x", Features = ["a", "b"], Scorer = new LinearScorer(0, [1, 2], [0, 0]) };
        var json = RankingModelFile.ToJson(other);

        Assert.Throws<ModelSchemaMismatchException>(() => RankingModelFile.FromJson(json));
        Assert.Throws<ModelSchemaMismatchException>(() => RankingModel.Of(other));
        Assert.Equal(other.Features, RankingModelFile.TrainedFromJson(json).Features);
        Assert.Throws<InvalidModelException>(() => RankingModelFile.TrainedFromJson(json.Replace("\"a\"", "\"c\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"kind\": \"trees\"", "\"kind\": \"linear\"")]
    [InlineData("\"left\"", "\"links\"")]
    [InlineData("\"threshold\": [", "\"threshold\": [ 1e39,")]
    [InlineData("\"feature\": [", "\"feature\": [ 5,")]
    public void FromJson_TreesDamaged_IsRefused(string part, string damage)
    {
        var json = RankingModelFile.ToJson(TreeModel);
        Assert.Contains(part, json, StringComparison.Ordinal);
        Assert.Throws<InvalidModelException>(() => RankingModelFile.FromJson(json.Replace(part, damage, StringComparison.Ordinal)));
    }

    [Fact]
    public void WithWeights_OfTrees_IsLinearWithTheShippedBaselines()
    {
        var own = RankingModel.Of(TreeModel).WithWeights(ExpertWeights.Default, "own");

        Assert.True(own.Has(ExpertWeights.Default));
        Assert.Equal(TestPairs.Model.Baselines, own.Baselines);
        Assert.False(RankingModel.Of(TreeModel).Has(ExpertWeights.Default));
        Assert.Null(own.Training);
    }
}
