using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Core.Tests.Learning;

public sealed class ModelTrainingTests
{
    private static readonly RankingModel Expert = ProgrammeRanking.ModelOf(ExpertWeights.Default);

    [Fact]
    public void Train_SameDataAndSeed_SameFile()
    {
        var (one, other) = (Train(new GeneratedUse(1).Lists(40)), Train(new GeneratedUse(1).Lists(40)));

        Assert.Equal(one.File, other.File);
        Assert.Equal(one.Metrics.DataHash, other.Metrics.DataHash);
        Assert.Equal(one.Metrics.Gain, other.Metrics.Gain);
        Assert.NotEqual(one.Metrics.DataHash, Train(new GeneratedUse(2).Lists(40)).Metrics.DataHash);
    }

    [Fact]
    public void Train_ChoicesByChance_AreNoReasonToPromote()
    {
        var challenger = Train(new GeneratedUse(3).Lists(260, taste: false));

        Assert.True(challenger.Metrics.Gain.Low <= 0, $"{challenger.Metrics.Gain}");
        Assert.Equal(["Refused.GainNotSure"], Refusals(challenger).Select(e => e.Key));
    }

    [Theory]
    [InlineData(220, .001, null)]
    [InlineData(219, .001, "Refused.TooFewCitizens")]
    [InlineData(220, 0, "Refused.GainNotSure")]
    [InlineData(220, -.001, "Refused.GainNotSure")]
    public void Promotion_AtTheBounds_IsAsTheTestSays(int citizens, double low, string? refusal)
    {
        var challenger = Train(new GeneratedUse(4).Lists(30));
        var bent = challenger with { Metrics = challenger.Metrics with { Citizens = citizens, Gain = new(.1, low, .2) } };

        Assert.Equal(refusal is null ? [] : [refusal], Refusals(bent).Select(e => e.Key));
    }

    [Theory]
    [InlineData(GuardRails.Violations, 1, 0)]
    [InlineData(GuardRails.NeverShown, .06, .05)]
    [InlineData(GuardRails.Gini, .051, .05)]
    public void Promotion_WithABrokenGuardRail_IsRefused(string key, double value, double limit)
    {
        var challenger = Train(new GeneratedUse(4).Lists(30));
        var fit = challenger.Metrics with { Citizens = 300, Gain = new(.1, .05, .2) };

        Assert.Equal([$"Refused.{key}"], Refusals(challenger with { Metrics = fit with { GuardRails = [new(key, value, limit)] } }).Select(e => e.Key));
        Assert.Empty(Refusals(challenger with { Metrics = fit with { GuardRails = [new(key, limit, limit), new(key, null, limit)] } }));
    }

    [Fact]
    public void Weighs_OfATrainedModel_AddUpToOneAndKnowTheirDirection()
    {
        var weighs = Train(new GeneratedUse(5).Lists(120)).Metrics.Weighs;

        Assert.Equal(1, weighs.Values.Sum(Math.Abs), 1e-9);
        Assert.True(weighs["closeness"] < 0);
        Assert.True(weighs["mentor_older"] > 0);
    }

    [Theory]
    [InlineData(true, "TreeScorer")]
    [InlineData(false, "LinearScorer")]
    public void BestTrainer_WithEnoughCitizens_TakesTreesOnlyWhereTheyAreSurelyBetter(bool bent, string expected)
    {
        var lists = new GeneratedUse(6).Lists(300);
        if (bent) lists = lists.ConvertAll(InTheMiddle);
        var table = TrainingData.Of(lists).Table;

        Assert.Equal(expected, new BestTrainer(Expert.WeightsByName(), fewestForTrees: 100).Train(table, 1).GetType().Name);
        Assert.IsType<LinearScorer>(new BestTrainer(Expert.WeightsByName()).Train(table, 1));
    }

    /// <summary>Labels that no weight can say: best is who is neither near nor far.</summary>
    private static UsedList InTheMiddle(UsedList list) => list with { Suggestions = [.. list.Suggestions.Select(Judged)] };

    private static UsedSuggestion Judged(UsedSuggestion suggestion) => suggestion with
    {
        Label = new LabelSince(Math.Abs(suggestion.Features[(int)Feature.Closeness] - .5f) < .15f ? Label.Met : Label.NotChosen, DateTimeOffset.UnixEpoch),
    };

    private static Challenger Train(List<UsedList> lists) => ModelTraining.Train(TrainingData.Of(lists), Expert, Expert, "2026-01-01-1");

    private static IReadOnlyList<MentorMatch.Core.Common.Error> Refusals(Challenger challenger) =>
        Promotion.Refusals(ProgrammeTraining.StoredOf(Guid.NewGuid(), "2026-01-01-1", DateTimeOffset.UnixEpoch, challenger), Expert);
}
