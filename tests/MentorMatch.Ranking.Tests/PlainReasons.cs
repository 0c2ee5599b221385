namespace MentorMatch.Ranking.Tests;

/// <summary>When each reason is true, written a second time from the words of <see cref="ReasonKey"/>.</summary>
internal static class PlainReasons
{
    public static readonly HashSet<ReasonKey> ForCoordinators =
    [
        ReasonKey.ReliableHistory, ReasonKey.ReadyAndWaiting, ReasonKey.NotYetShown, ReasonKey.LargeAgeGap,
        ReasonKey.PrefersOtherTargetGroups, ReasonKey.WeakHistory, ReasonKey.SupportsOthers, ReasonKey.OftenShown,
    ];

    public static bool IsTrue(Reason r, CitizenFacts c, VolunteerFacts v) => r.Key switch
    {
        ReasonKey.NearBy => PlainRules.Km(c, v) is { } km && km <= 10 && Math.Abs(Math.Max(1, km) - r.Number!.Value) <= .51,
        ReasonKey.FarAway => PlainRules.Km(c, v) is { } km && km > 10 && Math.Abs(km - r.Number!.Value) <= .51,
        ReasonKey.CommonTimes => TimesAreTrue(r, c, v),
        ReasonKey.FewCommonTimes => r.Number <= 2 && TimesAreTrue(r, c, v),
        ReasonKey.SharedLanguage => r.Number >= 2 && LanguageIsTrue(r, c, v),
        ReasonKey.LimitedSharedLanguage => r.Number <= 2 && LanguageIsTrue(r, c, v),
        ReasonKey.SharedInterests => Are(r, c.Likes.Intersect(v.Likes)),
        ReasonKey.SharedDislikes => Are(r, c.Dislikes.Intersect(v.Dislikes)),
        ReasonKey.DifferentInterests => Are(r, c.Likes.Intersect(v.Dislikes).Union(c.Dislikes.Intersect(v.Likes))),
        ReasonKey.SimilarAge => r.Number <= 10 && r.Number == Math.Abs((c.BirthYear - v.BirthYear)!.Value),
        ReasonKey.LargeAgeGap => r.Number >= 30 && r.Number == Math.Abs((c.BirthYear - v.BirthYear)!.Value),
        ReasonKey.OccupationFits => c.Goals.Contains(r.Keys.Single()) && DefaultFits.Occupation.Fit(v.OccupationField!, r.Keys[0]) >= .5,
        ReasonKey.MotivationFits => v.Motivations.Contains(r.Keys[0]) && c.Goals.Contains(r.Keys[1])
            && DefaultFits.Motivation.Fit(r.Keys[0], r.Keys[1]) >= .5,
        ReasonKey.PrefersTargetGroup => r.Keys.Count > 0 && r.Keys.Order().SequenceEqual(c.TargetGroups.Intersect(v.PreferredTargetGroups).Order()),
        ReasonKey.PrefersOtherTargetGroups => r.Keys.Count > 0 && c.TargetGroups.Count > 0 && !c.TargetGroups.Intersect(v.PreferredTargetGroups).Any()
            && r.Keys.All(v.PreferredTargetGroups.Contains),
        ReasonKey.AgreesOnApproach => r.Number > r.OutOf / 2 && ScenariosAreTrue(r, c, v, agree: true),
        ReasonKey.DifferentApproach => r.Number < r.OutOf / 2 && ScenariosAreTrue(r, c, v, agree: false),
        _ => IsTrueOfVolunteer(r, v),
    };

