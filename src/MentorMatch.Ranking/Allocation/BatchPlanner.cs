namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// Drafts the shortlists of all waiting citizens at once, so that nobody's best five are everybody's. Worth is what the
/// score is below the citizen's own best, times how much the wait weighs; the assignment is exact.
/// </summary>
public static class BatchPlanner
{
    /// <summary>Lacking a card costs far more than any difference in score.</summary>
    private const double LackCost = 1e6;

    /// <summary>A card for exposure is worth a good deal of score, and no more than that.</summary>
    private const double ExposureLackCost = 20;

    /// <summary>Of a citizen's candidates for such a card, those that suit them more than others.</summary>
    private const int MostForExposureTried = 30;

    /// <summary>How often one batch shows the same volunteer for exposure.</summary>
    private const int MostForExposure = 3;

    public static DraftedBatch Draft(IReadOnlyList<WaitingCitizen> citizens, IReadOnlyList<PlannedMentor> mentors, BatchSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(citizens);
        ArgumentNullException.ThrowIfNull(mentors);
        settings ??= BatchSettings.Default;
        var worths = citizens.Select(citizen => Worths(citizen, settings)).ToList();
        var eligible = worths.SelectMany(choices => choices).Select(choice => choice.Mentor).Distinct().ToList();
        var mean = ((citizens.Count * settings.Cards) + eligible.Sum(mentor => (double)mentors[mentor].TimesShown)) / Math.Max(1, eligible.Count);
        var highest = citizens.Count + mentors.Select(mentor => mentor.TimesShown).DefaultIfEmpty(0).Max();
        var cap = Math.Max(1, (int)Math.Ceiling(mean * settings.ExposureCap));
        var most = worths.Sum(choices => Math.Min(settings.Cards, choices.Count));

        // "Within what is feasible": the least cap that fills as many cards as no cap would, from 1.5 times the mean on.
        while (true)
        {
            var exposure = Exposure(citizens, worths, mentors, cap, settings);
            var cards = Rest(citizens, worths, exposure, mentors, cap, settings);
            var filled = cards.Sum(given => given.Count);
            if (filled >= most || cap >= highest)
            {
                return new(cards, cap, (citizens.Count * settings.Cards) - filled);
            }

            cap = Math.Min(highest, cap + Math.Max(1, cap / 4));
        }
    }

    /// <summary>Highest first.</summary>
    private static List<Choice> Worths(WaitingCitizen citizen, BatchSettings settings)
    {
        if (citizen.Candidates.Count == 0) return [];
        var best = citizen.Candidates.Max(candidate => candidate.Score);
        var weight = 1 + Math.Min(2, Math.Max(0, citizen.WaitingDays) / settings.WaitingDays);
        Choice[] choices = [.. citizen.Candidates.Select(candidate => new Choice(candidate.Mentor, weight * (candidate.Score - best)))];
        Array.Sort(choices, (a, b) => a.Worth.Equals(b.Worth) ? a.Mentor.CompareTo(b.Mentor) : b.Worth.CompareTo(a.Worth));
        return [.. choices];
    }

