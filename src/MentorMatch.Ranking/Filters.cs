using System.Numerics;

namespace MentorMatch.Ranking;

/// <summary>The rules that decide who can be suggested at all. Never scores: each exclusion keeps its reasons.</summary>
public static class Filters
{
    internal static readonly int Rules = Enum.GetValues<ExclusionReason>().Length;

    /// <summary>Null when the volunteer can be suggested to the citizen.</summary>
    public static Exclusion? Check(CitizenFacts citizen, VolunteerFacts volunteer)
    {
        ArgumentNullException.ThrowIfNull(citizen);
        ArgumentNullException.ThrowIfNull(volunteer);
        var rules = BrokenRules(citizen, volunteer);
        return rules == 0 ? null : new Exclusion(citizen, volunteer, rules);
    }

    /// <summary>The rule that alone excludes most; ties go to the first in the fixed order; null when no single one helps.</summary>
    public static EasingHint? Easing(IReadOnlyDictionary<ExclusionReason, int> excludedByRuleAlone)
    {
        ArgumentNullException.ThrowIfNull(excludedByRuleAlone);
        return excludedByRuleAlone
            .Where(entry => entry.Key != ExclusionReason.ConflictOfInterest && entry.Value > 0)
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key)
            .Select(entry => new EasingHint(entry.Key, entry.Value))
            .FirstOrDefault();
    }

    internal static bool Holds(uint rules, ExclusionReason reason) => (rules & (1u << (int)reason)) != 0;

    internal static bool IsSingle(uint rules) => BitOperations.IsPow2(rules);

    internal static uint BrokenRules(CitizenFacts citizen, VolunteerFacts volunteer) =>
        Bit(ExclusionReason.NotReady, !volunteer.IsReady)
        | Bit(ExclusionReason.RequirementMissing, MissesRequirement(volunteer))
        | Bit(ExclusionReason.NoFreeCapacity, volunteer.Used >= volunteer.Capacity)
        | Bit(ExclusionReason.ReservationOfCitizen, CitizenRulesOut(citizen, volunteer))
        | Bit(ExclusionReason.ReservationOfVolunteer, VolunteerRulesOut(citizen, volunteer))
        | Bit(ExclusionReason.NoCommonLanguage, PairFacts.BestLanguage(citizen, volunteer).Level == 0)
        | Bit(ExclusionReason.NoCommonTime, PairFacts.CommonTimes(citizen, volunteer).Count == 0)
        | Bit(ExclusionReason.WantedGender, WishUnmet(citizen.WantedGender, volunteer.Gender) || WishUnmet(volunteer.WantedGender, citizen.Gender))
        | Bit(ExclusionReason.TooFar, IsTooFar(citizen, volunteer))
        | Bit(ExclusionReason.ConflictOfInterest, volunteer.ConflictOfInterest)
        | Bit(ExclusionReason.EarlierNo, volunteer.EarlierNo);

    internal static ExclusionDetail Describe(ExclusionReason reason, CitizenFacts citizen, VolunteerFacts volunteer)
    {
        var detail = new ExclusionDetail(reason);
        return reason switch
        {
            ExclusionReason.RequirementMissing => detail with { Missing = [.. volunteer.Requirements.Where(check => !check.Met)] },
            ExclusionReason.NoFreeCapacity => detail with { Number = volunteer.Used, Limit = volunteer.Capacity },
            ExclusionReason.ReservationOfCitizen => detail with { Keys = KeysThatCitizenRulesOut(citizen, volunteer) },
            ExclusionReason.ReservationOfVolunteer => detail with { Keys = KeysThatVolunteerRulesOut(citizen, volunteer) },
            ExclusionReason.NoCommonLanguage => detail with { Keys = [.. citizen.Languages.Select(language => language.Code)] },
            ExclusionReason.WantedGender => detail with { Keys = WhoseWishIsUnmet(citizen, volunteer) },
            ExclusionReason.TooFar => detail with
            {
                Number = PairFacts.DistanceKm(citizen, volunteer),
                Limit = PairFacts.DistanceCapKm(citizen, volunteer),
            },
            _ => detail,
        };
    }

    private static uint Bit(ExclusionReason reason, bool holds) => holds ? 1u << (int)reason : 0;

    private static bool MissesRequirement(VolunteerFacts volunteer)
    {
        for (var i = 0; i < volunteer.Requirements.Count; i++)
        {
            if (!volunteer.Requirements[i].Met)
            {
                return true;
            }
        }

        return false;
    }

    private static bool CitizenRulesOut(CitizenFacts citizen, VolunteerFacts volunteer) =>
        citizen.Reservations.Count > 0
        && (citizen.Reservations.SharesAnyWith(volunteer.Traits)
            || (volunteer.OccupationField is { } field && citizen.Reservations.Contains(field)));

    private static bool VolunteerRulesOut(CitizenFacts citizen, VolunteerFacts volunteer) =>
        volunteer.Reservations.Count > 0
        && (volunteer.Reservations.SharesAnyWith(citizen.Traits)
            || volunteer.Reservations.SharesAnyWith(citizen.TargetGroups)
            || volunteer.Reservations.SharesAnyWith(citizen.Goals));

    private static KeySet KeysThatCitizenRulesOut(CitizenFacts citizen, VolunteerFacts volunteer) =>
        citizen.Reservations.SharedWith(
            volunteer.OccupationField is { } field ? [.. volunteer.Traits, field] : volunteer.Traits);

    private static KeySet KeysThatVolunteerRulesOut(CitizenFacts citizen, VolunteerFacts volunteer) =>
        volunteer.Reservations.SharedWith([.. citizen.Traits, .. citizen.TargetGroups, .. citizen.Goals]);

    private static bool IsTooFar(CitizenFacts citizen, VolunteerFacts volunteer) =>
        PairFacts.DistanceCapKm(citizen, volunteer) is { } cap && PairFacts.DistanceKm(citizen, volunteer) > cap;

    private static bool WishUnmet(Gender? wanted, Gender? actual) => wanted is not null && wanted != actual;

    private static List<string> WhoseWishIsUnmet(CitizenFacts citizen, VolunteerFacts volunteer)
    {
        List<string> whose = [];
        if (WishUnmet(citizen.WantedGender, volunteer.Gender))
        {
            whose.Add("citizen");
        }

        if (WishUnmet(volunteer.WantedGender, citizen.Gender))
        {
            whose.Add("volunteer");
        }

        return whose;
    }
}
