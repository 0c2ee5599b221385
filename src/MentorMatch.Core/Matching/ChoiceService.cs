using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>The citizen's choice of one card, and whom to ask if that one cannot.</summary>
public sealed record ChooseMentor
{
    public required Guid ShortlistId { get; init; }

    public required Guid SuggestionId { get; init; }

    public Guid? NextSuggestionId { get; init; }
}

/// <summary>
/// A citizen answers the cards, alone or with a coordinator beside. A choice takes the volunteer's place at once and
/// asks them, so that two citizens cannot both have the last one (docs/adr/0006).
/// </summary>
public sealed class ChoiceService(
    IDbContextFactory<AppDbContext> contexts, MatchRequests requests, IStringLocalizer<MatchingTexts> texts, TimeProvider clock)
{
    public const int LongestAnswer = 1000;

    /// <summary>Gives the id of the match. The same choice sent twice is one choice.</summary>
    public async Task<Result<Guid>> ChooseAsync(Actor actor, ChooseMentor choice, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var cards = await OpenCards.LoadAsync(db, choice.ShortlistId, ct);
        if (cards is null) return AccessErrors.NotFound;
        if (Refuse(actor, cards) is { } refusal) return refusal;
        var card = cards.Shortlist.Suggestions.FirstOrDefault(s => s.Id == choice.SuggestionId);
        if (card is null) return AccessErrors.NotFound;
        if (await SameChoiceAsync(db, cards, card, ct) is { } already) return already;
        if (!cards.IsOpen || card.State != SuggestionState.Shown) return card.State == SuggestionState.Removed ? MatchErrors.VolunteerFull : MatchErrors.ShortlistMovedOn;
        var next = cards.Shortlist.Suggestions.FirstOrDefault(s => s.Id == choice.NextSuggestionId && s.State == SuggestionState.Shown);
        if (next is not null && next.Id == card.Id) return MatchErrors.SameNextChoice;

        if (!await VolunteerPlaces.TakeAsync(db, card.VolunteerId, ct))
        {
            await TakeOffAsync(db, cards, card, actor, now, ct);
            if (await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } moved) return moved;
            await transaction.CommitAsync(ct);
            return MatchErrors.VolunteerFull;
        }

        var chosen = Choose(cards, card, next, actor, now);
        if (!chosen.Succeeded) return chosen;
        await Work.DoneAsync(db, Work.Key(WorkKind.HelpToChoose, cards.Citizen.Id), actor, now, ct);
        var match = await requests.AddAsync(db, cards.Settings, cards.Shortlist, card.VolunteerId, now, ct);
        if (await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return match.Id;
    }

    /// <summary>None of the cards fits. The coordinator is asked for others.</summary>
    public Task<Result> NoneFitsAsync(Actor actor, Guid shortlistId, string? why, CancellationToken ct = default) =>
        AnswerAsync(actor, shortlistId, why, async (db, cards, now) =>
        {
            foreach (var card in cards.Shortlist.Suggestions.Where(s => s.State == SuggestionState.Shown)) card.PassOver(actor, now);
            await Work.DoneAsync(db, Work.Key(WorkKind.HelpToChoose, cards.Citizen.Id), actor, now, ct);
            await Work.AddAsync(db, MatchWork.About(WorkKind.NoneFits, cards.Citizen, now), ct);
            return Result.From([
                .. cards.Shortlist.NoneFits(actor, now).Errors,
                .. cards.Citizen.WaitForSuggestions(actor, now, texts["Why.NoneFits"]).Errors]);
        }, ct);

    /// <summary>The citizen would like to talk before choosing. The cards stay open.</summary>
    public Task<Result> AskForHelpAsync(Actor actor, Guid shortlistId, CancellationToken ct = default) =>
        AnswerAsync(actor, shortlistId, null, async (db, cards, now) =>
        {
            if (cards.Shortlist.State == ShortlistState.HelpAsked) return Result.Success;
            await Work.AddAsync(db, MatchWork.About(WorkKind.HelpToChoose, cards.Citizen, now, Urgency.Today), ct);
            return cards.Shortlist.AskForHelp(actor, now);
        }, ct);

    /// <summary>Notes when the citizen first looked at the cards.</summary>
    public async Task SeenAsync(Actor actor, Guid shortlistId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var mine = db.Shortlists.Where(s => s.Id == shortlistId && s.FirstSeenAt == null && actor.CitizenIds.Contains(s.CitizenId));
        await mine.ExecuteUpdateAsync(s => s.SetProperty(l => l.FirstSeenAt, now), ct);
    }

    private static Error? Refuse(Actor actor, OpenCards cards) => ChoiceAccess.Refuse(actor, Deed.Write, cards.Citizen);

    private static async Task<Guid?> SameChoiceAsync(AppDbContext db, OpenCards cards, Suggestion card, CancellationToken ct) =>
        card.State != SuggestionState.Chosen
            ? null
            : await db.Matches.Where(m => m.ShortlistId == cards.Shortlist.Id && m.VolunteerId == card.VolunteerId && Match.Live.Contains(m.State))
                .Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);

    private static Result Choose(OpenCards cards, Suggestion card, Suggestion? next, Actor actor, DateTimeOffset now)
    {
        var errors = new List<Error>();
        foreach (var other in cards.Shortlist.Suggestions.Where(s => s.State == SuggestionState.Shown && s != card))
        {
            errors.AddRange(other.PassOver(actor, now).Errors);
        }

        errors.AddRange(card.Choose(actor, now).Errors);
        errors.AddRange(cards.Shortlist.Choose(actor, now).Errors);
        errors.AddRange(cards.Citizen.Match(actor, now).Errors);
        (cards.Shortlist.NextChoiceId, cards.Shortlist.ChosenWith) = (next?.Id, cards.BesideWhom(actor));
        return Result.From(errors);
    }

    /// <summary>The volunteer has no room any more. With no card left the coordinator is asked for new ones.</summary>
    private async Task TakeOffAsync(AppDbContext db, OpenCards cards, Suggestion card, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        card.Remove(actor, now, texts["Why.VolunteerFull"]);
        if (cards.Shortlist.Suggestions.Exists(s => s.State == SuggestionState.Shown)) return;
        cards.Shortlist.Expire(actor, now, texts["Why.NoCardsLeft"]);
        cards.Citizen.WaitForSuggestions(actor, now, texts["Why.NoCardsLeft"]);
        await Work.DoneAsync(db, Work.Key(WorkKind.HelpToChoose, cards.Citizen.Id), actor, now, ct);
        await Work.AddAsync(db, MatchWork.About(WorkKind.ShortlistRanOut, cards.Citizen, now), ct);
    }

    private async Task<Result> AnswerAsync(
        Actor actor, Guid shortlistId, string? why, Func<AppDbContext, OpenCards, DateTimeOffset, Task<Result>> answer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var cards = await OpenCards.LoadAsync(db, shortlistId, ct);
        if (cards is null) return AccessErrors.NotFound;
        if (Refuse(actor, cards) is { } refusal) return refusal;
        if (why?.Trim().Length > LongestAnswer) return MatchErrors.ReasonTooLong(LongestAnswer);
        if (!cards.IsOpen) return MatchErrors.ShortlistMovedOn;
        var answered = await answer(db, cards, clock.GetUtcNow());
        if (!answered.Succeeded) return answered;
        cards.Shortlist.AnswerText = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        cards.Shortlist.ChosenWith = cards.BesideWhom(actor);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict ? conflict : Result.Success;
    }
}

/// <summary>Whose cards they are: the citizen's own, and those of citizens in a coordinator's programmes.</summary>
internal static class ChoiceAccess
{
    /// <summary>Somebody else's cards are not there at all, so that an id in an address tells nothing.</summary>
    public static Error? Refuse(Actor actor, Deed deed, Citizens.Citizen citizen) =>
        AccessRules.Allows(actor, Resource.Suggestions, deed, Subject.Citizen(citizen.ProgrammeId, citizen.Id)) ? null : AccessErrors.NotFound;
}

/// <summary>What matching puts on the coordinator's list.</summary>
internal static class MatchWork
{
    public static WorkItem About(WorkKind kind, Citizens.Citizen citizen, DateTimeOffset now, Urgency urgency = Urgency.Soon) => new()
    {
        ProgrammeId = citizen.ProgrammeId,
        Kind = kind,
        Key = Work.Key(kind, citizen.Id),
        Urgency = urgency,
        About = citizen.FullName,
        Path = kind == WorkKind.HelpToChoose ? $"/coordinator/citizens/{citizen.Id}/choose" : $"/coordinator/citizens/{citizen.Id}/suggestions",
        CitizenId = citizen.Id,
        Since = now,
    };
}
