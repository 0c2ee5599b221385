using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Cli.Ranking;

/// <summary>A model in words: what it is, from what it was made, how well it ordered, and what it weighs.</summary>
internal static class ModelCard
{
    private const int MostWeights = 20;

    public static string Of(TrainedModel model, JsonObject? metrics)
    {
        var text = new StringBuilder();
        Line(text, $"# Model {model.Version}");
        Line(text, $"\n| | |\n|---|---|\n| kind | {KindOf(model)} |");
        Line(text, $"| features | {model.Features.Count}{(model.IsForTheProduct ? ", the product's own" : ", of a table: it cannot serve the product")} |");
        Line(text, $"| feature hash | `{model.FeatureHash}` |");
        if (model.Training is { } made)
        {
            Line(text, $"| trained by | {made.Trainer}, seed {made.Seed}, label {made.Label} |");
            Line(text, $"| trained on | {made.Rows} rows of {made.Queries} queries; SHA-256 `{made.DataHash}` |");
        }
        else
        {
            Line(text, $"| trained on | nothing: people set its numbers |");
        }

        Measured(text, metrics);
        Weights(text, model);
        return text.ToString();
    }

    private static string KindOf(TrainedModel model) => model.Scorer is TreeScorer trees
        ? $"{trees.Trees.Count} trees of at most {trees.Trees.Select(tree => tree.Leaves).DefaultIfEmpty(1).Max()} leaves"
        : "linear: score = intercept + Σ weight × (value − baseline)";

    private static void Measured(StringBuilder text, JsonObject? metrics)
    {
        Line(text, $"\n## Measured\n");
        if (metrics is null)
        {
            Line(text, $"Nothing: there is no metrics.json beside the model.");
            return;
        }

        Line(text, $"{metrics["folds"]}-fold by cluster, {metrics["queries"]} queries with a positive; 95 % intervals over clusters.\n\n| | mean | interval |\n|---|---|---|");
        foreach (var name in EvaluationResult.Names)
        {
            Line(text, $"| {name} | {metrics[name]} | {metrics[$"{name}Interval"]?.ToJsonString()} |");
        }
    }

    private static void Weights(StringBuilder text, TrainedModel model)
    {
        if (model.Scorer is not LinearScorer linear) return;
        Line(text, $"\n## Largest weights\n\n| feature | weight | baseline |\n|---|---|---|");
        foreach (var (name, i) in model.Features.Select((name, i) => (name, i)).OrderByDescending(entry => Math.Abs(linear.Weights[entry.i])).Take(MostWeights))
        {
            Line(text, $"| {name} | {linear.Weights[i]:0.####} | {linear.Baselines[i]:0.####} |");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
