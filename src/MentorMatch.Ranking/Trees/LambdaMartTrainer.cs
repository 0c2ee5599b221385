using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Training;

namespace MentorMatch.Ranking.Trees;

/// <summary>Gradient-boosted trees for NDCG, on histograms. The same seed gives the same trees on one thread and on two.</summary>
public sealed class LambdaMartTrainer : ITrainer
{
    private readonly LambdaMartSettings _settings;
    private readonly bool _oneThread;

    public LambdaMartTrainer(LambdaMartSettings? settings = null, bool oneThread = false)
    {
        (_settings, _oneThread) = (settings ?? new(), oneThread);
        _settings.Check();
    }

    public IScorer Train(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var threads = new TwoThreads(_oneThread);
        if (_settings.StopAfter == 0) return new TreeScorer(table.Features.Count, [.. Grow(table, seed, threads)]);
        var (grown, held) = _settings.HoldBack(table, seed);
        return new TreeScorer(table.Features.Count, UntilItStops(grown, held, seed, threads));
    }

    private Tree[] UntilItStops(RankingTable table, RankingTable held, int seed, TwoThreads threads)
    {
        List<Tree> trees = [];
        var scores = new double[held.Rows];
        var (best, bestAt) = (double.NegativeInfinity, 0);
        foreach (var tree in Grow(table, seed, threads))
        {
            trees.Add(tree);
            for (var row = 0; row < scores.Length; row++) scores[row] += tree.Score(held.Columns, row);
            var ndcg = Evaluator.Evaluate(held, scores).Mean("ndcg5");
            if (ndcg > best) (best, bestAt) = (ndcg, trees.Count);
            if (trees.Count - bestAt >= _settings.StopAfter) break;
        }

        return [.. trees.Take(bestAt)];
    }

    private IEnumerable<Tree> Grow(RankingTable table, int seed, TwoThreads threads)
    {
        var binned = new BinnedTable(table, threads);
        var (gradients, hessians, scores) = (new float[table.Rows], new float[table.Rows], new double[table.Rows]);
        var lambdas = new LambdaGradients(table, _settings, threads);
        var grower = new TreeGrower(binned, table.Columns.Length, _settings, threads);
        var random = new Random(seed);
        for (var i = 0; i < _settings.Trees; i++)
        {
            lambdas.Of(scores, gradients, hessians);
            var (sample, others) = Draw(table.Rows, random);
            var tree = grower.Grow(gradients, hessians, sample with { Columns = Columns(binned, table.Columns.Length, random) }, scores);
            foreach (var row in others) scores[row] += tree.Score(table.Columns, row);
            if (tree.Nodes == 0 && sample.Rows is null) yield break;
            yield return tree;
        }
    }

    private (Sample Sample, int[] Others) Draw(int rows, Random random)
    {
        if (_settings.RowShare >= 1) return (new(null, []), []);
        var (taken, rest) = (new int[rows], new int[rows]);
        var (takenCount, restCount) = (0, 0);
        for (var row = 0; row < rows; row++)
        {
            if (random.NextDouble() < _settings.RowShare) taken[takenCount++] = row;
            else rest[restCount++] = row;
        }

        return takenCount == 0 ? (new(null, []), []) : (new(taken[..takenCount], []), rest[..restCount]);
    }

    /// <summary>At least one of the columns that vary.</summary>
    private bool[] Columns(BinnedTable binned, int features, Random random)
    {
        var columns = new bool[features];
        int[] varying = [.. binned.Groups.SelectMany(group => group.Features).Order()];
        if (_settings.ColumnShare < 1) random.Shuffle(varying);
        foreach (var feature in varying.Take((int)Math.Ceiling(varying.Length * _settings.ColumnShare))) columns[feature] = true;
        return columns;
    }
}
