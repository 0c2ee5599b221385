using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>Where a citizen stands, as finely as is known: worded in the texts as State.…, Next.… and Step.… with <paramref name="Key"/>.</summary>
/// <param name="Key">The citizen's state, with the list's or the match's where that says more.</param>
/// <param name="Mentor">The first name of the chosen mentor.</param>
/// <param name="By">When the mentor answers at the latest, or the coordinator looks again.</param>
internal sealed record FrontStatus(string Key, string? Mentor, DateTimeOffset? By)
{
    /// <param name="own">The citizen.</param>
    /// <param name="cards">Their cards or what became of them; null where that is not to be had.</param>
    public static FrontStatus Of(OwnCitizen own, CardTable? cards)
    {
        var more = own.State switch
        {
            CitizenState.Choosing when cards?.State == ShortlistState.HelpAsked => nameof(ShortlistState.HelpAsked),
            CitizenState.Choosing when cards is { State: ShortlistState.Published, Cards.Count: 1 } => "One",
            CitizenState.WishesDone when own.StillLookingAt is not null => "StillLooking",
            CitizenState.WishesDone when cards?.State == ShortlistState.NoneFits => nameof(ShortlistState.NoneFits),
            CitizenState.Matched when cards is { ChosenName: not null, MatchState: { } match } && Match.Live.Contains(match) => match.ToString(),
            _ => null,
        };
        var by = more == "StillLooking" ? StillLookingService.LookAgain(own.StillLookingAt!.Value) : cards?.AnswerBy;
        return new FrontStatus(more is null ? own.State.ToString() : $"{own.State}.{more}", cards?.ChosenName, by);
    }

    /// <summary>Where the one next step is taken; null where there is none.</summary>
    public string? Href => Key switch
    {
        "Matched.Requested" => "/citizen/choose",
        _ when Key.StartsWith(nameof(CitizenState.Matched), StringComparison.Ordinal) => "/citizen/match",
        _ when Key.StartsWith(nameof(CitizenState.Choosing), StringComparison.Ordinal) => "/citizen/choose",
        _ when Key is nameof(CitizenState.Completed) or nameof(CitizenState.Left) => null,
        _ => "/citizen/wishes",
    };
}
