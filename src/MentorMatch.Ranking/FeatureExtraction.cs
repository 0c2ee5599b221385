namespace MentorMatch.Ranking;

/// <summary>Fills the feature vector of one pair; the formulas stand in <see cref="FeatureDefinitions"/>.</summary>
internal static class FeatureExtraction
{
    public static void Extract(PreparedCitizen prepared, VolunteerFacts volunteer, Span<double> into)
    {
        var citizen = prepared.Facts;
        Practical(citizen, volunteer, into);
        Age(citizen, volunteer, into);
        Interests(citizen, volunteer, into);
        Fit(prepared, volunteer, into);
        Volunteer(volunteer, into);
    }

    private static void Practical(CitizenFacts citizen, VolunteerFacts volunteer, Span<double> into)
    {
        var km = PairFacts.DistanceKm(citizen, volunteer) ?? double.NaN;
        var cap = PairFacts.DistanceCapKm(citizen, volunteer);
        into[(int)Feature.Closeness] = Math.Exp(-km / 10);
        into[(int)Feature.WithinFiveKm] = double.IsNaN(km) ? km : Flag(km <= 5);
        into[(int)Feature.ShareOfDistanceCap] = cap > 0 ? km / cap.Value : double.NaN;

        var level = PairFacts.BestLanguage(citizen, volunteer).Level;
        into[(int)Feature.LanguageLevel] = level / (double)SpokenLanguage.Fluent;
        into[(int)Feature.FluentTogether] = Flag(level == SpokenLanguage.Fluent);

        var common = PairFacts.CommonTimes(citizen, volunteer);
        into[(int)Feature.CommonTimes] = Capped(common.Count, 6);
        into[(int)Feature.CommonTimesShare] = citizen.Times.Count == 0 ? double.NaN : common.Count / (double)citizen.Times.Count;
        into[(int)Feature.CommonWeekdays] = common.Weekdays / 7d;
    }

    private static void Age(CitizenFacts citizen, VolunteerFacts volunteer, Span<double> into)
    {
        var gap = PairFacts.AgeGap(citizen, volunteer);
        into[(int)Feature.AgeGap] = gap is null ? double.NaN : Capped(gap.Value, 40);
        into[(int)Feature.SimilarAge] = gap is null ? double.NaN : Flag(gap <= 10);
        into[(int)Feature.MentorOlder] = gap is null ? double.NaN : Flag(citizen.BirthYear - volunteer.BirthYear >= 5);
    }

    private static void Interests(CitizenFacts citizen, VolunteerFacts volunteer, Span<double> into)
    {
        var likes = citizen.Likes.CountShared(volunteer.Likes);
        into[(int)Feature.SharedLikes] = Capped(likes, 4);
        into[(int)Feature.SharedLikesShare] = Share(likes, citizen.Likes.Count);
        into[(int)Feature.SharedDislikes] = Capped(citizen.Dislikes.CountShared(volunteer.Dislikes), 3);
        into[(int)Feature.OpposedInterests] = Capped(PairFacts.OpposedInterests(citizen, volunteer), 3);
    }

    private static void Fit(PreparedCitizen prepared, VolunteerFacts volunteer, Span<double> into)
    {
        var groups = prepared.Facts.TargetGroups;
        into[(int)Feature.TargetGroupShare] = volunteer.PreferredTargetGroups.Count == 0
            ? double.NaN
            : Share(groups.CountShared(volunteer.PreferredTargetGroups), groups.Count);

        (into[(int)Feature.OccupationGoalBest], into[(int)Feature.OccupationGoalMean]) =
            prepared.OccupationFit(volunteer.OccupationField);
        (into[(int)Feature.MotivationNeedBest], into[(int)Feature.MotivationNeedMean]) =
            prepared.MotivationFit(volunteer.Motivations);

        var (agreed, compared) = PairFacts.Scenarios(prepared, volunteer);
        into[(int)Feature.ScenarioAgreement] = Share(agreed, compared);
        into[(int)Feature.ScenarioFullAgreement] = compared == 0 ? double.NaN : Flag(compared >= 2 && agreed == compared);
    }

    private static void Volunteer(VolunteerFacts volunteer, Span<double> into)
    {
        into[(int)Feature.Experience] = Capped(volunteer.FinishedMatches, 5);
        into[(int)Feature.HasExperience] = Flag(volunteer.FinishedMatches > 0);
        into[(int)Feature.History] = volunteer.History.ShrunkenRate;
        into[(int)Feature.Load] = Share(volunteer.Used, volunteer.Capacity);
        into[(int)Feature.IdleDays] = Capped(volunteer.IdleDays, 90);
        into[(int)Feature.ShownOften] = Capped(volunteer.TimesShown, 10);
        into[(int)Feature.NeverShown] = Flag(volunteer.TimesShown == 0);
    }

    private static double Flag(bool holds) => holds ? 1 : 0;

    private static double Capped(int count, int cap) => Math.Min(count, cap) / (double)cap;

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : part / (double)whole;
}
