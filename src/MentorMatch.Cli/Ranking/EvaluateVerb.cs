using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;

namespace MentorMatch.Cli.Ranking;

/// <summary>"ranking evaluate": how well a trainer orders queries that it has not seen.</summary>
internal static partial class EvaluateVerb
{
    private static readonly string[] Names = [.. TableOptions.Names, .. TrainerOptions.Names, "--test", "--folds", "--against", "--scores-out"];

    public static int Run(IReadOnlyList<string> words, TextWriter to)
    {
        var options = new Options(words, Names, ["--json"]);
        var seed = options.Number("--seed", 1, 0, int.MaxValue);
        var folds = Folds(options);
        var (trainFile, testFile) = (options.Get("--train"), options.Find("--test"));
        if ((folds is null) == (testFile is null)) throw new UsageException("Give either --test FILE or --folds wave%N.");
        var train = TableOptions.Read(options, trainFile);
        var test = testFile is null ? train : TableOptions.ReadLike(options, testFile, train);
        var cut = new Cut(train, test, folds, seed);
        var (scored, result) = Try(options.Get("--trainer"), options, cut);
        var json = Json(options.Get("--trainer"), test, seed, scored, result);
        if (options.All("--against") is { Count: > 0 } others) json["against"] = Against(others, options, cut, result);
        if (options.Find("--scores-out") is { } file) ScoresFile.Write(file, scored.Scores);
        Output.Write(json, to, compact: options.Has("--json"));
        return 0;
    }

    private static (ScoredTable Scored, EvaluationResult Result) Try(string trainer, Options options, Cut cut)
    {
        ScoredTable scored;
        if (trainer.StartsWith("scores:", StringComparison.Ordinal))
        {
            scored = new(ScoresFile.Read(trainer["scores:".Length..], cut.Test.Rows), 0, 0);
        }
        else
        {
            var made = TrainerOptions.Of(trainer, options, cut.Train);
            scored = cut.Folds is { } folds
                ? Evaluator.CrossValidate(made, cut.Train, folds, cut.Seed)
                : Evaluator.TrainAndScore(made, cut.Train, cut.Test, cut.Seed);
        }

        return (scored, Evaluator.Evaluate(cut.Test, scored.Scores, cut.Seed));
    }

    internal static JsonObject Json(string trainer, RankingTable test, int seed, ScoredTable scored, EvaluationResult result)
    {
        var json = new JsonObject
        {
            ["trainer"] = trainer,
            ["seed"] = seed,
            ["rows"] = test.Rows,
            ["features"] = test.Features.Count,
            ["queries"] = result.Queries.Count,
            ["queriesWithoutPositive"] = result.LeftOut,
            ["clusters"] = result.Queries.Select(query => query.Cluster).Distinct().Count(),
        };
        foreach (var metric in EvaluationResult.Names) Output.Add(json, metric, result[metric]);
        json["trainSeconds"] = Output.Number(scored.TrainSeconds);
        json["scoreSeconds"] = Output.Number(scored.ScoreSeconds);
        return json;
    }

    private static JsonArray Against(IReadOnlyList<string> others, Options options, Cut cut, EvaluationResult result)
    {
        var array = new JsonArray();
        foreach (var other in others)
        {
            var (_, theirs) = Try(other, options, cut);
            var json = new JsonObject { ["trainer"] = other };
            foreach (var metric in EvaluationResult.Names)
            {
                json[metric] = Output.Number(theirs.Mean(metric));
                Output.Add(json, $"{metric}Gain", result.GainOver(theirs, metric));
            }

            array.Add(json);
        }

        return array;
    }

    internal static int? Folds(Options options)
    {
        if (options.Find("--folds") is not { } text) return null;
        return FoldWords().Match(text) is { Success: true } match && int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) is >= 2 and var count
            ? count
            : throw new UsageException($"--folds is wave%N with N from 2 to 999, not {text}.");
    }

    [GeneratedRegex("^wave%(?<count>[0-9]{1,3})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FoldWords();

    /// <summary>What is trained on and what is tested on.</summary>
    private sealed record Cut(RankingTable Train, RankingTable Test, int? Folds, int Seed);
}
