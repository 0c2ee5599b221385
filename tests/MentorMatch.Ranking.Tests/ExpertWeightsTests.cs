using System.Text.Json;

namespace MentorMatch.Ranking.Tests;

public sealed class ExpertWeightsTests
{
    [Fact]
    public void Default_Weights_AreWithinTheirBounds() =>
        Assert.Empty(ExpertWeights.Check(ExpertWeights.Default.ToDictionary()));

    [Fact]
    public void FromJson_OfToJson_IsEqual()
    {
        var weights = ExpertWeights.Default.With(Feature.History, 1 / 3d).With(Feature.Load, -2.5);

        Assert.Equal(weights, ExpertWeights.FromJson(weights.ToJson()));
        Assert.NotEqual(ExpertWeights.Default, ExpertWeights.FromJson(weights.ToJson()));
    }

    [Fact]
    public void From_NameLeftOut_KeepsItsDefault()
    {
        var weights = ExpertWeights.From(new Dictionary<string, double> { ["closeness"] = 2 });

        Assert.Equal(ExpertWeights.Default.With(Feature.Closeness, 2), weights);
    }

    [Theory]
    [InlineData("closeness", -.1)]
    [InlineData("closeness", 3.1)]
    [InlineData("load", .1)]
    [InlineData("age_gap", double.NaN)]
    [InlineData("age_gap", double.PositiveInfinity)]
    [InlineData("shoe_size", 1)]
    public void From_OutOfBoundsOrUnknown_IsRefusedByName(string name, double value)
    {
        var refusal = Assert.Throws<InvalidWeightsException>(() =>
            ExpertWeights.From(new Dictionary<string, double> { [name] = value, ["history"] = 1 }));

        Assert.Equal(name, Assert.Single(refusal.Problems).Name);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"closeness\": \"much\"}")]
    [InlineData("[]")]
    public void FromJson_NotWeights_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => ExpertWeights.FromJson(json));
}
