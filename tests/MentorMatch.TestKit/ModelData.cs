using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;

namespace MentorMatch.TestKit;

public static partial class TestData
{
    /// <summary>
    /// A challenger in shadow that was compared with the shipped expert weights and has passed, unless the numbers are bent. Its file
    /// is the expert weights under its own name, another model, or a text that is none.
    /// </summary>
    public static StoredModel StoredChallenger(
        Programme programme, DateTimeOffset now, int citizens = 220, double low = .01, RankingModel? model = null, string? file = null)
    {
        var expert = RankingModelFile.ToJson(ProgrammeRanking.ModelOf(ExpertWeights.Default));
        file ??= model is null ? expert.Replace("\"v0\"", "\"2026-01-01-1\"", StringComparison.Ordinal) : RankingModelFile.ToJson(model);
        return new StoredModel
        {
            ProgrammeId = programme.Id,
            ModelVersion = model?.Version ?? "2026-01-01-1",
            TrainedAt = now,
            File = file,
            FileHash = StoredModel.HashOf(file),
            FeatureHash = FeatureSchema.Hash,
            Metrics = new ModelMetrics
            {
                Trainer = "Pairwise",
                Against = "v0",
                AgainstHash = StoredModel.HashOf(expert),
                Seed = 1,
                DataHash = "",
                Citizens = citizens,
                Lists = citizens,
                Labels = [1, 2, 3, 4, 5],
                Ndcg5 = new(.7, .65, .75),
                AgainstNdcg5 = new(.6, .55, .65),
                Gain = new(.1, low, .2),
                Auc = new(.66, .6, .7),
                GuardRails = [new("Violations", 0, 0), new("Gini", null, .05)],
                Weighs = new() { ["closeness"] = .5, ["shared_likes"] = .3, ["age_gap"] = -.2 },
                Propensities = [1, .9, .8],
            },
        };
    }
}
