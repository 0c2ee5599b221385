using MentorMatch.Core.Matching;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Core.Learning;

/// <summary>A trained challenger: its file, ready to be stored, and how it did.</summary>
public sealed record Challenger(string File, RankingModel Model, ModelMetrics Metrics);

/// <summary>
/// Trains a challenger and measures it beside the model that serves. Every citizen is held out once: their lists are ordered
/// by a model that was trained on four fifths of the others. The one that serves may have seen some of them, which can only
/// speak for it. The same data and seed give the same file.
/// </summary>
public static class ModelTraining
{
    public const int Seed = 1;
    private const int Folds = 5;
    private const int MostWeighed = 2000;

    /// <param name="data">At least two citizens.</param>
    /// <param name="expert">The programme's own weights: the centre of the prior.</param>
    /// <param name="serving">What it is compared with.</param>
    /// <param name="version">The challenger's name.</param>
    public static Challenger Train(TrainingData data, RankingModel expert, RankingModel serving, string version)
    {
        var table = data.Table;
        var trainer = new BestTrainer(expert.WeightsByName());
        var own = Evaluator.Evaluate(table, Evaluator.CrossValidate(trainer, table, Folds, Seed).Scores, Seed);
        var others = Evaluator.Evaluate(table, serving.Score(table), Seed);
        var (name, scorer) = trainer.TrainNamed(table, Seed);
        var trained = new TrainedModel
        {
            Version = version,
            Features = table.Features,
            Scorer = scorer,
            OccupationFit = expert.OccupationFit,
            MotivationFit = expert.MotivationFit,
            Training = new() { Trainer = name, Label = "use", Seed = Seed, DataHash = table.Hash, Queries = table.Queries, Rows = table.Rows },
        };
        var file = RankingModelFile.ToJson(trained);
        return new Challenger(file, RankingModelFile.FromJson(file), new ModelMetrics
        {
            Trainer = name,
            Against = serving.Version,
            AgainstHash = FileHashOf(serving),
            Seed = Seed,
            DataHash = table.Hash,
            Citizens = data.Citizens,
            Lists = table.Queries,
            Labels = [.. data.Labels],
            Ndcg5 = Of(own["ndcg5"]),
            AgainstNdcg5 = Of(others["ndcg5"]),
            Gain = Of(own.GainOver(others, "ndcg5")),
            Auc = Of(own["auc"]),
            GuardRails = [],
            Weighs = Weighs(table, scorer),
            Propensities = [.. data.Propensities.ByPlace],
        });
    }

    /// <summary>Tells apart two models of the same name, such as expert weights that somebody has changed.</summary>
    public static string FileHashOf(RankingModel model) => StoredModel.HashOf(RankingModelFile.ToJson(model));

    /// <summary>Each feature's share of all that is added or taken away; its sign is that of value against contribution.</summary>
    public static Dictionary<string, double> Weighs(RankingTable table, IScorer scorer)
    {
        var (values, amounts) = (new double[scorer.Features], new double[scorer.Features]);
        var (sums, slopes) = (new double[scorer.Features], new double[scorer.Features]);
        var step = Math.Max(1, table.Rows / MostWeighed);
        for (var row = 0; row < table.Rows; row += step)
        {
            table.CopyRow(row, values);
            scorer.Contribute(values, amounts);
            for (var i = 0; i < amounts.Length; i++)
            {
                sums[i] += Math.Abs(amounts[i]);
                slopes[i] += double.IsNaN(values[i]) ? 0 : amounts[i] * (values[i] - FeatureSchema.All[i].Baseline);
            }
        }

        var all = sums.Sum();
        return FeatureSchema.All.Select((feature, i) => (feature.Name, Share: all > 0 ? Math.CopySign(sums[i] / all, slopes[i]) : 0))
            .Where(entry => Math.Abs(entry.Share) > 1e-6).ToDictionary(entry => entry.Name, entry => entry.Share);
    }

    private static Estimate Of(Measured measured) => new(Finite(measured.Mean), Finite(measured.OverClusters.Low), Finite(measured.OverClusters.High));

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