    public static Feature[] FeaturesOf(ReasonKey key) => key switch
    {
        ReasonKey.NearBy or ReasonKey.FarAway => [Feature.Closeness, Feature.WithinFiveKm, Feature.ShareOfDistanceCap],
        ReasonKey.CommonTimes or ReasonKey.FewCommonTimes => [Feature.CommonTimes, Feature.CommonTimesShare, Feature.CommonWeekdays],
        ReasonKey.SharedLanguage or ReasonKey.LimitedSharedLanguage => [Feature.LanguageLevel, Feature.FluentTogether],
        ReasonKey.SharedInterests => [Feature.SharedLikes, Feature.SharedLikesShare],
        ReasonKey.SharedDislikes => [Feature.SharedDislikes],
        ReasonKey.DifferentInterests => [Feature.OpposedInterests],
        ReasonKey.SimilarAge or ReasonKey.LargeAgeGap => [Feature.AgeGap, Feature.SimilarAge, Feature.MentorOlder],
        ReasonKey.OccupationFits => [Feature.OccupationGoalBest, Feature.OccupationGoalMean],
        ReasonKey.MotivationFits => [Feature.MotivationNeedBest, Feature.MotivationNeedMean],
        ReasonKey.PrefersTargetGroup or ReasonKey.PrefersOtherTargetGroups => [Feature.TargetGroupShare],
        ReasonKey.AgreesOnApproach or ReasonKey.DifferentApproach => [Feature.ScenarioAgreement, Feature.ScenarioFullAgreement],
        ReasonKey.ExperiencedMentor => [Feature.Experience, Feature.HasExperience],
        ReasonKey.ReliableHistory or ReasonKey.WeakHistory => [Feature.History],
        ReasonKey.ReadyAndWaiting => [Feature.IdleDays],
        ReasonKey.SupportsOthers => [Feature.Load],
        _ => [Feature.ShownOften, Feature.NeverShown],
    };

    private static bool IsTrueOfVolunteer(Reason r, VolunteerFacts v) => r.Key switch
    {
        ReasonKey.ExperiencedMentor => v.FinishedMatches >= 1 && r.Number == v.FinishedMatches,
        ReasonKey.ReliableHistory => v.History.Total >= 3 && v.History.Met >= .7 * v.History.Total && HistoryIsTrue(r, v),
        ReasonKey.WeakHistory => v.History.Total >= 3 && v.History.Met < .5 * v.History.Total && HistoryIsTrue(r, v),
        ReasonKey.ReadyAndWaiting => v.IdleDays >= 14 && r.Number == v.IdleDays,
        ReasonKey.NotYetShown => v.TimesShown == 0,
        ReasonKey.OftenShown => v.TimesShown >= 5 && r.Number == v.TimesShown,
        ReasonKey.SupportsOthers => v.Used >= 1 && r.Number == v.Used && r.OutOf == v.Capacity,
        _ => false,
    };

    private static bool HistoryIsTrue(Reason r, VolunteerFacts v) => r.Number == v.History.Met && r.OutOf == v.History.Total;

    private static bool Are(Reason r, IEnumerable<string> expected) =>
        r.Keys.Count > 0 && r.Number == r.Keys.Count && r.Keys.Order().SequenceEqual(expected.Order());

    private static bool TimesAreTrue(Reason r, CitizenFacts c, VolunteerFacts v)
    {
        var common = (
            from day in Enum.GetValues<DayOfWeek>()
            from part in Enum.GetValues<PartOfDay>()
            where c.Times.Includes(day, part) && v.Times.Includes(day, part)
            select part.ToString()).ToList();
        var counts = r.Keys.Select(key => common.Count(part => part == key)).ToList();
        return r.Number == common.Count && common.Count > 0
            && r.Keys.Order().SequenceEqual(common.Distinct().Order())
            && counts.SequenceEqual(counts.OrderDescending());
    }

    private static bool LanguageIsTrue(Reason r, CitizenFacts c, VolunteerFacts v)
    {
        var code = r.Keys.Single();
        var best = (
            from own in c.Languages
            from their in v.Languages
            where own.Code == their.Code
            select (own.Code, Level: Math.Min(own.Level, their.Level))).ToList();
        return best.Max(each => each.Level) == r.Number && best.Contains((code, (int)r.Number!.Value));
    }

    private static bool ScenariosAreTrue(Reason r, CitizenFacts c, VolunteerFacts v, bool agree)
    {
        var both = c.WishedApproaches.Keys.Intersect(v.ScenarioAnswers.Keys).ToList();
        var agreed = both.Where(key => c.WishedApproaches[key] == v.ScenarioAnswers[key]).ToList();
        return r.OutOf == both.Count && r.Number == agreed.Count && both.Count > 0
            && r.Keys.Order().SequenceEqual((agree ? agreed : both.Except(agreed)).Order());
    }
}
