using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using MentorMatch.Ranking;

namespace MentorMatch.Core.Learning;

/// <summary>When a challenger may take over. What is measured decides that it may; a person decides that it does.</summary>
public static class Promotion
{
    public const int FewestCitizens = 220;

    /// <summary>Empty where it may be promoted.</summary>
    /// <param name="challenger">The model in shadow.</param>
    /// <param name="serving">What serves now.</param>
    public static IReadOnlyList<Error> Refusals(StoredModel challenger, RankingModel serving)
    {
        var metrics = challenger.Metrics;
        var errors = new List<Error>();
        if (challenger.FeatureHash != FeatureSchema.Hash) errors.Add(LearningErrors.OtherFeatures);
        if (metrics.Citizens < FewestCitizens) errors.Add(LearningErrors.TooFewCitizens(metrics.Citizens, FewestCitizens));
        if (!(metrics.Gain.Low > 0)) errors.Add(LearningErrors.GainNotSure(metrics.Gain.Low));
        errors.AddRange(metrics.GuardRails.Where(rail => rail.Broken).Select(rail => LearningErrors.GuardRailBroken(rail.Key)));
        if (metrics.AgainstHash != ModelTraining.FileHashOf(serving)) errors.Add(LearningErrors.AnotherServes(metrics.Against, serving.Version));
        return errors;
    }
}
