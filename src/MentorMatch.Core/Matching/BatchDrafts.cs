using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>Asks for drafts for everybody who waits, and takes them back as long as nobody has touched them.</summary>
public sealed class BatchDrafts(
    IDbContextFactory<AppDbContext> contexts, Bell<ShortlistBatch> bell, IStringLocalizer<MatchingTexts> texts, TimeProvider clock)
{
    /// <summary>Gives the batch that was begun, or the one that is running already.</summary>
    public async Task<Result<Guid>> StartAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(programmeId)) is { } refusal) return refusal;
        if (await RunningAsync(db, programmeId, ct) is { } running) return running;
        var batch = new ShortlistBatch { ProgrammeId = programmeId, StartedAt = clock.GetUtcNow(), StartedById = actor.AccountId, StartedBy = actor.Name };
        db.Add(batch);
        if (await Saving.TryAsync(db, MatchErrors.NotPossibleNow, ct) is { } conflict)
        {
            // Somebody else was quicker by a moment.
            return await RunningAsync(db, programmeId, ct) is { } theirs ? theirs : conflict;
        }

        bell.Ring();
        return batch.Id;
    }

    /// <summary>Undoes what the batch drafted, but for lists that somebody has approved, changed or shown. Gives how many went.</summary>
    public async Task<Result<int>> TakeBackAsync(Actor actor, Guid batchId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var batch = await db.ShortlistBatches.Include(b => b.Citizens.Where(c => c.Outcome == BatchOutcome.Drafted)).FirstOrDefaultAsync(b => b.Id == batchId, ct);
        if (batch is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(batch.ProgrammeId)) is { } refusal) return refusal;
        if (ShortlistBatch.IsOpen(batch.State)) return MatchErrors.NotPossibleNow;
        var now = clock.GetUtcNow();
        var lists = batch.Citizens.Select(c => c.ShortlistId).OfType<Guid>().ToList();
        foreach (var list in await Untouched(db, lists).ToListAsync(ct))
        {
            list.Expire(actor, now, texts["Why.BatchTakenBack"]);
            batch.Citizens.First(c => c.ShortlistId == list.Id).Outcome = BatchOutcome.TakenBack;
        }

        var went = batch.Citizens.Count(c => c.Outcome == BatchOutcome.TakenBack);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict ? conflict : went;
    }

    /// <summary>Drafts on which no suggestion has a history yet: it begins with the first deed of a coordinator.</summary>
    internal static IQueryable<Shortlist> Untouched(AppDbContext db, IReadOnlyCollection<Guid> lists) => db.Shortlists
        .Where(s => lists.Contains(s.Id) && s.State == ShortlistState.Draft && !s.Suggestions.Any(g => g.AddedByHand || db.StateChanges.Any(c => c.EntityId == g.Id)));

    private static async Task<Guid?> RunningAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        await db.ShortlistBatches.Where(b => b.ProgrammeId == programmeId && b.State != BatchState.Done && b.State != BatchState.Failed)
            .Select(b => (Guid?)b.Id).SingleOrDefaultAsync(ct);
}
