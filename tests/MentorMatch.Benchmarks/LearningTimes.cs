using System.Diagnostics;
using System.Globalization;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Ranking;

namespace MentorMatch.Benchmarks;

/// <summary>
/// What a night's training takes: cross-fitting, choosing the strength of the prior inside each fold, and the interval of the
/// gain, on the lists of so many made-up citizens. From 1,000 on, trees are tried as well.
/// </summary>
internal static class LearningTimes
{
    private const int Suggestions = 8;

    public static void Print(TextWriter to)
    {
        var expert = ProgrammeRanking.ModelOf(ExpertWeights.Default);
        _ = ModelTraining.Train(TrainingData.Of(Lists(30)), expert, expert, "warm");
        to.WriteLine($"{TrainingTimes.Load()}\n\n| citizens | rows | model | seconds | processor s |\n|---|---|---|---|---|");
        foreach (var citizens in (int[])[240, 999, 2500])
        {
            var data = TrainingData.Of(Lists(citizens));
            var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var challenger = ModelTraining.Train(data, expert, expert, "measured");
            var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {citizens:N0} | {data.Table.Rows:N0} | {challenger.Metrics.Trainer} | {watch.Elapsed.TotalSeconds:0.0} | {used:0.0} |"));
        }

        to.WriteLine($"\n{TrainingTimes.Load()}");
    }

    /// <summary>Half taken off or not shown, one of the others chosen by a taste with noise.</summary>
    private static List<UsedList> Lists(int citizens)
    {
        var random = new Random(1);
        var taste = FeatureSchema.All.Select(_ => random.NextDouble() - .5).ToArray();
        return [.. Enumerable.Range(0, citizens).Select(_ =>
        {
            var rows = Enumerable.Range(0, Suggestions).Select(_ => FeatureSchema.All.Select(_ => random.NextSingle()).ToArray())
                .OrderByDescending(values => values.Select((value, i) => value * taste[i]).Sum() + random.NextDouble()).ToList();
            return new UsedList(Guid.NewGuid(), Guid.NewGuid(), [.. rows.Select((values, i) => new UsedSuggestion(
                Guid.NewGuid(), i < Suggestions / 2 ? i + 1 : null, i == 0,
                new LabelSince(i == 0 ? Label.Met : i < Suggestions / 2 ? Label.NotChosen : Label.Rejected, DateTimeOffset.UnixEpoch), values))]);
        })];
    }
}