    private static IReadOnlyList<IReadOnlyList<int>> Exposure(
        IReadOnlyList<WaitingCitizen> citizens, List<List<Choice>> worths, IReadOnlyList<PlannedMentor> mentors, int cap, BatchSettings settings)
    {
        var shown = mentors.Select(mentor => mentor.TimesShown).Order().ToArray();
        var seldom = shown.Length == 0 ? 0 : shown[shown.Length / 4];
        var means = worths.SelectMany(all => all).GroupBy(choice => choice.Mentor).ToDictionary(group => group.Key, group => group.Average(choice => choice.Worth));
        var choices = worths.Select(all => all.Take((int)Math.Ceiling(all.Count * settings.QualityFloor))
            .Where(choice => mentors[choice.Mentor].TimesShown < Math.Max(1, seldom) || (mentors[choice.Mentor].IsNew && mentors[choice.Mentor].TimesShown <= seldom))
            .OrderByDescending(choice => choice.Worth - means[choice.Mentor]).ThenBy(choice => choice.Mentor).Take(MostForExposureTried).ToList()).ToList();

        // Everyone once before anyone twice: these cards are for being seen at all.
        int[] wanted = [.. citizens.Select((_, i) => ForExposure(i + 1, settings) - ForExposure(i, settings))];
        var first = Solve(citizens, choices, [.. Enumerable.Repeat(1, mentors.Count)], wanted, ExposureLackCost);
        var left = choices.Select((all, i) => all.Where(choice => !first[i].Contains(choice.Mentor)).ToList()).ToList();
        var again = Solve(citizens, left, [.. Enumerable.Repeat(Math.Min(cap, MostForExposure) - 1, mentors.Count)], [.. wanted.Select((count, i) => count - first[i].Count)], ExposureLackCost);
        return [.. first.Select((given, i) => (IReadOnlyList<int>)[.. given, .. again[i]])];
    }

    /// <summary>Of the cards of the first so many citizens: where one of five is no whole number a citizen, some have one and some have none.</summary>
    private static int ForExposure(int citizens, BatchSettings settings) =>
        (int)Math.Floor((citizens * settings.Cards * Math.Clamp(settings.ExposureShare, 0, 1)) + 1e-9);

    private static List<IReadOnlyList<Card>> Rest(
        IReadOnlyList<WaitingCitizen> citizens, List<List<Choice>> worths, IReadOnlyList<IReadOnlyList<int>> exposure, IReadOnlyList<PlannedMentor> mentors, int cap, BatchSettings settings)
    {
        int[] left = [.. mentors.Select(mentor => Math.Max(0, cap - mentor.TimesShown))];
        foreach (var mentor in exposure.SelectMany(given => given)) left[mentor] = Math.Max(0, left[mentor] - 1);
        var choices = worths.Select((all, citizen) => Priced(
            [.. all.Where(choice => left[choice.Mentor] > 0 && !exposure[citizen].Contains(choice.Mentor)).Take(settings.Top)], mentors, settings)).ToList();
        var rest = Solve(citizens, choices, left, [.. exposure.Select(given => settings.Cards - given.Count)], LackCost);
        return [.. citizens.Select((citizen, i) => (IReadOnlyList<Card>)[.. citizen.Candidates
            .Where(candidate => rest[i].Contains(candidate.Mentor) || exposure[i].Contains(candidate.Mentor))
            .Select(candidate => new Card(candidate.Mentor, candidate.Score, exposure[i].Contains(candidate.Mentor)))
            .OrderByDescending(card => card.Score).ThenBy(card => card.Mentor)])];
    }

    /// <summary>Who has been shown often is worth less than who has not, so that those behind the first come forward before the cap holds.</summary>
    private static List<Choice> Priced(List<Choice> choices, IReadOnlyList<PlannedMentor> mentors, BatchSettings settings)
    {
        if (choices.Count < 2 || settings.ExposurePrice == 0) return choices;
        var mean = mentors.Average(mentor => mentor.TimesShown);
        if (mean == 0) return choices;
        var price = settings.ExposurePrice * (choices[0].Worth - choices[^1].Worth);
        return choices.ConvertAll(choice => choice with { Worth = choice.Worth - (price * Math.Min(2, mentors[choice.Mentor].TimesShown / mean)) });
    }

    private static IReadOnlyList<IReadOnlyList<int>> Solve(
        IReadOnlyList<WaitingCitizen> citizens, List<List<Choice>> choices, int[] capacity, int[] wanted, double lackCost) =>
        Assigner.Solve(new()
        {
            Choices = choices,
            Capacity = capacity,
            Wanted = wanted,
            LackCost = [.. citizens.Select(citizen => lackCost + Math.Clamp(citizen.WaitingDays, 0, 10_000))],
        }).Mentors;
}
