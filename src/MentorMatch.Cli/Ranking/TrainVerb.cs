using System.Text.Json.Nodes;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Cli.Ranking;

/// <summary>"ranking train": a model folder with model.json, metrics.json and model-card.md, whole or not at all.</summary>
internal static class TrainVerb
{
    public static int Run(string[] words, TextWriter to)
    {
        var options = new Options(words, [.. TableOptions.Names, .. TrainerOptions.Names, "--folds", "--version", "--out"], ["--json"]);
        var (version, folder, name) = (options.Get("--version"), Path.GetFullPath(options.Get("--out")), options.Get("--trainer"));
        if (!version.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')) throw new UsageException("--version is made of letters, digits, - and _.");
        if (Path.Exists(folder)) throw new UsageException($"{folder} is there already; a version is never written over.");
        var seed = options.Number("--seed", 1, 0, int.MaxValue);
        var table = TableOptions.Read(options, options.Get("--train"));
        var trainer = TrainerOptions.Of(name, options, table);
        var folds = EvaluateVerb.Folds(options) ?? 7;
        var scored = Evaluator.CrossValidate(trainer, table, folds, seed);
        var metrics = EvaluateVerb.Json(name, table, seed, scored, Evaluator.Evaluate(table, scored.Scores, seed));
        metrics["folds"] = folds;
        metrics["dataHash"] = table.Hash;
        var model = new TrainedModel
        {
            Version = version,
            Features = table.Features,
            Scorer = trainer.Train(table, seed),
            OccupationFit = DefaultFits.Occupation,
            MotivationFit = DefaultFits.Motivation,
            Training = Record(options, name, seed, table),
        };
        Write(folder, model, metrics);
        Output.Write(metrics, to, compact: options.Has("--json"));
        return 0;
    }

    private static TrainingRecord Record(Options options, string trainer, int seed, RankingTable table) => new()
    {
        Trainer = trainer,
        Label = options.Find("--label") ?? "dec",
        Seed = seed,
        DataHash = table.Hash,
        Queries = table.Queries,
        Rows = table.Rows,
    };

    /// <summary>Laid beside the place and moved there at last, so that nobody meets half a model.</summary>
    private static void Write(string folder, TrainedModel model, JsonObject metrics)
    {
        var beside = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(beside);
            File.WriteAllText(Path.Combine(beside, "model.json"), RankingModelFile.ToJson(model));
            using (var file = new StreamWriter(Path.Combine(beside, "metrics.json"))) Output.Write(metrics, file, compact: false);
            File.WriteAllText(Path.Combine(beside, "model-card.md"), ModelCard.Of(model, metrics));
            Directory.Move(beside, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(folder, $"the folder cannot be written ({e.Message.TrimEnd('.')}).");
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        }
    }
}
