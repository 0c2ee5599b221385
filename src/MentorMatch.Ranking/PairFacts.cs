namespace MentorMatch.Ranking;

/// <summary>What holds between one citizen and one volunteer: the one source for filters, features and reasons.</summary>
internal static class PairFacts
{
    /// <summary>Null where one of the places is unknown.</summary>
    public static double? DistanceKm(CitizenFacts citizen, VolunteerFacts volunteer) =>
        citizen.Location is { } here && volunteer.Location is { } there ? here.DistanceKmTo(there) : null;

    /// <summary>The lower of the stated caps, null where neither states one.</summary>
    public static double? DistanceCapKm(CitizenFacts citizen, VolunteerFacts volunteer) =>
        (citizen.DistanceCapKm, volunteer.DistanceCapKm) switch
        {
            ({ } own, { } others) => Math.Min(own, others),
            var (own, others) => own ?? others,
        };

    /// <summary>
    /// The common language that both speak best: its level is the lower of the two. Level 0 where there is none;
    /// the first code in ordinal order where two are equal.
    /// </summary>
    public static (string? Code, int Level) BestLanguage(CitizenFacts citizen, VolunteerFacts volunteer)
    {
        string? code = null;
        var best = 0;
        foreach (ref readonly var mine in citizen.Spoken.AsSpan())
        {
            foreach (ref readonly var theirs in volunteer.Spoken.AsSpan())
            {
                if (!mine.IsSameAs(theirs))
                {
                    continue;
                }

                var level = Math.Min(mine.Level, theirs.Level);
                if (level > best || (level == best && string.CompareOrdinal(mine.Code, code) < 0))
                {
                    (code, best) = (mine.Code, level);
                }
            }
        }

        return (code, best);
    }

    public static WeekTimes CommonTimes(CitizenFacts citizen, VolunteerFacts volunteer) =>
        citizen.Times.CommonWith(volunteer.Times);

    public static int? AgeGap(CitizenFacts citizen, VolunteerFacts volunteer) =>
        citizen.BirthYear is { } own && volunteer.BirthYear is { } others ? Math.Abs(own - others) : null;

    public static int OpposedInterests(CitizenFacts citizen, VolunteerFacts volunteer) =>
        citizen.Likes.CountShared(volunteer.Dislikes) + citizen.Dislikes.CountShared(volunteer.Likes);

    /// <summary>Of the scenarios for which both gave an answer: how many there are, and in how many the answers agree.</summary>
    public static (int Agreed, int Compared) Scenarios(PreparedCitizen citizen, VolunteerFacts volunteer)
    {
        var agreed = 0;
        var compared = 0;
        foreach (var (scenario, wished) in citizen.Approaches)
        {
            if (volunteer.ScenarioAnswers.TryGetValue(scenario, out var answer))
            {
                compared++;
                agreed += string.Equals(wished, answer, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        return (agreed, compared);
    }
}
