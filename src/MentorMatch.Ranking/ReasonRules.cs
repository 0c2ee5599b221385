using static MentorMatch.Ranking.ReasonAudience;
using static MentorMatch.Ranking.ReasonSide;

namespace MentorMatch.Ranking;

/// <summary>The arguments of a reason, where its fact holds.</summary>
internal sealed record ReasonFact(double? Number = null, double? OutOf = null, IReadOnlyList<string>? Keys = null);

/// <summary>One thing that can be said: from which features it draws its weight, and when it is true.</summary>
internal sealed record ReasonRule(
    ReasonKey Key, ReasonSide Side, ReasonAudience Audience, Feature[] Features, Func<ReasonPair, ReasonFact?> Fact)
{
    /// <summary>Null where the statement would not be true.</summary>
    public Reason? State(ReasonPair pair) => Fact(pair) is { } fact
        ? new Reason
        {
            Key = Key,
            Side = Side,
            Contribution = pair.AmountOf(this),
            Number = fact.Number,
            OutOf = fact.OutOf,
            Keys = fact.Keys ?? [],
        }
        : null;
}

/// <summary>The table of reasons. Each feature belongs to one matter; a matter has at most one rule on each side.</summary>
internal static class ReasonRules
{
    private static readonly Feature[] Distance = [Feature.Closeness, Feature.WithinFiveKm, Feature.ShareOfDistanceCap];
    private static readonly Feature[] Times = [Feature.CommonTimes, Feature.CommonTimesShare, Feature.CommonWeekdays];
    private static readonly Feature[] Language = [Feature.LanguageLevel, Feature.FluentTogether];
    private static readonly Feature[] Age = [Feature.AgeGap, Feature.SimilarAge, Feature.MentorOlder];
    private static readonly Feature[] Likes = [Feature.SharedLikes, Feature.SharedLikesShare];
    private static readonly Feature[] Occupation = [Feature.OccupationGoalBest, Feature.OccupationGoalMean];
    private static readonly Feature[] Scenarios = [Feature.ScenarioAgreement, Feature.ScenarioFullAgreement];
    private static readonly Feature[] Motivation = [Feature.MotivationNeedBest, Feature.MotivationNeedMean];
    private static readonly Feature[] Shown = [Feature.ShownOften, Feature.NeverShown];

    public static readonly IReadOnlyList<ReasonRule> All =
    [
        new(ReasonKey.NearBy, InFavour, Everyone, Distance, ReasonFacts.NearBy),
        new(ReasonKey.CommonTimes, InFavour, Everyone, Times, pair => ReasonFacts.Times(pair, WeekTimes.Slots)),
        new(ReasonKey.SharedLanguage, InFavour, Everyone, Language, pair => ReasonFacts.Language(pair, 2, SpokenLanguage.Fluent)),
        new(ReasonKey.SharedInterests, InFavour, Everyone, Likes, ReasonFacts.SharedLikes),
        new(ReasonKey.SharedDislikes, InFavour, Everyone, [Feature.SharedDislikes], ReasonFacts.SharedDislikes),
        new(ReasonKey.SimilarAge, InFavour, Everyone, Age, pair => ReasonFacts.AgeGap(pair, 0, 10)),
        new(ReasonKey.OccupationFits, InFavour, Everyone, Occupation, ReasonFacts.OccupationFits),
        new(ReasonKey.PrefersTargetGroup, InFavour, Everyone, [Feature.TargetGroupShare], ReasonFacts.PrefersTargetGroup),
        new(ReasonKey.AgreesOnApproach, InFavour, Everyone, Scenarios, ReasonFacts.AgreesOnApproach),
        new(ReasonKey.MotivationFits, InFavour, Everyone, Motivation, ReasonFacts.MotivationFits),
        new(ReasonKey.ExperiencedMentor, InFavour, Everyone, [Feature.Experience, Feature.HasExperience], ReasonFacts.Experienced),
        new(ReasonKey.ReliableHistory, InFavour, Coordinator, [Feature.History], ReasonFacts.ReliableHistory),
        new(ReasonKey.ReadyAndWaiting, InFavour, Coordinator, [Feature.IdleDays], ReasonFacts.ReadyAndWaiting),
        new(ReasonKey.NotYetShown, InFavour, Coordinator, Shown, ReasonFacts.NotYetShown),
        new(ReasonKey.FarAway, Against, Everyone, Distance, ReasonFacts.FarAway),
        new(ReasonKey.FewCommonTimes, Against, Everyone, Times, pair => ReasonFacts.Times(pair, 2)),
        new(ReasonKey.LimitedSharedLanguage, Against, Everyone, Language, pair => ReasonFacts.Language(pair, 1, 2)),
        new(ReasonKey.DifferentInterests, Against, Everyone, [Feature.OpposedInterests], ReasonFacts.DifferentInterests),
        new(ReasonKey.DifferentApproach, Against, Everyone, Scenarios, ReasonFacts.DifferentApproach),
        new(ReasonKey.LargeAgeGap, Against, Coordinator, Age, pair => ReasonFacts.AgeGap(pair, 30, int.MaxValue)),
        new(ReasonKey.PrefersOtherTargetGroups, Against, Coordinator, [Feature.TargetGroupShare], ReasonFacts.PrefersOtherTargetGroups),
        new(ReasonKey.WeakHistory, Against, Coordinator, [Feature.History], ReasonFacts.WeakHistory),
        new(ReasonKey.SupportsOthers, Against, Coordinator, [Feature.Load], ReasonFacts.SupportsOthers),
        new(ReasonKey.OftenShown, Against, Coordinator, Shown, ReasonFacts.OftenShown),
    ];
}
