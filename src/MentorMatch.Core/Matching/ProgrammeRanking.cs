using System.Globalization;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;

namespace MentorMatch.Core.Matching;

/// <summary>How a programme orders candidates: its weights on the shipped model, or the alphabet with the ranker off.</summary>
public static class ProgrammeRanking
{
    /// <summary>What a shortlist says that drafted it with the ranker off.</summary>
    public const string NoModel = "none";

    /// <summary>Read once; a file made for other features is refused here, before it can score anybody.</summary>
    private static readonly Lazy<RankingModel> Shipped = new(() => RankingModelFile.Load(RankingModelFile.PathOf("v0")));

    private static readonly StringComparer Alphabet = StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true);

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

    public static string VersionOf(Programme programme) => programme.RankerOn ? ModelOf(programme).Version : NoModel;

    public static RankedList Order(Programme programme, CandidatePool pool)
    {
        var facts = pool.Candidates.Values.Select(c => c.Facts);
        return programme.RankerOn
            ? Ranker.Rank(pool.Citizen, facts, ModelOf(programme))
            : Ranker.OrderWithoutModel(pool.Citizen, facts, v => pool.Candidates[v.Id].FullName, Alphabet);
    }

    /// <summary>One pair weighed without asking the rules, for somebody whom a coordinator picks; null with the ranker off.</summary>
    public static RankedVolunteer? Alone(Programme programme, CitizenFacts citizen, VolunteerFacts volunteer) =>
        programme.RankerOn ? Ranker.WithoutFilters(citizen, volunteer, ModelOf(programme)) : null;

    /// <summary>The exact shares of one candidate's score; empty with the ranker off. What adds nothing is left out.</summary>
    public static Dictionary<string, double> ContributionsOf(RankedVolunteer ranked) =>
        ranked.Explain() is { } explanation
            ? explanation.Contributions.Where(c => Math.Abs(c.Amount) > 1e-9).ToDictionary(c => FeatureSchema.Of(c.Feature).Name, c => c.Amount)
            : [];

    public static List<SuggestionReason> ReasonsOf(RankedVolunteer ranked) => [.. ranked.Reasons().Select(Stored)];

    /// <summary>The number, what it is out of, then keys; empty where there is none.</summary>
    private static SuggestionReason Stored(Reason reason) => new(
        reason.Key.ToString(), [Number(reason.Number), Number(reason.OutOf), .. reason.Keys], reason.Side == ReasonSide.InFavour);

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
