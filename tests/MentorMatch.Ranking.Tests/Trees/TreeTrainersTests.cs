using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Training;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests.Trees;

/// <summary>What every trainer of trees promises that is compiled in.</summary>
public sealed class TreeTrainersTests
{
    private static readonly LambdaMartSettings Small = new() { Trees = 20, Leaves = 8, LeastHessian = .1 };

    public static TheoryData<string> Names => [.. TreeTrainers.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_TasteThatIsNotLinear_OrdersNewQueries(string name)
    {
        var result = Evaluator.Evaluate(Tables.Bent(100, 2), Evaluator.TrainAndScore(Make(name), Tables.Bent(200, 1), Tables.Bent(100, 2), seed: 1).Scores);

        Assert.True(result["auc"].Mean > .85, $"auc {result["auc"].Mean}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_SameSeed_SameFileOnOneThreadAndOnTwo(string name)
    {
        var table = Tables.Linear(150, 9, [1, -1, .5], 4, unknown: .2);

        Assert.Equal(Written(name, table, 5, oneThread: false), Written(name, table, 5, oneThread: false));
        Assert.Equal(Written(name, table, 5, oneThread: false), Written(name, table, 5, oneThread: true));
        Assert.NotEqual(Written(name, table, 5, oneThread: false), Written(name, table, 6, oneThread: false));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_RowsWithUnknownValues_ContributionsAddUpInTheFileThatWasRead(string name)
    {
        var table = Tables.Linear(80, 9, [1, -1, .5], 4, unknown: .3);
        var scorer = RankingModelFile.TrainedFromJson(Written(name, table, 5, oneThread: false)).Scorer;
        var (values, amounts) = (new double[table.Features.Count], new double[table.Features.Count]);
        for (var row = 0; row < table.Rows; row++)
        {
            table.CopyRow(row, values);
            scorer.Contribute(values, amounts);
            Assert.Equal(scorer.Score(values), scorer.BaseScore + amounts.Sum(), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_StopAfter_EndsBeforeNoiseIsLearned(string name)
    {
        var stopped = TreeTrainers.ByName[name](Small with { Trees = 200, StopAfter = 5 }, false).Train(Tables.Linear(60, 6, [0, 0, 0], 3), 1);

        Assert.InRange(((TreeScorer)stopped).Trees.Count, 0, 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_NothingVaries_GivesNoOrder(string name)
    {
        var scorer = Make(name).Train(new RankingTable(["a"], [[1, 1, 1, 1]], [0, 1, 1, 0], [0, 2, 4]), 1);

        Assert.Equal(scorer.Score([1]), scorer.Score([2]));
    }

    private static ITrainer Make(string name, bool oneThread = false) => TreeTrainers.ByName[name](Small, oneThread);

    private static string Written(string name, RankingTable table, int seed, bool oneThread) =>
        RankingModelFile.ToJson(new TrainedModel { Version = "x", Features = table.Features, Scorer = Make(name, oneThread).Train(table, seed) });
}
