using System.Diagnostics;
using System.Text.Json.Nodes;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Cli.Ranking;

/// <summary>"ranking bench": what training and scoring take on this machine, on made-up data.</summary>
internal static class BenchVerb
{
    private const int ScoredRows = 10_000;
    private const int ScoredFeatures = 94;
    private const int Rounds = 41;

    public static int Run(string[] words, TextWriter to)
    {
        var options = new Options(words, ["--rows", "--features", "--queries", "--trees", "--leaves", "--seed"], ["--json"]);
        var seed = options.Number("--seed", 1, 0, int.MaxValue);
        var (rows, features) = (options.Number("--rows", 100_000, 1_000, 5_000_000), options.Number("--features", 100, 21, 1_000));
        var queries = options.Number("--queries", Math.Max(1, rows / 100), 1, rows);
        var settings = new LambdaMartSettings { Trees = options.Number("--trees", 100, 1, 10_000), Leaves = options.Number("--leaves", 31, 2, 64), RowShare = 1, ColumnShare = 1 };
        if ((long)rows * features > TableLimits.Default.Cells) throw new UsageException($"--rows times --features is at most {TableLimits.Default.Cells}.");
        Output.Write(new() { ["scoring"] = Score(seed), ["training"] = Train(SyntheticTable.Of(rows, features, queries, seed), settings, seed) }, to, compact: options.Has("--json"));
        return 0;
    }

    private static JsonObject Train(RankingTable table, LambdaMartSettings settings, int seed)
    {
        var (processor, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        _ = new LambdaMartTrainer(settings).Train(table, seed);
        var process = Process.GetCurrentProcess();
        return new()
        {
            ["rows"] = table.Rows,
            ["features"] = table.Features.Count,
            ["queries"] = table.Queries,
            ["trees"] = settings.Trees,
            ["leaves"] = settings.Leaves,
            ["seconds"] = Output.Number(watch.Elapsed.TotalSeconds),
            ["processorSeconds"] = Output.Number((process.TotalProcessorTime - processor).TotalSeconds),
            ["megabytes"] = Output.Number(process.PeakWorkingSet64 / 1024d / 1024),
        };
    }

    /// <summary>Rows in, scores out, one thread; what packing takes is counted.</summary>
    private static JsonObject Score(int seed)
    {
        var random = new Random(seed);
        float[] rows = [.. Enumerable.Range(0, ScoredRows * ScoredFeatures).Select(_ => random.NextSingle())];
        var linear = new LinearScorer(0, [.. Enumerable.Range(0, ScoredFeatures).Select(_ => random.NextDouble())], new double[ScoredFeatures]);
        var trees = (TreeScorer)new LambdaMartTrainer(new() { Trees = 200, Leaves = 16 }).Train(SyntheticTable.Of(20_000, ScoredFeatures, 200, seed), seed);
        var scores = new double[ScoredRows];
        var walked = new double[ScoredFeatures];
        return new()
        {
            ["rows"] = ScoredRows,
            ["features"] = ScoredFeatures,
            ["linear"] = Milliseconds(() => linear.ScoreRows(rows, scores)),
            ["trees"] = Milliseconds(() => trees.ScoreRows(rows, scores)),
            ["treesPortable"] = Milliseconds(() => trees.ScoreRowsPortably(rows, scores)),
            ["treesWalked"] = Milliseconds(() =>
            {
                for (var row = 0; row < ScoredRows; row++)
                {
                    for (var i = 0; i < walked.Length; i++) walked[i] = rows[(row * ScoredFeatures) + i];
                    scores[row] = trees.Score(walked);
                }
            }),
        };
    }

    private static JsonObject Milliseconds(Action work)
    {
        var times = new double[Rounds];
        for (var warmUp = 0; warmUp < 10; warmUp++) work();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            work();
            times[round] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return new() { ["leastMs"] = Output.Number(times[0]), ["medianMs"] = Output.Number(times[Rounds / 2]), ["highestMs"] = Output.Number(times[^1]) };
    }
}
