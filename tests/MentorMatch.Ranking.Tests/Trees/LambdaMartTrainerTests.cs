using System.Text.Json;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests.Trees;

public sealed class LambdaMartTrainerTests
{
    private static readonly LambdaMartSettings Small = new() { Trees = 20, Leaves = 8, LeastHessian = .1 };

    [Fact]
    public void Train_TasteThatIsNotLinear_IsLearnedAndOrdersNewQueries()
    {
        var scored = Evaluator.TrainAndScore(new LambdaMartTrainer(Small), Tables.Bent(200, 1), Tables.Bent(100, 2), seed: 1);
        var result = Evaluator.Evaluate(Tables.Bent(100, 2), scored.Scores);

        Assert.True(result["auc"].Mean > .85, $"auc {result["auc"].Mean}");
        Assert.True(result["ndcg5"].Mean > .85, $"ndcg5 {result["ndcg5"].Mean}");
    }

    [Fact]
    public void Train_SameSeed_SameBitsOnOneThreadAndOnTwo()
    {
        var table = Tables.Linear(150, 9, [1, -1, .5], 4, unknown: .2);

        var one = JsonSerializer.Serialize(Trees(new LambdaMartTrainer(Small), table, 5));

        Assert.Equal(one, JsonSerializer.Serialize(Trees(new LambdaMartTrainer(Small), table, 5)));
        Assert.Equal(one, JsonSerializer.Serialize(Trees(new LambdaMartTrainer(Small, oneThread: true), table, 5)));
        Assert.NotEqual(one, JsonSerializer.Serialize(Trees(new LambdaMartTrainer(Small), table, 6)));
    }

    [Fact]
    public void Train_ManyRows_SameBitsOnOneThreadAndOnTwo()
    {
        var table = Tables.Linear(4000, 10, [1, -1, .5], 4);
        var settings = Small with { Trees = 3, RowShare = 1 };

        Assert.Equal(
            JsonSerializer.Serialize(Trees(new LambdaMartTrainer(settings, oneThread: true), table, 5)),
            JsonSerializer.Serialize(Trees(new LambdaMartTrainer(settings), table, 5)));
    }

    [Fact]
    public void Train_EveryLeaf_CountsTheRowsThatComeToIt()
    {
        var table = Tables.Linear(120, 8, [1, -1, .5], 4, unknown: .2);
        foreach (var tree in Trees(new LambdaMartTrainer(Small with { RowShare = 1 }), table, 1))
        {
            var counts = new int[tree.Leaves];
            for (var row = 0; row < table.Rows; row++) counts[Array.IndexOf(tree.Value, tree.Score(table.Columns, row))]++;
            if (tree.Value.Distinct().Count() == tree.Leaves) Assert.Equal(tree.Rows, counts);
            Assert.InRange(tree.Leaves, 2, 8);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_UnknownMeansSomething_LearnsItsDirection(bool unknownIsGood)
    {
        // The value says nothing; whether there is one says all.
        var random = new Random(1);
        var (rows, column, grades) = (600, new float[600], new byte[600]);
        for (var row = 0; row < rows; row++)
        {
            grades[row] = (byte)random.Next(2);
            column[row] = (grades[row] == 1) == unknownIsGood ? float.NaN : random.Next(5);
        }

        var table = new RankingTable(["a"], [column], grades, [.. Enumerable.Range(0, 101).Select(i => i * 6)]);
        var scorer = new LambdaMartTrainer(Small with { RowShare = 1, ColumnShare = 1 }).Train(table, 1);

        Assert.All(Enumerable.Range(0, 5), value => Assert.Equal(unknownIsGood, scorer.Score([double.NaN]) > scorer.Score([value])));
    }

    [Fact]
    public void Train_StopAfter_EndsBeforeNoiseIsLearned()
    {
        var noise = Tables.Linear(60, 6, [0, 0, 0], 3);

        var stopped = Trees(new LambdaMartTrainer(Small with { Trees = 200, StopAfter = 5 }), noise, 1);

        Assert.InRange(stopped.Count, 1, 100);
    }

    [Fact]
    public void Train_ColumnShare_UsesFewerColumnsInATree()
    {
        var table = Tables.Linear(200, 8, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 3);

        var trees = Trees(new LambdaMartTrainer(Small with { ColumnShare = .2 }), table, 1);

        Assert.All(trees, tree => Assert.InRange(tree.Feature.Distinct().Count(), 1, 2));
        Assert.True(trees.SelectMany(tree => tree.Feature).Distinct().Count() > 5);
        Assert.DoesNotContain(10, trees.SelectMany(tree => tree.Feature));
    }

    [Fact]
    public void Train_NothingVaries_GivesOneLeafAndNoOrder()
    {
        var table = new RankingTable(["a"], [[1, 1, 1, 1]], [0, 1, 1, 0], [0, 2, 4]);
        var scorer = new LambdaMartTrainer(Small).Train(table, 1);
        Assert.Equal(scorer.Score([1]), scorer.Score([2]));
    }

    [Fact]
    public void Constructor_SettingOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LambdaMartTrainer(new() { Leaves = 65 }));
        Assert.Throws<ArgumentException>(() => new LambdaMartTrainer(new() { RowShare = 0 }));
    }

    [Fact]
    public void BinOf_AnyValue_IsOnTheSideOfEachBoundThatItsValueIs() =>
        Property.Over(FsCheck.Fluent.ArbMap.Default.ArbFor<(float[], float[])>(), 300, pair =>
        {
            float[] column = [.. pair.Item1.Where(value => !float.IsInfinity(value)), 1, 2];
            var bins = FeatureBins.Of(column);
            Assert.True(bins.Count <= 255);
            foreach (var value in pair.Item2.Concat(column).Where(value => !float.IsNaN(value) && !float.IsInfinity(value)))
            {
                for (var bin = 0; bin < bins.Upper.Length; bin++) Assert.Equal(value <= bins.Upper[bin], bins.BinOf(value) <= bin);
            }

            Assert.Equal(bins.Values, bins.BinOf(float.NaN));
        });

    [Fact]
    public void Sort_AnyNumbers_IsWhatTheLibraryGives() =>
        Property.Over(FsCheck.Fluent.ArbMap.Default.ArbFor<float[]>(), 300, values =>
        {
            float[] own = [.. values.Where(value => !float.IsNaN(value)), 0, float.MaxValue, float.MinValue, 1, -1, float.Epsilon];
            float[] expected = [.. own.Order()];

            FloatSort.Sort(own);

            Assert.Equal(expected, own);
        });

    private static IReadOnlyList<Tree> Trees(LambdaMartTrainer trainer, RankingTable table, int seed) => ((TreeScorer)trainer.Train(table, seed)).Trees;
}
