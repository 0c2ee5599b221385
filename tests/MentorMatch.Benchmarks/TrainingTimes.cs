using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Trees;
using MentorMatch.TestKit;

namespace MentorMatch.Benchmarks;

/// <summary>LambdaMART beside XGBoost, in turns, in one run: seconds of training, of processor, and NDCG@5.</summary>
internal static class TrainingTimes
{
    private const int Seeds = 5;
    private static readonly string Peer = Path.Combine(RepositoryRoot.Path, "tests", "MentorMatch.Benchmarks", "peers", "train_xgboost.py");

    public static void PrintShared(TextWriter to)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "..", "shared", "data", "lambdarank");
        var train = LibsvmFile.Read(Path.Combine(folder, "rank.train"));
        var test = LibsvmFile.Read(Path.Combine(folder, "rank.test")).WithFeatures(train.Features, "rank.test", missingIsZero: true);
        var trainer = new LambdaMartTrainer();
        _ = trainer.Train(train, 99);
        to.WriteLine($"{Load()}\n\n| seed | ours: NDCG@5 | seconds | processor s | XGBoost: NDCG@5 | seconds | processor s |\n|---|---|---|---|---|---|---|");
        List<double[]> rows = [];
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var scorer = trainer.Train(train, seed);
            var (seconds, processorSeconds) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            var scores = new double[test.Rows];
            scorer.ScoreRows(RowsOf(test), scores);
            var peer = RunPeer("libsvm", Path.Combine(folder, "rank.train"), Path.Combine(folder, "rank.test"), "100", "31", $"{seed}");
            rows.Add([Evaluator.Evaluate(test, scores).Mean("ndcg5"), seconds, processorSeconds, .. peer is null ? [double.NaN, double.NaN, double.NaN] : new[] { peer["ndcg5"], peer["seconds"], peer["processorSeconds"] }]);
            to.WriteLine(Row($"{seed}", rows[^1]));
        }

        to.WriteLine(Row("mean", [.. Enumerable.Range(0, 6).Select(i => rows.Average(row => row[i]))]) + $"\n\n{Load()}");
    }

    public static void PrintGenerated(TextWriter to, int rows)
    {
        const int features = 100;
        var table = SyntheticTable.Of(rows, features, rows / 100, seed: 1);
        var trainer = new LambdaMartTrainer(new() { RowShare = 1, ColumnShare = 1 });
        to.WriteLine($"{Load()}\n\n| {rows:N0} rows × {features} | seconds | processor s | MB |\n|---|---|---|---|");
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        _ = trainer.Train(table, 1);
        var (seconds, used) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        using var process = Process.GetCurrentProcess();
        to.WriteLine(Row("ours", [seconds, used, process.PeakWorkingSet64 / 1048576d]));
        if (RunPeer("generated", $"{rows}", $"{features}", $"{rows / 100}", "100", "31") is { } peer)
        {
            to.WriteLine(Row("XGBoost hist", [peer["seconds"], peer["processorSeconds"], peer["megabytes"]]));
            to.WriteLine(Row("ours / XGBoost", [seconds / peer["seconds"], used / peer["processorSeconds"], process.PeakWorkingSet64 / 1048576d / peer["megabytes"]]));
        }

        to.WriteLine($"\n{Load()}");
    }

    /// <summary>Null where Python or XGBoost is not installed.</summary>
    private static Dictionary<string, double>? RunPeer(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Peer, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };

        // On a machine that others use too, threads that wait by turning would cost the peer many times its work.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<Dictionary<string, double>>(output) : null;
    }

    private static float[] RowsOf(RankingTable table)
    {
        var rows = new float[table.Rows * table.Features.Count];
        var values = new double[table.Features.Count];
        for (var row = 0; row < table.Rows; row++)
        {
            table.CopyRow(row, values);
            for (var i = 0; i < values.Length; i++) rows[(row * values.Length) + i] = (float)values[i];
        }

        return rows;
    }

    private static string Row(string name, double[] values) =>
        $"| {name} | {string.Join(" | ", values.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)))} |";

    internal static string Load() => File.Exists("/proc/loadavg") ? $"Load average: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "Load average: not known";
}
