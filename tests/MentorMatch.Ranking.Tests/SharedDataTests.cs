using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Training;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests;

/// <summary>The bars that trainers have to reach on public data. What peers reach stands in docs/benchmarks.md.</summary>
public sealed class SharedDataTests
{
    /// <summary>scikit-learn's pairwise logistic regression on the same folds, by this evaluator.</summary>
    private const double ScikitLearn = .5752;

    [SharedDataFact]
    public void Pairwise_SevenFoldsByEvening_IsAboveLikenessOfInterestsAndNoWorseThanItsPeer()
    {
        var table = TsvFile.Read(Path.Combine(SharedDataFactAttribute.Folder, "speed-dating", "train.tsv"), "dec");

        var pairwise = Evaluate(new LogisticTrainer(LogisticKind.Pairwise), table);
        var likeness = Evaluate(new FeatureTrainer("x_cos"), table);

        var mean = pairwise["ndcg5"].Mean;
        Assert.InRange(mean, ScikitLearn - .01, .65);
        Assert.True(pairwise.GainOver(likeness, "ndcg5").OverClusters.Low > 0);
        Assert.Equal((339, 21), (pairwise.Queries.Count, pairwise.LeftOut));
    }

    [SharedDataFact]
    public void LambdaMart_FiveSeeds_ReachesTheBarOnAverage()
    {
        var folder = Path.Combine(SharedDataFactAttribute.Folder, "lambdarank");
        var train = LibsvmFile.Read(Path.Combine(folder, "rank.train"));
        var test = LibsvmFile.Read(Path.Combine(folder, "rank.test")).WithFeatures(train.Features, "rank.test", missingIsZero: true);

        var mean = Enumerable.Range(1, 5).Average(seed =>
            Evaluator.Evaluate(test, Evaluator.TrainAndScore(new LambdaMartTrainer(), train, test, seed).Scores)["ndcg5"].Mean);

        Assert.True(mean >= .66, $"NDCG@5 {mean}");
    }

    private static EvaluationResult Evaluate(ITrainer trainer, RankingTable table) =>
        Evaluator.Evaluate(table, Evaluator.CrossValidate(trainer, table, folds: 7, seed: 1).Scores);
}
