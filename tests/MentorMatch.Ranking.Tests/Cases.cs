using FsCheck;
using FsCheck.Fluent;

namespace MentorMatch.Ranking.Tests;

/// <summary>One citizen and up to 30 candidates, made so that every rule holds now and then and many pairs pass.</summary>
public sealed record RankingCase(CitizenFacts Citizen, IReadOnlyList<VolunteerFacts> Volunteers)
{
    public override string ToString() => $"{Citizen}\n{string.Join('\n', Volunteers)}";
}

internal static class Cases
{
    private static readonly string[] Interests = ["fishing", "chess", "football", "music", "cooking", "walking"];
    private static readonly string[] Goals = ["FindJob", "FindEducation", "SortMoney", "MeetPeople", "own_goal"];
    private static readonly string[] Groups = ["young", "parents", "newcomers", "long_absence"];
    private static readonly string[] Traits = ["pets", "smoking", "smokefree_home", "FindJob"];
    private static readonly string[] Fields = ["Technology", "Teaching", "Finance", "own_field"];
    private static readonly string[] Motivations = ["Teach", "Community", "own_motivation"];
    private static readonly string[] Scenarios = ["no_show", "sad_day", "late_call"];
    private static readonly string[] Options = ["call", "wait", "visit"];
    private static readonly string[] Codes = ["da", "en", "ar", "uk"];

    public static Arbitrary<RankingCase> All { get; } = Arb.From(
        from citizen in Citizen
        from volunteers in Gen.Choose(0, 30).SelectMany(Many)
        select new RankingCase(citizen, volunteers));

    /// <summary>Few candidates who mostly fail, so that an empty list is common.</summary>
    public static Arbitrary<RankingCase> Sparse { get; } = Arb.From(
        from citizen in Citizen
        from volunteers in Gen.Choose(0, 8).SelectMany(Many)
        from broken in Gen.ArrayOf(Gen.Choose(0, 4), volunteers.Length)
        select new RankingCase(citizen, [.. volunteers.Zip(broken, Break)]));

    private static Gen<CitizenFacts> Citizen =>
        from goals in Keys(Goals, 50)
        from likes in Keys(Interests, 40)
        from dislikes in Keys(Interests, 20)
        from groups in Keys(Groups, 40)
        from reservations in Keys([.. Traits, .. Fields], 6)
        from traits in Keys(Traits, 20)
        from languages in Languages
        from mask in Mask
        from approaches in Answers
        from place in Maybe(Place, 80)
        from cap in Km(50)
        from born in Maybe(Gen.Choose(1940, 2007), 80)
        from genders in GenderAndWish
        from waiting in Gen.Choose(0, 200)
        select new CitizenFacts
        {
            Id = TestPairs.IdOf(-1),
            Goals = goals,
            Likes = likes,
            Dislikes = dislikes,
            TargetGroups = groups,
            Reservations = reservations,
            Traits = traits,
            Languages = languages,
            Times = new(mask),
            WishedApproaches = approaches,
            Location = place,
            DistanceCapKm = cap,
            BirthYear = born,
            Gender = genders.Own,
            WantedGender = genders.Wanted,
            WaitingDays = waiting,
        };

    private static Gen<VolunteerFacts[]> Many(int count) =>
        Gen.ArrayOf(Volunteer, count).Select(all => all.Select((one, i) => one with { Id = TestPairs.IdOf(i + 1) }).ToArray());

    private static Gen<VolunteerFacts> Volunteer =>
        from person in Person
        from capacity in Gen.Choose(0, 3)
        from used in Gen.Choose(0, 2)
        from ready in Chance(90)
        from requirements in Chance(90)
        from finished in Gen.Choose(0, 7)
        from history in History
        from shown in Gen.Choose(0, 12)
        from idle in Gen.Choose(0, 120)
        from no in Chance(5)
        from conflict in Chance(5)
        select person with
        {
            Capacity = capacity,
            Used = Math.Min(used, capacity),
            IsReady = ready,
            Requirements = [new("confidentiality", true), new("certificate", requirements, requirements ? null : "expired")],
            FinishedMatches = finished,
            History = history,
            TimesShown = shown,
            IdleDays = idle,
            EarlierNo = no,
            ConflictOfInterest = conflict,
        };

