using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>
/// What happens when a volunteer said no or did not answer: the place is free again, and the citizen's next choice is
/// asked; without one, the cards that are left open again; with none left, the coordinator finds new ones.
/// </summary>
public sealed class AfterRefusal(MatchRequests requests, MatchEmails emails, IStringLocalizer<MatchingTexts> texts)
{
    /// <summary>Saves, but does not commit. The match has been moved to Declined or Lapsed. Null where it went well.</summary>
    internal async Task<Error?> GoOnAsync(AppDbContext db, Match match, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var cards = await OpenCards.LoadAsync(db, match.ShortlistId, ct);
        string why = texts[match.State == MatchState.Declined ? "Why.VolunteerDeclined" : "Why.VolunteerSilent"];
        foreach (var card in cards!.Shortlist.Suggestions.Where(s => s.State == SuggestionState.Chosen)) card.PassOver(actor, now, why);
        // First out of the one live place of the citizen; and whoever answered at the same moment makes one of the two lose here.
        if (await Saving.TryAsync(db, MatchErrors.RequestMovedOn, ct) is { } conflict) return conflict;
        await VolunteerPlaces.FreeAsync(db, match.VolunteerId, now, ct);
        if (cards.Shortlist.State == ShortlistState.Chosen && !await AskNextAsync(db, cards, match, actor, now, why, ct))
        {
            await OpenCardsAsync(db, cards, match, actor, now, why, ct);
        }

        return await Saving.TryAsync(db, MatchErrors.RequestMovedOn, ct);
    }

    private async Task<bool> AskNextAsync(
        AppDbContext db, OpenCards cards, Match match, Actor actor, DateTimeOffset now, string why, CancellationToken ct)
    {
        var next = cards.Shortlist.Suggestions.FirstOrDefault(s => s.Id == cards.Shortlist.NextChoiceId && s.State == SuggestionState.NotChosen);
        if (next is null || !await VolunteerPlaces.TakeAsync(db, next.VolunteerId, ct)) return false;
        next.ShowAgain(actor, now, why);
        next.Choose(actor, now);
        cards.Shortlist.Reopen(actor, now, why, cards.Settings.ShortlistOpenDays);
        cards.Shortlist.Choose(actor, now);
        cards.Shortlist.NextChoiceId = null;
        await requests.AddAsync(db, cards.Settings, cards.Shortlist, next.VolunteerId, now, ct);
        emails.NextChoiceAsked(db, cards.Citizen, match, now);
        return true;
    }

    private async Task OpenCardsAsync(
        AppDbContext db, OpenCards cards, Match match, Actor actor, DateTimeOffset now, string why, CancellationToken ct)
    {
        var left = cards.Shortlist.Suggestions.Where(s => s.State == SuggestionState.NotChosen).ToList();
        var free = await cards.FreeAmongAsync(db, left, ct);
        cards.Shortlist.NextChoiceId = null;
        foreach (var card in left.Where(s => free.Contains(s.VolunteerId))) card.ShowAgain(actor, now, why);
        if (free.Count > 0)
        {
            cards.Shortlist.Reopen(actor, now, why, cards.Settings.ShortlistOpenDays);
            cards.Citizen.ChooseAgain(actor, now, why);
            emails.CardsOpenAgain(db, cards.Citizen, match, now);
        }
        else
        {
            cards.Shortlist.Expire(actor, now, why);
            cards.Citizen.WaitForSuggestions(actor, now, why);
            emails.WaitForNewCards(db, cards.Citizen, match, now);
        }

        // With cards left the citizen goes on alone, unless nobody can write to them.
        if (free.Count == 0 || cards.Citizen.AccountId is null)
        {
            var kind = match.State == MatchState.Declined ? WorkKind.VolunteerDeclined : WorkKind.VolunteerSilent;
            await Work.AddAsync(db, MatchWork.About(kind, cards.Citizen, now), ct);
        }
    }
}
