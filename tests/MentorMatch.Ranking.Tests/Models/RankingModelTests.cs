namespace MentorMatch.Ranking.Tests.Models;

public sealed class RankingModelTests
{
    [Fact]
    public void Load_ShippedModel_IsTheExpertDefault()
    {
        var path = RankingModelFile.PathOf("v0");
        var shipped = RankingModel.Load(path);
        var expert = RankingModel.FromExpert(ExpertWeights.Default, "v0");

        Assert.Equal(RankingModelFile.ToJson(expert), File.ReadAllText(path));
        Assert.Equal(expert.Weights, shipped.Weights);
        Assert.Equal("v0", shipped.Version);
    }

    [Fact]
    public void FromJson_OfToJson_ScoresTheSame() =>
        Property.Over(Cases.All, 100, each =>
        {
            var weights = ExpertWeights.Default.With(Feature.Closeness, 1 / 3d).With(Feature.AgeGap, -.1234567890123456);
            var model = RankingModel.FromExpert(weights, "mine");
            var path = Path.GetTempFileName();
            try
            {
                RankingModelFile.Save(model, path);
                var loaded = RankingModel.Load(path);

                Assert.Equal("mine", loaded.Version);
                Assert.All(each.Volunteers, one => Assert.Equal(
                    model.Explain(each.Citizen, one).Contributions, loaded.Explain(each.Citizen, one).Contributions));
            }
            finally
            {
                File.Delete(path);
            }
        });

    [Fact]
    public void FromJson_AnotherSchemaHash_IsRefusedWithBothHashes()
    {
        var other = new string('0', 64);
        var json = RankingModelFile.ToJson(TestPairs.Model).Replace(FeatureSchema.Hash, other, StringComparison.Ordinal);

        var refusal = Assert.Throws<ModelSchemaMismatchException>(() => RankingModelFile.FromJson(json));

        Assert.Equal(other, refusal.Found);
        Assert.Equal(FeatureSchema.Hash, refusal.Expected);
    }

    [Fact]
    public void FromJson_AnotherSchemaOfAnotherShape_IsRefusedForItsHash() =>
        Assert.Throws<ModelSchemaMismatchException>(() =>
            RankingModelFile.FromJson("""{"format": 9, "kind": "new", "schema": {"version": 2, "hash": "abc"}, "more": []}"""));

    [Theory]
    [InlineData("\"kind\": \"linear\"", "\"kind\": \"trees\"")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"closeness\"", "\"farness\"")]
    [InlineData("\"weight\": 1.2", "\"weight\": \"much\"")]
    [InlineData("\"version\": \"test\"", "\"version\": \"\"")]
    [InlineData("\"version\": \"test\"", "\"version\": null")]
    [InlineData("\"Teach\": {", "\"Teach\": { \"x\": 7,")]
    [InlineData("\"intercept\": 0", "\"intercept\": 1e999")]
    public void FromJson_FileDamaged_IsRefused(string part, string damage)
    {
        var json = RankingModelFile.ToJson(TestPairs.Model);
        Assert.Contains(part, json, StringComparison.Ordinal);

        var refusal = Assert.Throws<InvalidModelException>(() =>
            RankingModelFile.FromJson(json.Replace(part, damage, StringComparison.Ordinal)));

        Assert.NotEmpty(refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    public void FromJson_NotAModel_IsRefused(string json) =>
        Assert.Throws<InvalidModelException>(() => RankingModelFile.FromJson(json));

    [Theory]
    [InlineData("")]
    [InlineData("../v0")]
    [InlineData("a/b")]
    public void PathOf_NotAVersion_Throws(string version) =>
        Assert.Throws<ArgumentException>(() => RankingModelFile.PathOf(version));

    [Fact]
    public void WithWeights_ProgrammesOwn_KeepsFitsAndBaselines()
    {
        var fits = new FitTable(new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["own_field"] = new Dictionary<string, double> { ["own_goal"] = .8 },
        });
        var shipped = RankingModel.FromExpert(ExpertWeights.Default, "v0", fits);

        var own = shipped.WithWeights(ExpertWeights.Default.With(Feature.Load, 0), "v0+programme");

        Assert.Equal(0, own.Weights[(int)Feature.Load]);
        Assert.Equal(shipped.Baselines, own.Baselines);
        Assert.Equal(.8, own.OccupationFit.Fit("own_field", "own_goal"));
        Assert.Equal("v0+programme", own.Version);
    }
}
