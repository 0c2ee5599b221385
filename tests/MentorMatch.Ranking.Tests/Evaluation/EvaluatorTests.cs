using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Training;

namespace MentorMatch.Ranking.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Evaluate_QueryWithoutPositive_IsCountedButLeftOut()
    {
        var table = new RankingTable(["a"], [[1, 2, 3, 4]], [0, 0, 0, 1], [0, 2, 4], [5, 5]);

        var result = Evaluator.Evaluate(table, [1, 2, 3, 4]);

        Assert.Equal((1, 1), (result.Queries.Count, result.LeftOut));
        Assert.Equal(1, result["ndcg5"].Mean);
    }

    [Fact]
    public void CrossValidate_AnyTrainer_NeverTrainsOnTheClusterItScores()
    {
        var table = Tables.Linear(queries: 40, perQuery: 5, [1], seed: 3);
        var spy = new SpyTrainer();

        Evaluator.CrossValidate(spy, table, folds: 7, seed: 1);

        Assert.Equal(7, spy.Seen.Count);
        for (var fold = 0; fold < 7; fold++) Assert.DoesNotContain(spy.Seen[fold], cluster => cluster % 7 == fold);
    }

    [Fact]
    public void CrossValidate_FixedScorer_PutsEachScoreBesideItsRow()
    {
        var table = Tables.Linear(queries: 40, perQuery: 5, [1, .5], seed: 3);

        var scores = Evaluator.CrossValidate(new FeatureTrainer("f0"), table, folds: 7, seed: 1).Scores;

        // The centre differs from fold to fold, the order within a query does not.
        Assert.Equal(
            Evaluator.Evaluate(table, [.. table.Columns[0].Select(value => (double)value)])["ndcg5"].Mean,
            Evaluator.Evaluate(table, scores)["ndcg5"].Mean, 1e-12);
    }

    [Fact]
    public void OfMean_SameSeed_SameIntervalAndItHoldsTheMean()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => Tables.Normal(random))];
        long[] clusters = [.. Enumerable.Range(0, 200).Select(i => (long)i)];

        var one = Bootstrap.OfMean(values, clusters, 9);

        Assert.Equal(one, Bootstrap.OfMean(values, clusters, 9));
        Assert.InRange(values.Average(), one.Low, one.High);
        Assert.Equal(2 * 1.96 / Math.Sqrt(200), one.High - one.Low, .06);
    }

    [Fact]
    public void OfMean_ClustersAlikeInside_IsWiderThanOverQueries()
    {
        var random = new Random(5);
        var levels = Enumerable.Range(0, 20).Select(_ => Tables.Normal(random)).ToArray();
        double[] values = [.. Enumerable.Range(0, 400).Select(i => levels[i / 20] + (.1 * Tables.Normal(random)))];
        long[] clusters = [.. Enumerable.Range(0, 400).Select(i => (long)(i / 20))];

        var (clustered, plain) = (Bootstrap.OfMean(values, clusters, 1), Bootstrap.OfMean(values, [.. Enumerable.Range(0, 400).Select(i => (long)i)], 1));

        Assert.True(clustered.High - clustered.Low > 3 * (plain.High - plain.Low));
    }

    [Fact]
    public void GainOver_ItselfAndARival_IsZeroAndTheDifferenceOfMeans()
    {
        var table = Tables.Linear(queries: 60, perQuery: 6, [2, 0], seed: 1);
        var good = Evaluator.Evaluate(table, [.. table.Columns[0].Select(value => (double)value)]);
        var idle = Evaluator.Evaluate(table, [.. table.Columns[1].Select(value => (double)value)]);

        var gain = good.GainOver(idle, "ndcg5");

        Assert.Equal((0, 0, 0), (good.GainOver(good, "auc").Mean, good.GainOver(good, "auc").OverClusters.Low, good.GainOver(good, "auc").OverQueries.High));
        Assert.Equal(good["ndcg5"].Mean - idle["ndcg5"].Mean, gain.Mean, 1e-12);
        Assert.True(gain.OverClusters.Low > 0);
    }

    private sealed class SpyTrainer : ITrainer
    {
        public List<long[]> Seen { get; } = [];

        public IScorer Train(RankingTable table, int seed)
        {
            Seen.Add([.. Enumerable.Range(0, table.Queries).Select(table.ClusterOf).Distinct()]);
            return new RandomTrainer().Train(table, seed);
        }
    }
}
