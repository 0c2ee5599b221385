using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>Takes a citizen's answer back, within the hours that the programme gives and before anybody acted on it.</summary>
public sealed class ChoiceUndo(
    IDbContextFactory<AppDbContext> contexts, MatchEmails emails, IStringLocalizer<MatchingTexts> texts, TimeProvider clock)
{
    public async Task<Result> UndoAsync(Actor actor, Guid shortlistId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var cards = await OpenCards.LoadAsync(db, shortlistId, ct);
        if (cards is null) return AccessErrors.NotFound;
        if (ChoiceAccess.Refuse(actor, Deed.Write, cards.Citizen) is { } refusal) return refusal;
        var undone = cards.Shortlist.State switch
        {
            ShortlistState.Chosen => await TakeRequestBackAsync(db, cards, actor, now, ct),
            ShortlistState.NoneFits => await TakeAnswerBackAsync(db, cards, WorkKind.NoneFits, actor, now, ct),
            ShortlistState.HelpAsked => await TakeAnswerBackAsync(db, cards, WorkKind.HelpToChoose, actor, now, ct),
            _ => MatchErrors.ShortlistMovedOn,
        };
        if (!undone.Succeeded) return undone;
        if (await Saving.TryAsync(db, MatchErrors.UndoTooLate, ct) is { } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private async Task<Result> TakeRequestBackAsync(AppDbContext db, OpenCards cards, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var match = await db.Matches.FirstOrDefaultAsync(m => m.ShortlistId == cards.Shortlist.Id && m.State == MatchState.Requested, ct);
        if (match is null || !match.CanUndo(cards.Settings, now)) return MatchErrors.UndoTooLate;
        var back = Result.From([.. match.Withdraw(actor, now, texts["Why.Undone"]).Errors, .. await ReopenAsync(db, cards, actor, now, ct)]);
        if (!back.Succeeded) return back;
        // Saved before the place is freed: a volunteer who says yes at this moment makes one of the two lose here.
        if (await Saving.TryAsync(db, MatchErrors.UndoTooLate, ct) is { } conflict) return conflict;
        await VolunteerPlaces.FreeAsync(db, match.VolunteerId, now, ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct);
        emails.RequestWithdrawn(db, volunteer, match, now);
        return Result.Success;
    }

    private async Task<Result> TakeAnswerBackAsync(AppDbContext db, OpenCards cards, WorkKind kind, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (cards.Shortlist.AnsweredAt is not { } answered || now >= answered.AddHours(cards.Settings.UndoHours)) return MatchErrors.UndoTooLate;
        // A coordinator has begun on another list: the two cannot both be open.
        var another = await db.Shortlists.AnyAsync(
            s => s.CitizenId == cards.Citizen.Id && s.Id != cards.Shortlist.Id && s.State != ShortlistState.Expired && s.State != ShortlistState.NoneFits, ct);
        if (another) return MatchErrors.UndoTooLate;
        await Work.DoneAsync(db, Work.Key(kind, cards.Citizen.Id), actor, now, ct);
        return Result.From(await ReopenAsync(db, cards, actor, now, ct));
    }

    private async Task<List<Error>> ReopenAsync(AppDbContext db, OpenCards cards, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        string why = texts["Why.Undone"];
        var chosen = cards.Shortlist.Suggestions.Where(s => s.State == SuggestionState.Chosen).ToList();
        var passedOver = cards.Shortlist.Suggestions.Where(s => s.State == SuggestionState.NotChosen).ToList();
        var free = await cards.FreeAmongAsync(db, passedOver, ct);
        var errors = new List<Error>();
        foreach (var card in chosen.Concat(passedOver.Where(s => free.Contains(s.VolunteerId)))) errors.AddRange(card.ShowAgain(actor, now, why).Errors);
        var fromHelp = cards.Shortlist.State == ShortlistState.HelpAsked;
        errors.AddRange(cards.Shortlist.Reopen(actor, now, why, cards.Settings.ShortlistOpenDays).Errors);
        (cards.Shortlist.NextChoiceId, cards.Shortlist.ChosenWith, cards.Shortlist.AnswerText) = (null, null, null);
        if (!fromHelp) errors.AddRange(cards.Citizen.ChooseAgain(actor, now, why).Errors);
        return errors;
    }
}
