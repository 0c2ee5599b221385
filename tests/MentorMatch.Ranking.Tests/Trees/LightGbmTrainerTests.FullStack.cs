using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests.Trees;

public sealed class LightGbmTrainerTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(.3, 1)]
    [InlineData(.3, 2)]
    public void Train_ConvertedTrees_ScoreWhatMlNetScores(double unknown, int seed)
    {
        var table = Tables.Linear(300, 10, [1, -1, .5, .2], seed, unknown: unknown);
        var (scorer, own) = new LightGbmTrainer(new() { Trees = 50, Leaves = 31 }).TrainWithOwnScores(table, seed);
        var scores = new double[table.Rows];
        scorer.ScoreColumns(table.Columns, scores);

        Assert.Equal(table.Rows, own.Length);
        Assert.True(own.Distinct().Count() > 100);
        for (var row = 0; row < table.Rows; row++) Assert.Equal(own[row], scores[row], 1e-5);
    }

    [Fact]
    public void Train_WeightedRows_ScoreWhatMlNetScoresAndDifferFromUnweighted()
    {
        var plain = Tables.Linear(200, 8, [1, -1], 4);
        var weighted = new RankingTable(plain.Features, plain.Columns, plain.Grades, plain.Starts, plain.Clusters) { Weights = [.. Enumerable.Range(0, plain.Rows).Select(row => row % 2 == 0 ? 5f : .2f)] };
        var (scorer, own) = new LightGbmTrainer(new() { Trees = 20 }).TrainWithOwnScores(weighted, 1);
        var scores = new double[plain.Rows];
        scorer.ScoreColumns(plain.Columns, scores);

        for (var row = 0; row < plain.Rows; row++) Assert.Equal(own[row], scores[row], 1e-5);
        Assert.NotEqual(new LightGbmTrainer(new() { Trees = 20 }).TrainWithOwnScores(plain, 1).OwnScores, own);
    }

    [Fact]
    public void Train_UnknownMeansAll_LearnsItFromTheColumnBeside()
    {
        var random = new Random(1);
        var (column, grades) = (new float[1200], new byte[1200]);
        for (var row = 0; row < grades.Length; row++)
        {
            grades[row] = (byte)random.Next(2);
            column[row] = grades[row] == 1 ? float.NaN : random.Next(5);
        }

        var table = new RankingTable(["a"], [column], grades, [.. Enumerable.Range(0, 201).Select(i => i * 6)]);
        var scorer = new LightGbmTrainer(new() { Trees = 20, RowShare = 1, ColumnShare = 1 }).Train(table, 1);

        Assert.All(Enumerable.Range(0, 5), value => Assert.True(scorer.Score([double.NaN]) > scorer.Score([value])));
    }
}
