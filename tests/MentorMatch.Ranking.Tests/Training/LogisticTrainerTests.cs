using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Training;

namespace MentorMatch.Ranking.Tests.Training;

public sealed class LogisticTrainerTests
{
    private static readonly double[] Taste = [1.5, -1, 0, .5];

    [Theory]
    [InlineData(LogisticKind.Pairwise)]
    [InlineData(LogisticKind.Pointwise)]
    public void Train_LinearTaste_FindsItsDirection(LogisticKind kind)
    {
        var scorer = (LinearScorer)new LogisticTrainer(kind).Train(Tables.Linear(200, 8, Taste, seed: 1), seed: 1);

        Assert.Equal(Taste[1] / Taste[0], scorer.Weights[1] / scorer.Weights[0], .12);
        Assert.Equal(Taste[3] / Taste[0], scorer.Weights[3] / scorer.Weights[0], .12);
        Assert.InRange(Math.Abs(scorer.Weights[2] / scorer.Weights[0]), 0, .1);
        Assert.Equal(0, scorer.Weights[4]);
    }

    [Fact]
    public void Train_Pairwise_IsTheMinimumOfItsLoss()
    {
        // One column, one query, one pair: the loss is log(1 + exp(-w d)) + λ/2 w², so w = d / (λ (1 + exp(w d))) in standard units.
        var table = new Ranking.Data.RankingTable(["a"], [[3, 1]], [1, 0], [0, 2]);
        var scorer = (LinearScorer)new LogisticTrainer(LogisticKind.Pairwise, strength: .1).Train(table, 1);

        var weight = scorer.Weights[0];
        Assert.Equal(2 / (.1 * (1 + Math.Exp(2 * weight))), weight, 1e-4);
    }

    [Fact]
    public void Train_StrongPrior_StaysWithTheExperts()
    {
        Dictionary<string, double> expert = new() { ["f0"] = -.7, ["f3"] = 2 };
        var table = Tables.Linear(50, 8, Taste, seed: 1);

        var held = (LinearScorer)new LogisticTrainer(LogisticKind.Pairwise, expert, strength: 1e6).Train(table, 1);
        var moved = (LinearScorer)new LogisticTrainer(LogisticKind.Pairwise, expert, strength: .01).Train(table, 1);

        Assert.Equal([-.7, 0, 0, 2, 0], held.Weights.Select(weight => Math.Round(weight, 4)));
        Assert.True(moved.Weights[0] > 0);
    }

    [Fact]
    public void Train_SameSeed_SameBits()
    {
        var table = Tables.Linear(60, 8, Taste, seed: 2, unknown: .1);

        var (one, other) = ((LinearScorer)Train(table), (LinearScorer)Train(table));

        Assert.Equal(one.Weights, other.Weights);
        Assert.Equal(one.Baselines, other.Baselines);

        Assert.Equal(one.Weights, ((LinearScorer)new LogisticTrainer(LogisticKind.Pairwise, oneThread: true).Train(table, 11)).Weights);

        static IScorer Train(Ranking.Data.RankingTable table) => new LogisticTrainer(LogisticKind.Pairwise).Train(table, 11);
    }

    [Fact]
    public void Train_ManyUnknown_StillOrdersNewQueries()
    {
        var trainer = new LogisticTrainer(LogisticKind.Pairwise);
        var scored = Evaluator.TrainAndScore(trainer, Tables.Linear(200, 8, Taste, 1, unknown: .3), Tables.Linear(100, 8, Taste, 2, unknown: .3), 1);

        Assert.True(Evaluator.Evaluate(Tables.Linear(100, 8, Taste, 2, unknown: .3), scored.Scores)["auc"].Mean > .7);
    }

    [Fact]
    public void ChooseStrength_NoiseAlone_IsStrongerThanForAClearTaste()
    {
        var trainer = new LogisticTrainer(LogisticKind.Pairwise);
        double[] nothing = [.. new double[20]];
        double[] clear = [2, .. new double[19]];

        Assert.True(trainer.ChooseStrength(Tables.Linear(40, 6, nothing, 1), 1) >= trainer.ChooseStrength(Tables.Linear(40, 6, clear, 1, noise: .2), 1));
    }

    [Fact]
    public void Train_ColumnsThatSayNothingOrAreHidden_KeepWhatExpertsSet()
    {
        // f4 does not vary; f0 does, and is hidden.
        Dictionary<string, double> expert = new() { ["f0"] = -.7, ["f4"] = 1.5 };

        var scorer = (LinearScorer)new LogisticTrainer(LogisticKind.Pairwise, expert).Train(Tables.Linear(60, 8, Taste, seed: 1).Hiding(new HashSet<string> { "f0" }), 1);

        Assert.Equal((-.7, 1.5), (scorer.Weights[0], scorer.Weights[4]));
        Assert.NotEqual(0, scorer.Weights[1]);
    }

    [Fact]
    public void Train_WeightedRows_CountAsIfTheyHadComeSoOften()
    {
        // Two queries that disagree about one column: the second twice, or with twice the weight, is the same to the loss.
        float[][] columns = [[3, 1, 1, 3]];
        var weighted = new Ranking.Data.RankingTable(["a"], columns, [1, 0, 1, 0], [0, 2, 4]) { Weights = [1, 1, 2, 1] };
        var repeated = new Ranking.Data.RankingTable(["a"], [[3, 1, 1, 3, 1, 3]], [1, 0, 1, 0, 1, 0], [0, 2, 4, 6]);
        var trainer = new LogisticTrainer(LogisticKind.Pairwise, strength: .1);

        var (one, other) = ((LinearScorer)trainer.Train(weighted, 1), (LinearScorer)trainer.Train(repeated, 1));

        Assert.True(one.Weights[0] < 0);
        Assert.Equal(other.Weights[0], one.Weights[0], 1e-6);
        Assert.Throws<ArgumentException>(() => new Ranking.Data.RankingTable(["a"], columns, [1, 0, 1, 0], [0, 2, 4]) { Weights = [1, 1, 0, 1] });
    }

    [Fact]
    public void Train_ExpertAndRandomAndFeature_AreWhatTheySay()
    {
        var table = Tables.Linear(30, 6, Taste, 1);

        Assert.Equal([0, 2, 0, 0, 0], ((LinearScorer)new ExpertTrainer(new Dictionary<string, double> { ["f1"] = 2 }).Train(table, 1)).Weights);
        Assert.Equal([0, 0, 0, 1, 0], ((LinearScorer)new FeatureTrainer("f3").Train(table, 1)).Weights);
        Assert.Equal(.5, Evaluator.Evaluate(table, Evaluator.TrainAndScore(new RandomTrainer(), table, table, 1).Scores)["auc"].Mean, 1e-12);
        Assert.Throws<ArgumentException>(() => new FeatureTrainer("f9").Train(table, 1));
        Assert.Throws<ArgumentException>(() => new ExpertTrainer(new Dictionary<string, double> { ["f9"] = 2 }).Train(table, 1));
    }
}
