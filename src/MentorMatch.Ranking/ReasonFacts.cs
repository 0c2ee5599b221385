namespace MentorMatch.Ranking;

/// <summary>When each reason is true, as <see cref="ReasonKey"/> promises. Null where it is not.</summary>
internal static class ReasonFacts
{
    private const double NearKm = 10;
    private const double GoodFit = .5;
    private const int FewestForHistory = 3;

    public static ReasonFact? NearBy(ReasonPair pair) =>
        PairFacts.DistanceKm(pair.Citizen, pair.Volunteer) is { } km && km <= NearKm
            ? new(Math.Max(1, Math.Round(km)))
            : null;

    public static ReasonFact? FarAway(ReasonPair pair) =>
        PairFacts.DistanceKm(pair.Citizen, pair.Volunteer) is { } km && km > NearKm ? new(Math.Round(km)) : null;

    public static ReasonFact? Times(ReasonPair pair, int most)
    {
        var common = PairFacts.CommonTimes(pair.Citizen, pair.Volunteer);
        return common.Count >= 1 && common.Count <= most
            ? new(common.Count, Keys: [.. Enum.GetValues<PartOfDay>()
                .Where(part => common.CountOf(part) > 0)
                .OrderByDescending(common.CountOf)
                .Select(part => part.ToString())])
            : null;
    }

    public static ReasonFact? Language(ReasonPair pair, int lowest, int highest)
    {
        var (code, level) = PairFacts.BestLanguage(pair.Citizen, pair.Volunteer);
        return code is not null && level >= lowest && level <= highest ? new(level, Keys: [code]) : null;
    }

    public static ReasonFact? SharedLikes(ReasonPair pair) => Some(pair.Citizen.Likes.SharedWith(pair.Volunteer.Likes));

    public static ReasonFact? SharedDislikes(ReasonPair pair) =>
        Some(pair.Citizen.Dislikes.SharedWith(pair.Volunteer.Dislikes));

    public static ReasonFact? DifferentInterests(ReasonPair pair) =>
        Some([
            .. pair.Citizen.Likes.SharedWith(pair.Volunteer.Dislikes),
            .. pair.Citizen.Dislikes.SharedWith(pair.Volunteer.Likes),
        ]);

    public static ReasonFact? AgeGap(ReasonPair pair, int lowest, int highest) =>
        PairFacts.AgeGap(pair.Citizen, pair.Volunteer) is { } gap && gap >= lowest && gap <= highest ? new(gap) : null;

    public static ReasonFact? OccupationFits(ReasonPair pair)
    {
        if (pair.Volunteer.OccupationField is not { } field)
        {
            return null;
        }

        var (goal, fit) = pair.OccupationFit.Best(field, pair.Citizen.Goals);
        return goal is not null && fit >= GoodFit ? new(Keys: [goal]) : null;
    }

    public static ReasonFact? MotivationFits(ReasonPair pair)
    {
        var best = pair.Volunteer.Motivations
            .Select(motivation => (Motivation: motivation, Best: pair.MotivationFit.Best(motivation, pair.Citizen.Goals)))
            .Where(entry => entry.Best.Fit >= GoodFit)
            .OrderByDescending(entry => entry.Best.Fit)
            .FirstOrDefault();
        return best.Best.Goal is { } goal ? new(Keys: [best.Motivation, goal]) : null;
    }

    public static ReasonFact? PrefersTargetGroup(ReasonPair pair)
    {
        var shared = pair.Citizen.TargetGroups.SharedWith(pair.Volunteer.PreferredTargetGroups);
        return shared.Count > 0 ? new(Keys: shared) : null;
    }

    public static ReasonFact? PrefersOtherTargetGroups(ReasonPair pair)
    {
        var preferred = pair.Volunteer.PreferredTargetGroups;
        return preferred.Count > 0 && pair.Citizen.TargetGroups.Count > 0 && !preferred.SharesAnyWith(pair.Citizen.TargetGroups)
            ? new(Keys: preferred)
            : null;
    }

    public static ReasonFact? AgreesOnApproach(ReasonPair pair)
    {
        var (agreed, compared) = PairFacts.Scenarios(pair.Prepared, pair.Volunteer);
        return agreed * 2 > compared ? new(agreed, compared, ScenariosWhere(pair, agree: true)) : null;
    }

    public static ReasonFact? DifferentApproach(ReasonPair pair)
    {
        var (agreed, compared) = PairFacts.Scenarios(pair.Prepared, pair.Volunteer);
        return agreed * 2 < compared ? new(agreed, compared, ScenariosWhere(pair, agree: false)) : null;
    }

    public static ReasonFact? Experienced(ReasonPair pair) =>
        pair.Volunteer.FinishedMatches >= 1 ? new(pair.Volunteer.FinishedMatches) : null;

    public static ReasonFact? ReliableHistory(ReasonPair pair)
    {
        var history = pair.Volunteer.History;
        return history.Total >= FewestForHistory && history.Met >= .7 * history.Total ? new(history.Met, history.Total) : null;
    }

    public static ReasonFact? WeakHistory(ReasonPair pair)
    {
        var history = pair.Volunteer.History;
        return history.Total >= FewestForHistory && history.Met < .5 * history.Total ? new(history.Met, history.Total) : null;
    }

    public static ReasonFact? ReadyAndWaiting(ReasonPair pair) =>
        pair.Volunteer.IdleDays >= 14 ? new(pair.Volunteer.IdleDays) : null;

    public static ReasonFact? NotYetShown(ReasonPair pair) => pair.Volunteer.TimesShown == 0 ? new() : null;

    public static ReasonFact? OftenShown(ReasonPair pair) =>
        pair.Volunteer.TimesShown >= 5 ? new(pair.Volunteer.TimesShown) : null;

    public static ReasonFact? SupportsOthers(ReasonPair pair) =>
        pair.Volunteer.Used >= 1 ? new(pair.Volunteer.Used, pair.Volunteer.Capacity) : null;

    private static ReasonFact? Some(KeySet keys) => keys.Count > 0 ? new(keys.Count, Keys: keys) : null;

    private static string[] ScenariosWhere(ReasonPair pair, bool agree) =>
        [.. pair.Prepared.Approaches
            .Where(wish => pair.Volunteer.ScenarioAnswers.TryGetValue(wish.Key, out var answer)
                && string.Equals(answer, wish.Value, StringComparison.Ordinal) == agree)
            .Select(wish => wish.Key)];
}
