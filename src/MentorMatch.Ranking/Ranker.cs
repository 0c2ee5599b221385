namespace MentorMatch.Ranking;

/// <summary>Orders the volunteers who can be suggested to one citizen. Pure: same input, same output, in any input order.</summary>
public static class Ranker
{
    /// <summary>Highest score first; ties go to whoever is idle longest, then by id.</summary>
    /// <exception cref="ArgumentException">The same volunteer comes twice.</exception>
    public static RankedList Rank(CitizenFacts citizen, IEnumerable<VolunteerFacts> volunteers, RankingModel model)
    {
        ArgumentNullException.ThrowIfNull(citizen);
        ArgumentNullException.ThrowIfNull(volunteers);
        ArgumentNullException.ThrowIfNull(model);
        var prepared = model.Prepare(citizen);
        var sifted = Sift(citizen, volunteers);
        var scored = Score(prepared, sifted.Eligible, model);
        scored.Sort(static (a, b) =>
        {
            var byScore = b.Score.CompareTo(a.Score);
            return byScore != 0 ? byScore : LongestIdleThenId(a.Volunteer, b.Volunteer);
        });

        var ranked = new RankedVolunteer[scored.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranked[i] = new(i + 1, scored[i].Score, prepared, scored[i].Volunteer, model);
        }

        return new(ranked, sifted.Excluded, sifted.ByRuleAlone, model.Version);
    }

    /// <summary>Where a model puts these among all who can be suggested, from 1, without ordering the others.</summary>
    /// <param name="citizen">The one who seeks a mentor.</param>
    /// <param name="eligible">All whom the filters let through; they are not asked again.</param>
    /// <param name="model">What orders them.</param>
    /// <param name="wanted">Whose places are asked for; who is not among the eligible has none.</param>
    public static IReadOnlyDictionary<Guid, int> Places(
        CitizenFacts citizen, IReadOnlyList<VolunteerFacts> eligible, RankingModel model, IReadOnlySet<Guid> wanted)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(wanted);
        var scores = new double[eligible.Count];
        model.Score(model.Prepare(citizen), eligible, scores);
        var places = new Dictionary<Guid, int>(wanted.Count);
        for (var i = 0; i < eligible.Count; i++)
        {
            if (!wanted.Contains(eligible[i].Id)) continue;
            var place = 1;
            for (var j = 0; j < eligible.Count; j++)
            {
                if (IsBefore(scores[j], eligible[j], scores[i], eligible[i])) place++;
            }

            places[eligible[i].Id] = place;
        }

        return places;
    }

    /// <summary>All whom the filters let through.</summary>
    public static IReadOnlyList<VolunteerFacts> Eligible(CitizenFacts citizen, IEnumerable<VolunteerFacts> volunteers) =>
        [.. volunteers.Where(volunteer => Filters.BrokenRules(citizen, volunteer) == 0)];

    /// <summary>
    /// The ranker switched off: the same filters, then alphabetical by <paramref name="nameKey"/>, then whoever is idle
    /// longest, then by id.
    /// </summary>
    /// <param name="citizen">The one who seeks a mentor.</param>
    /// <param name="volunteers">All candidates; filters are asked here.</param>
    /// <param name="nameKey">What to sort by; ranking itself never holds a name.</param>
    /// <param name="nameOrder">The alphabet, for instance that of da-DK; ordinal unless given.</param>
    /// <exception cref="ArgumentException">The same volunteer comes twice.</exception>
    public static RankedList OrderWithoutModel(
        CitizenFacts citizen,
        IEnumerable<VolunteerFacts> volunteers,
        Func<VolunteerFacts, string> nameKey,
        IComparer<string>? nameOrder = null)
    {
        ArgumentNullException.ThrowIfNull(citizen);
        ArgumentNullException.ThrowIfNull(volunteers);
        ArgumentNullException.ThrowIfNull(nameKey);
        var order = nameOrder ?? StringComparer.Ordinal;
        var prepared = new PreparedCitizen(citizen, FitTable.Empty, FitTable.Empty);
        var sifted = Sift(citizen, volunteers);
        var named = sifted.Eligible.Select(volunteer => (Name: nameKey(volunteer), Volunteer: volunteer)).ToList();
        named.Sort((a, b) =>
        {
            var byName = order.Compare(a.Name, b.Name);
            return byName != 0 ? byName : LongestIdleThenId(a.Volunteer, b.Volunteer);
        });

        return new(
            [.. named.Select((entry, i) => new RankedVolunteer(i + 1, null, prepared, entry.Volunteer, null))],
            sifted.Excluded,
            sifted.ByRuleAlone,
            null);
    }

    /// <summary>One pair that a person picked, scored without asking the filters. Its place is 0: it stands in no order.</summary>
    public static RankedVolunteer WithoutFilters(CitizenFacts citizen, VolunteerFacts volunteer, RankingModel model)
    {
        ArgumentNullException.ThrowIfNull(citizen);
        ArgumentNullException.ThrowIfNull(volunteer);
        ArgumentNullException.ThrowIfNull(model);
        var prepared = model.Prepare(citizen);
        return new(0, model.Explain(prepared, volunteer).Score, prepared, volunteer, model);
    }

    private static (List<VolunteerFacts> Eligible, List<Exclusion> Excluded, int[] ByRuleAlone) Sift(
        CitizenFacts citizen, IEnumerable<VolunteerFacts> volunteers)
    {
        List<VolunteerFacts> eligible = [];
        List<Exclusion> excluded = [];
        var byRuleAlone = new int[Filters.Rules];
        HashSet<Guid> seen = new(volunteers.TryGetNonEnumeratedCount(out var count) ? count : 0);
        foreach (var volunteer in volunteers)
        {
            if (!seen.Add(volunteer.Id))
            {
                throw new ArgumentException($"Volunteer {volunteer.Id} comes twice.", nameof(volunteers));
            }

            var rules = Filters.BrokenRules(citizen, volunteer);
            if (rules == 0)
            {
                eligible.Add(volunteer);
                continue;
            }

            var exclusion = new Exclusion(citizen, volunteer, rules);
            excluded.Add(exclusion);
            if (Filters.IsSingle(rules))
            {
                byRuleAlone[(int)exclusion.Main]++;
            }
        }

        excluded.Sort(static (a, b) => a.Volunteer.Id.CompareTo(b.Volunteer.Id));
        return (eligible, excluded, byRuleAlone);
    }

    private static Span<(double Score, VolunteerFacts Volunteer)> Score(
        PreparedCitizen citizen, List<VolunteerFacts> volunteers, RankingModel model)
    {
        var scores = new double[volunteers.Count];
        model.Score(citizen, volunteers, scores);
        var scored = new (double Score, VolunteerFacts Volunteer)[volunteers.Count];
        for (var i = 0; i < scored.Length; i++)
        {
            scored[i] = (scores[i], volunteers[i]);
        }

        return scored;
    }

    private static bool IsBefore(double score, VolunteerFacts volunteer, double otherScore, VolunteerFacts other) =>
        score > otherScore || (score == otherScore && LongestIdleThenId(volunteer, other) < 0);

    private static int LongestIdleThenId(VolunteerFacts a, VolunteerFacts b)
    {
        var byIdle = b.IdleDays.CompareTo(a.IdleDays);
        return byIdle != 0 ? byIdle : a.Id.CompareTo(b.Id);
    }
}
