using static MentorMatch.Ranking.FeatureGroup;

namespace MentorMatch.Ranking;

/// <summary>The table of features. Changing a name or a definition changes the hash: old model files are then refused.</summary>
internal static class FeatureDefinitions
{
    public static readonly FeatureDefinition[] All =
    [
        More(Feature.Closeness, "closeness", Practical, .37, 1.0,
            "exp(-d/10), d = great-circle distance in km; unknown unless both places are known"),
        More(Feature.WithinFiveKm, "within_five_km", Practical, 0, .2,
            "1 when d <= 5 km, else 0; unknown unless both places are known"),
        Less(Feature.ShareOfDistanceCap, "share_of_distance_cap", Practical, .5, -.3,
            "d / the lower stated distance cap; unknown without both places and a cap above 0"),
        More(Feature.LanguageLevel, "language_level", Practical, .75, 1.2,
            "highest over common languages of the lower of the two levels, / 4"),
        More(Feature.FluentTogether, "fluent_together", Practical, 0, .2,
            "1 when both speak one common language at level 4, else 0"),
        More(Feature.CommonTimes, "common_times", Practical, .33, .8,
            "min(n, 6) / 6, n = parts of the week that suit both, of 21"),
        More(Feature.CommonTimesShare, "common_times_share", Practical, .33, .4,
            "n / the parts of the week that suit the citizen"),
        More(Feature.CommonWeekdays, "common_weekdays", Practical, .29, .2,
            "weekdays with at least one common part / 7"),
        Free(Feature.AgeGap, "age_gap", Age, .4, -.2,
            "min(|difference of birth years|, 40) / 40; unknown unless both are known"),
        Free(Feature.SimilarAge, "similar_age", Age, 0, .1,
            "1 when birth years differ by at most 10, else 0; unknown unless both are known"),
        Free(Feature.MentorOlder, "mentor_older", Age, .5, 0,
            "1 when the volunteer was born at least 5 years earlier, else 0; unknown unless both are known"),
        More(Feature.SharedLikes, "shared_likes", Interests, 0, .5,
            "min(n, 4) / 4, n = interests that both like"),
        More(Feature.SharedLikesShare, "shared_likes_share", Interests, 0, .2,
            "n / interests that the citizen likes; unknown when the citizen likes none"),
        More(Feature.SharedDislikes, "shared_dislikes", Interests, 0, .2,
            "min(n, 3) / 3, n = interests that both dislike"),
        Less(Feature.OpposedInterests, "opposed_interests", Interests, 0, -.4,
            "min(n, 3) / 3, n = interests that one likes and the other dislikes"),
        More(Feature.OccupationGoalBest, "occupation_goal_best", Fit, 0, .7,
            "highest fit of the occupation field to one of the goals, by the fit table; unknown without field or goals"),
        More(Feature.OccupationGoalMean, "occupation_goal_mean", Fit, 0, .3,
            "mean fit of the occupation field over the goals, by the fit table; unknown without field or goals"),
        More(Feature.TargetGroupShare, "target_group_share", Fit, .5, .8,
            "share of the citizen's target groups that the volunteer prefers; unknown when either states none"),
        More(Feature.ScenarioAgreement, "scenario_agreement", Fit, .5, 1.0,
            "share of scenarios answered by both where the answer is the approach wished for; unknown when there is none"),
        More(Feature.ScenarioFullAgreement, "scenario_full_agreement", Fit, 0, .2,
            "1 when at least 2 scenarios are answered by both and all agree, else 0; unknown when there is none"),
        More(Feature.MotivationNeedBest, "motivation_need_best", Fit, 0, .5,
            "highest fit of a motivation to a goal, by the fit table; unknown without motivations or goals"),
        More(Feature.MotivationNeedMean, "motivation_need_mean", Fit, 0, .2,
            "mean over goals of the highest fit of a motivation, by the fit table; unknown without motivations or goals"),
        Free(Feature.Experience, "experience", FeatureGroup.Experience, 0, .3,
            "min(n, 5) / 5, n = finished matches"),
        Free(Feature.HasExperience, "has_experience", FeatureGroup.Experience, 0, .2,
            "1 when at least one match is finished, else 0"),
        More(Feature.History, "history", FeatureGroup.Experience, .5, .8,
            "(met + m p) / (chosen + m), m >= 2 pseudo-observations with mean p"),
        Less(Feature.Load, "load", Fairness, 0, -.4,
            "places taken / places"),
        More(Feature.IdleDays, "idle_days", Fairness, 0, .4,
            "min(days ready without a match, 90) / 90"),
        Less(Feature.ShownOften, "shown_often", Fairness, 0, -.3,
            "min(n, 10) / 10, n = shortlists the volunteer was lately shown on"),
        More(Feature.NeverShown, "never_shown", Fairness, 0, .3,
            "1 when the volunteer was lately shown on no shortlist, else 0"),
    ];

    private static FeatureDefinition More(
        Feature feature, string name, FeatureGroup group, double baseline, double weight, string definition) =>
        Define(feature, name, group, baseline, weight, definition, 0, 3);

    private static FeatureDefinition Less(
        Feature feature, string name, FeatureGroup group, double baseline, double weight, string definition) =>
        Define(feature, name, group, baseline, weight, definition, -3, 0);

    private static FeatureDefinition Free(
        Feature feature, string name, FeatureGroup group, double baseline, double weight, string definition) =>
        Define(feature, name, group, baseline, weight, definition, -3, 3);

    private static FeatureDefinition Define(
        Feature feature, string name, FeatureGroup group, double baseline, double weight, string definition, double lowest, double highest) =>
        new()
        {
            Feature = feature,
            Name = name,
            Definition = definition,
            Group = group,
            Baseline = baseline,
            DefaultWeight = weight,
            LowestWeight = lowest,
            HighestWeight = highest,
        };
}
