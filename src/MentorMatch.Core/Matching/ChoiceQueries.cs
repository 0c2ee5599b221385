using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>A citizen's cards, or what became of them.</summary>
public sealed record CardTable
{
    public required Guid CitizenId { get; init; }

    public required string CitizenFirstName { get; init; }

    public required Programme Programme { get; init; }

    /// <summary>Null where there has been no list, or the last one is void.</summary>
    public required Guid? ShortlistId { get; init; }

    public required ShortlistState? State { get; init; }

    /// <summary>The cards that can be chosen, in the order of this citizen.</summary>
    public required IReadOnlyList<MentorCard> Cards { get; init; }

    /// <summary>Every suggestion that was ever shown on the list, also those that cannot be chosen now.</summary>
    public required IReadOnlyList<Guid> AllCards { get; init; }

    /// <summary>Whether a volunteer who is asked is told the citizen's goals.</summary>
    public required bool SharesGoals { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The chosen mentor's first name while a request runs or a match lives.</summary>
    public required string? ChosenName { get; init; }

    public required string? NextChoiceName { get; init; }

    public required MatchState? MatchState { get; init; }

    public required DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Until when the answer can be taken back; null where it cannot.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }
}

/// <summary>Reads a citizen's cards, for the citizen and for the coordinator beside them.</summary>
public sealed class ChoiceQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public async Task<Result<CardTable>> TableAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var citizen = await db.Citizens.AsNoTracking().FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (ChoiceAccess.Refuse(actor, Deed.Read, citizen) is { } refusal) return refusal;
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == citizen.ProgrammeId, ct);
        var shortlist = await db.Shortlists.AsNoTracking().Include(s => s.Suggestions)
            .Where(s => s.CitizenId == citizenId && s.PublishedAt != null && s.State != ShortlistState.Expired)
            .OrderByDescending(s => s.PublishedAt).FirstOrDefaultAsync(ct);
        var match = shortlist is null
            ? null
            : await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.ShortlistId == shortlist.Id && Match.Live.Contains(m.State), ct);
        return new CardTable
        {
            CitizenId = citizen.Id,
            CitizenFirstName = citizen.FirstName,
            Programme = programme,
            ShortlistId = shortlist?.Id,
            State = shortlist?.State,
            Cards = shortlist is null ? [] : await MentorCards.ReadAsync(
                db, citizen, [.. shortlist.Suggestions.Where(s => s.State == SuggestionState.Shown).OrderBy(s => s.ShownPlace)], ct),
            AllCards = shortlist is null ? [] : [.. shortlist.Suggestions.Where(s => s.ShownPlace is not null).Select(s => s.Id)],
            SharesGoals = citizen.Wishes.ShareGoals,
            ExpiresAt = shortlist?.ExpiresAt,
            ChosenName = await FirstNameAsync(db, match?.VolunteerId, ct),
            NextChoiceName = await FirstNameAsync(db, shortlist?.Suggestions.Find(s => s.Id == shortlist.NextChoiceId)?.VolunteerId, ct),
            MatchState = match?.State,
            AnswerBy = match?.AnswerBy,
            UndoUntil = UndoUntil(shortlist, match, programme.Settings, citizen.State, clock.GetUtcNow()),
        };
    }

    private static DateTimeOffset? UndoUntil(
        Shortlist? shortlist, Match? match, ProgrammeSettings settings, CitizenState citizen, DateTimeOffset now)
    {
        var from = shortlist?.State switch
        {
            ShortlistState.Chosen when match is { State: MatchState.Requested } => match.RequestedAt,
            ShortlistState.HelpAsked => shortlist.AnsweredAt,
            ShortlistState.NoneFits when citizen == CitizenState.WishesDone => shortlist.AnsweredAt,
            _ => null,
        };
        return from?.AddHours(settings.UndoHours) is { } until && now < until ? until : null;
    }

    private static async Task<string?> FirstNameAsync(AppDbContext db, Guid? volunteerId, CancellationToken ct) =>
        volunteerId is null ? null : await db.Volunteers.Where(v => v.Id == volunteerId).Select(v => v.FirstName).FirstOrDefaultAsync(ct);
}
