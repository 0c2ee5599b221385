using System.Globalization;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;

namespace MentorMatch.Core.Matching;

/// <summary>How a programme orders candidates: by the model that serves it, or by the alphabet with the ranker off.</summary>
public static class ProgrammeRanking
{
    /// <summary>What a shortlist says that drafted it with the ranker off.</summary>
    public const string NoModel = "none";

    /// <summary>Read once; a file made for other features is refused here, before it can score anybody.</summary>
    private static readonly Lazy<RankingModel> Shipped = new(() => RankingModelFile.Load(RankingModelFile.PathOf("v0")));

    private static readonly StringComparer Alphabet = StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true);

    /// <summary>The programme's own weights on the shipped model: what serves until a trained one is promoted.</summary>
    public static RankingModel ModelOf(Programme programme)
    {
        // A weight of a feature that a later version dropped is passed over rather than stopping every suggestion.
        var own = programme.RankingWeights.Where(w => ExpertWeights.Check(new Dictionary<string, double> { [w.Key] = w.Value }).Count == 0)
            .ToDictionary(w => w.Key, w => w.Value);
        return ModelOf(ExpertWeights.From(own));
    }

    public static RankingModel ModelOf(ExpertWeights weights) => Shipped.Value.Has(weights)
        ? Shipped.Value
        : Shipped.Value.WithWeights(weights, $"{Shipped.Value.Version}-own");

    public static RankedList Order(Programme programme, CandidatePool pool)
    {
        var facts = pool.Facts;
        return programme.RankerOn
            ? Ranker.Rank(pool.Citizen, facts, pool.Models.Serving)
            : Ranker.OrderWithoutModel(pool.Citizen, facts, v => pool[v.Id].FullName, Alphabet);
    }

    /// <summary>One pair weighed without asking the rules, for somebody whom a coordinator picks; null with the ranker off.</summary>
    public static RankedVolunteer? Alone(Programme programme, CandidatePool pool, VolunteerFacts volunteer) =>
        programme.RankerOn ? Ranker.WithoutFilters(pool.Citizen, volunteer, pool.Models.Serving) : null;

    /// <summary>Where the model in shadow would put these, from 1; empty where none runs.</summary>
    /// <param name="programme">Whose ranking it is.</param>
    /// <param name="pool">The citizen with all candidates.</param>
    /// <param name="wanted">Whose places are asked for.</param>
    /// <param name="eligible">Whom the filters let through, where that is known already.</param>
    public static IReadOnlyDictionary<Guid, int> ShadowPlaces(
        Programme programme, CandidatePool pool, IReadOnlySet<Guid> wanted, IReadOnlyList<VolunteerFacts>? eligible = null) =>
        programme.RankerOn && pool.Models.Shadow is { } shadow
            ? Ranker.Places(pool.Citizen, eligible ?? Ranker.Eligible(pool.Citizen, pool.Facts), shadow, wanted)
            : new Dictionary<Guid, int>();

    /// <summary>
    /// A proposal with all that reasons and learning need: score, shares, reasons, the numbers seen and what saw them. Weighed is
    /// null for somebody picked by hand with the ranker off.
    /// </summary>
    public static Suggestion Propose(
        Shortlist shortlist, Programme programme, CandidatePool pool, VolunteerFacts volunteer, RankedVolunteer? weighed, int place,
        bool byHand = false, int? rankerPlace = null, int? shadowPlace = null, bool forExposure = false) => new()
        {
            ShortlistId = shortlist.Id,
            ProgrammeId = programme.Id,
            VolunteerId = volunteer.Id,
            Place = place,
            RankerPlace = programme.RankerOn && !byHand ? rankerPlace ?? weighed?.Place : null,
            Score = weighed?.Score,
            Contributions = weighed is null ? [] : ContributionsOf(weighed),
            Reasons = weighed is null ? [] : ReasonsOf(weighed),
            Features = pool.Models.Serving.Features(pool.Citizen, volunteer),
            FeatureHash = FeatureSchema.Hash,
            ModelVersion = programme.RankerOn ? pool.Models.Serving.Version : NoModel,
            ShadowPlace = shadowPlace,
            AddedByHand = byHand,
            ForExposure = forExposure,
        };

    /// <summary>The exact shares of one candidate's score; empty with the ranker off. What adds nothing is left out.</summary>
    public static Dictionary<string, double> ContributionsOf(RankedVolunteer ranked) =>
        ranked.Explain() is { } explanation
            ? explanation.Contributions.Where(c => Math.Abs(c.Amount) > 1e-9).ToDictionary(c => FeatureSchema.Of(c.Feature).Name, c => c.Amount)
            : [];

    public static List<SuggestionReason> ReasonsOf(RankedVolunteer ranked, ReasonAudience audience = ReasonAudience.Everyone) => [.. ranked.Reasons(audience).Select(Stored)];

    /// <summary>The number, what it is out of, then keys; empty where there is none.</summary>
    private static SuggestionReason Stored(Reason reason) => new(
        reason.Key.ToString(), [Number(reason.Number), Number(reason.OutOf), .. reason.Keys], reason.Side == ReasonSide.InFavour);

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
