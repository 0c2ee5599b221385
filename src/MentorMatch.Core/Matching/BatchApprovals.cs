using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>A citizen whose cards could not be shown, and why.</summary>
public sealed record NotShown(Guid CitizenId, string Name, IReadOnlyList<Error> Errors);

/// <param name="Shown">How many citizens got their cards.</param>
/// <param name="Refused">Those who did not; their drafts stand as they were.</param>
public sealed record PublishedBatch(int Shown, IReadOnlyList<NotShown> Refused);

/// <summary>A coordinator's deeds on many drafts of a programme: approve the cards of each, and show those that are ready.</summary>
public sealed class BatchApprovals(IDbContextFactory<AppDbContext> contexts, ShortlistPublishing publishing, TimeProvider clock)
{
    /// <summary>
    /// Approves the first cards of drafts on which nothing is approved yet, as many as a shortlist of the programme holds;
    /// of all such drafts, or of one. Gives the suggestions, so that it can be undone.
    /// </summary>
    public async Task<Result<IReadOnlyList<Guid>>> ApproveAsync(Actor actor, Guid programmeId, Guid? shortlistId = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(programmeId)) is { } refusal) return refusal;
        var settings = await db.Programmes.Where(p => p.Id == programmeId).Select(p => p.Settings).FirstOrDefaultAsync(ct);
        if (settings is null) return AccessErrors.NotFound;
        var drafts = await db.Shortlists
            .Where(s => s.ProgrammeId == programmeId && s.State == ShortlistState.Draft && (shortlistId == null || s.Id == shortlistId)
                && !s.Suggestions.Any(g => g.State == SuggestionState.Approved))
            .OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(ct);
        List<Guid> approved = [];
        foreach (var id in drafts) approved.AddRange(await ApproveOneAsync(actor, id, ShortlistPublishing.MostOf(settings), ct));
        return Result.Of<IReadOnlyList<Guid>>(approved);
    }

    /// <summary>Undoes approvals of drafts that have not been shown since.</summary>
    public async Task<Result> TakeBackAsync(Actor actor, Guid programmeId, IReadOnlyCollection<Guid> suggestionIds, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(programmeId)) is { } refusal) return refusal;
        var cards = await db.Suggestions.Where(g => suggestionIds.Contains(g.Id) && g.ProgrammeId == programmeId && g.State == SuggestionState.Approved).ToListAsync(ct);
        foreach (var card in cards) card.PutBack(actor, clock.GetUtcNow());
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict ? conflict : Result.Success;
    }

    /// <summary>Shows every draft with enough approved cards to its citizen; what is refused for one keeps no other.</summary>
    /// <param name="actor">Who shows them.</param>
    /// <param name="programmeId">Of which programme.</param>
    /// <param name="progress">Told how many have been seen to.</param>
    /// <param name="ct">Stops it between two citizens.</param>
    public async Task<Result<PublishedBatch>> PublishReadyAsync(Actor actor, Guid programmeId, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(programmeId)) is { } refusal) return refusal;
        List<NotShown> refused = [];
        var ready = await ReadyAsync(programmeId, ct);
        for (var i = 0; i < ready.Count; i++)
        {
            progress?.Report(i);
            var shown = await publishing.PublishAsync(actor, ready[i].ShortlistId, ct: ct);
            if (!shown.Succeeded) refused.Add(new(ready[i].CitizenId, ready[i].Name, shown.Errors));
        }

        return new PublishedBatch(ready.Count - refused.Count, refused);
    }

    private async Task<List<(Guid ShortlistId, Guid CitizenId, string Name)>> ReadyAsync(Guid programmeId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ready = await (
            from s in db.Shortlists
            join c in db.Citizens on s.CitizenId equals c.Id
            where s.ProgrammeId == programmeId && s.State == ShortlistState.Draft
                && s.Suggestions.Count(g => g.State == SuggestionState.Approved) >= ShortlistPublishing.Fewest
            orderby c.WaitingSince, c.Id
            select new { s.Id, CitizenId = c.Id, Name = c.FirstName + " " + c.LastName }).ToListAsync(ct);
        return [.. ready.Select(r => (r.Id, r.CitizenId, r.Name))];
    }

    /// <summary>Empty where somebody else changed the list in the meantime.</summary>
    private async Task<IReadOnlyList<Guid>> ApproveOneAsync(Actor actor, Guid shortlistId, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var list = await db.Shortlists.Include(s => s.Suggestions).FirstAsync(s => s.Id == shortlistId, ct);
        if (list.State != ShortlistState.Draft || list.Suggestions.Exists(g => g.State == SuggestionState.Approved)) return [];
        var cards = list.Suggestions.Where(g => g.State == SuggestionState.Proposed).OrderBy(g => g.Place).Take(most).ToList();
        foreach (var card in cards) card.Approve(actor, clock.GetUtcNow());
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is null ? cards.ConvertAll(card => card.Id) : [];
    }
}
