namespace MentorMatch.Ranking;

/// <summary>
/// Chooses what to say: the true statements behind which the exact contributions are largest. Features that speak of
/// one matter (three about distance, three about times) count together.
/// </summary>
internal static class ReasonChooser
{
    private const int MostInFavour = 3;
    private const int FewestInFavour = 2;

    /// <summary>What lowers the score by less than this is not worth a warning.</summary>
    private const double LeastAgainst = .05;

    public static IReadOnlyList<Reason> Choose(
        PreparedCitizen citizen, VolunteerFacts volunteer, RankingModel? model, ReasonAudience audience)
    {
        var pair = new ReasonPair(citizen, volunteer, model);
        var readable = ReasonRules.All.Where(rule => rule.Audience <= audience).ToList();
        var against = model is null ? null : Against(readable, pair);
        var inFavour = model is null ? [] : InFavour(readable, pair);
        FillUp(inFavour, against, readable, pair);
        return against is null ? inFavour : [.. inFavour, against];
    }

    private static List<Reason> InFavour(List<ReasonRule> rules, ReasonPair pair) =>
        [.. rules
            .Where(rule => rule.Side == ReasonSide.InFavour && pair.AmountOf(rule) > 0)
            .Select(rule => rule.State(pair))
            .OfType<Reason>()
            .OrderByDescending(reason => reason.Contribution)
            .ThenBy(reason => reason.Key)
            .Take(MostInFavour)];

    private static Reason? Against(List<ReasonRule> rules, ReasonPair pair) =>
        rules
            .Where(rule => rule.Side == ReasonSide.Against && pair.AmountOf(rule) < -LeastAgainst)
            .Select(rule => rule.State(pair))
            .OfType<Reason>()
            .OrderBy(reason => reason.Contribution)
            .ThenBy(reason => reason.Key)
            .FirstOrDefault();

    /// <summary>
    /// Times and language always have something true to say, since the filters ask for them. They fill up to two, unless
    /// the reason against is about the same matter.
    /// </summary>
    private static void FillUp(List<Reason> inFavour, Reason? against, List<ReasonRule> rules, ReasonPair pair)
    {
        foreach (var rule in rules.Where(rule => rule.Key is ReasonKey.CommonTimes or ReasonKey.SharedLanguage))
        {
            var contradicted = against?.Key == (rule.Key == ReasonKey.CommonTimes
                ? ReasonKey.FewCommonTimes
                : ReasonKey.LimitedSharedLanguage);
            if (inFavour.Count < FewestInFavour && !contradicted && inFavour.TrueForAll(reason => reason.Key != rule.Key)
                && rule.State(pair) is { } reason)
            {
                inFavour.Add(reason);
            }
        }
    }
}

/// <summary>A pair with its contributions, if a model scored it.</summary>
internal sealed class ReasonPair(PreparedCitizen prepared, VolunteerFacts volunteer, RankingModel? model)
{
    private readonly Explanation? _explanation = model?.Explain(prepared, volunteer);

    public PreparedCitizen Prepared => prepared;

    public CitizenFacts Citizen => prepared.Facts;

    public VolunteerFacts Volunteer => volunteer;

    public FitTable OccupationFit => model?.OccupationFit ?? FitTable.Empty;

    public FitTable MotivationFit => model?.MotivationFit ?? FitTable.Empty;

    public double AmountOf(ReasonRule rule) =>
        _explanation is null ? 0 : rule.Features.Sum(_explanation.AmountOf);
}