    private static Gen<VolunteerFacts> Person =>
        from likes in Keys(Interests, 40)
        from dislikes in Keys(Interests, 20)
        from groups in Keys(Groups, 40)
        from motivations in Keys(Motivations, 50)
        from reservations in Keys([.. Traits, .. Groups, .. Goals], 3)
        from traits in Keys(Traits, 15)
        from languages in Languages
        from mask in Mask
        from answers in Answers
        from occupation in MaybeOccupation(70)
        from place in Maybe(Place, 80)
        from cap in Km(40)
        from born in Maybe(Gen.Choose(1940, 2007), 80)
        from genders in GenderAndWish
        select new VolunteerFacts
        {
            Id = Guid.Empty,
            IsReady = true,
            Capacity = 1,
            Used = 0,
            Likes = likes,
            Dislikes = dislikes,
            PreferredTargetGroups = groups,
            Motivations = motivations,
            Reservations = reservations,
            Traits = traits,
            Languages = languages,
            Times = new(mask),
            ScenarioAnswers = answers,
            OccupationField = occupation,
            Location = place,
            DistanceCapKm = cap,
            BirthYear = born,
            Gender = genders.Own,
            WantedGender = genders.Wanted,
        };

    private static Gen<MeetingHistory> History =>
        from total in Gen.Choose(0, 10)
        from met in Gen.Choose(0, total)
        select new MeetingHistory(met, total);

    private static Gen<IReadOnlyList<SpokenLanguage>> Languages =>
        from count in Gen.Choose(0, 3)
        from danish in Chance(75)
        from level in Gen.Choose(1, 4)
        from codes in Gen.ArrayOf(Gen.Elements(Codes), count)
        from levels in Gen.ArrayOf(Gen.Choose(1, 4), count)
        select (IReadOnlyList<SpokenLanguage>)[
            .. codes.Zip(levels, (code, each) => new SpokenLanguage(code, each)),
            .. danish ? [new SpokenLanguage("da", level)] : Array.Empty<SpokenLanguage>()];

    private static Gen<GeoPoint> Place =>
        from latitude in Gen.Choose(5560, 5620)
        from longitude in Gen.Choose(1200, 1260)
        select new GeoPoint(latitude / 100d, longitude / 100d);

    private static Gen<(Gender? Own, Gender? Wanted)> GenderAndWish =>
        from own in Maybe(Gen.Elements(Enum.GetValues<Gender>()), 80)
        from wanted in Maybe(Gen.Elements(Gender.Woman, Gender.Man), 15)
        select (own, wanted);

    private static Gen<int> Mask =>
        from a in Gen.Choose(0, (1 << WeekTimes.Slots) - 1)
        from b in Gen.Choose(0, (1 << WeekTimes.Slots) - 1)
        select a & b;

    private static Gen<IReadOnlyDictionary<string, string>> Answers =>
        from given in Gen.ArrayOf(Chance(70), Scenarios.Length)
        from options in Gen.ArrayOf(Gen.Elements(Options), Scenarios.Length)
        select (IReadOnlyDictionary<string, string>)Scenarios
            .Where((_, i) => given[i])
            .ToDictionary(scenario => scenario, scenario => options[Array.IndexOf(Scenarios, scenario)]);

    private static Gen<KeySet> Keys(string[] from, int percent) =>
        Gen.ArrayOf(Chance(percent), from.Length).Select(chosen => KeySet.From(from.Where((_, i) => chosen[i])));

    private static Gen<bool> Chance(int percent) => Gen.Choose(1, 100).Select(roll => roll <= percent);

    private static Gen<T?> Maybe<T>(Gen<T> value, int percent)
        where T : struct =>
        from some in Chance(percent)
        from each in value
        select some ? each : (T?)null;

    private static Gen<string?> MaybeOccupation(int percent) =>
        from some in Chance(percent)
        from each in Gen.Elements(Fields)
        select some ? each : null;

    private static Gen<double?> Km(int percent) => Maybe(Gen.Choose(5, 60).Select(each => (double)each), percent);

    private static VolunteerFacts Break(VolunteerFacts volunteer, int how) => how switch
    {
        0 => volunteer with { IsReady = false },
        1 => volunteer with { Used = volunteer.Capacity },
        2 => volunteer with { EarlierNo = true },
        3 => volunteer with { ConflictOfInterest = true },
        _ => volunteer with { Times = WeekTimes.None },
    };
}
