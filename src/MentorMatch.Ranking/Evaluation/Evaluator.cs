using System.Diagnostics;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Training;

namespace MentorMatch.Ranking.Evaluation;

/// <summary>Scores of a whole table, and what they took.</summary>
public sealed record ScoredTable(double[] Scores, double TrainSeconds, double ScoreSeconds);

/// <summary>Tries a trainer on queries that it has not seen.</summary>
public static class Evaluator
{
    /// <param name="table">The graded queries.</param>
    /// <param name="scores">One a row.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static EvaluationResult Evaluate(RankingTable table, ReadOnlySpan<double> scores, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        List<QueryResult> results = [];
        for (var query = 0; query < table.Queries; query++)
        {
            var rows = table.RowsOf(query);
            if (QueryMetrics.Of(scores[rows], table.Grades.AsSpan(rows)) is { } metrics)
            {
                results.Add(new(query, table.ClusterOf(query), metrics));
            }
        }

        return new(results, table.Queries - results.Count, seed);
    }

    /// <summary>Trains on one table and scores another.</summary>
    public static ScoredTable TrainAndScore(ITrainer trainer, RankingTable train, RankingTable test, int seed)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(test);
        var watch = Stopwatch.StartNew();
        var scorer = trainer.Train(train, seed);
        var trained = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var scores = new double[test.Rows];
        scorer.ScoreColumns(test.Columns, scores);
        return new(scores, trained, watch.Elapsed.TotalSeconds);
    }

    /// <summary>
    /// Cross-validation: the queries of fold i are scored by a model that was trained on all others. A cluster is in one
    /// fold: fold = cluster modulo folds.
    /// </summary>
    public static ScoredTable CrossValidate(ITrainer trainer, RankingTable table, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var scores = new double[table.Rows];
        var (train, score) = (0d, 0d);
        for (var fold = 0; fold < folds; fold++)
        {
            var (inside, outside) = Split(table, folds, fold);
            if (outside.Length == 0) continue;
            var part = TrainAndScore(trainer, table.Of(inside), table.Of(outside), seed);
            (train, score) = (train + part.TrainSeconds, score + part.ScoreSeconds);
            var from = 0;
            foreach (var query in outside)
            {
                var rows = table.RowsOf(query);
                var (start, length) = rows.GetOffsetAndLength(table.Rows);
                part.Scores.AsSpan(from, length).CopyTo(scores.AsSpan(start));
                from += length;
            }
        }

        return new(scores, train, score);
    }

    /// <summary>The queries to train on and those to test on.</summary>
    internal static (int[] Train, int[] Test) Split(RankingTable table, int folds, int fold)
    {
        var all = Enumerable.Range(0, table.Queries).ToLookup(query => ((table.ClusterOf(query) % folds) + folds) % folds == fold);
        return ([.. all[false]], [.. all[true]]);
    }
}
