using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>Puts a volunteer on a draft by hand.</summary>
public sealed record AddSuggestion
{
    public required Guid ShortlistId { get; init; }

    public required Guid VolunteerId { get; init; }

    /// <summary>Why a rule that speaks against it is set aside; needed only where there is one.</summary>
    public string? OverrideReason { get; init; }
}

/// <summary>A coordinator's hand on a draft: approve, remove, put back, reorder, add. Every deed is in the history.</summary>
public sealed class SuggestionService(IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, TimeProvider clock)
{
    public const int LongestReason = 500;

    public Task<Result> ApproveAsync(Actor actor, Guid suggestionId, CancellationToken ct = default) =>
        ChangeAsync(actor, suggestionId, (_, suggestion, now) => suggestion.Approve(actor, now), ct);

    /// <summary>Back from approved to proposed.</summary>
    public Task<Result> TakeBackAsync(Actor actor, Guid suggestionId, CancellationToken ct = default) =>
        ChangeAsync(actor, suggestionId, (_, suggestion, now) => suggestion.PutBack(actor, now), ct);

    public Task<Result> RemoveAsync(Actor actor, Guid suggestionId, string reason, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) return Task.FromResult<Result>(MatchErrors.ReasonMissing);
        if (reason.Trim().Length > LongestReason) return Task.FromResult<Result>(MatchErrors.ReasonTooLong(LongestReason));
        return ChangeAsync(actor, suggestionId, (_, suggestion, now) => suggestion.Remove(actor, now, reason.Trim()), ct);
    }

    /// <summary>Undoes a removal.</summary>
    public Task<Result> PutBackAsync(Actor actor, Guid suggestionId, CancellationToken ct = default) =>
        ChangeAsync(actor, suggestionId, (_, suggestion, now) => suggestion.PutBack(actor, now), ct);

    /// <summary>Moves one place up (-1) or down (+1) among those that are not removed. At the end of the list nothing happens.</summary>
    public Task<Result> MoveAsync(Actor actor, Guid suggestionId, int by, CancellationToken ct = default) =>
        ChangeAsync(actor, suggestionId, (shortlist, suggestion, now) =>
        {
            var order = shortlist.Suggestions.Where(s => s.State != SuggestionState.Removed).OrderBy(s => s.Place).ToList();
            var from = order.IndexOf(suggestion);
            var to = from + Math.Sign(by);
            if (from < 0) return MatchErrors.ShortlistMovedOn;
            if (to < 0 || to >= order.Count) return Result.Success;
            var other = order[to];
            var (mine, theirs) = (suggestion.Place, other.Place);
            suggestion.MoveTo(theirs, actor, now);
            other.Place = mine;
            return Result.Success;
        }, ct);

    /// <summary>Adds and approves. A rule that can be set aside needs a reason; places, readiness, requirements and conflicts of interest cannot.</summary>
    public async Task<Result> AddAsync(Actor actor, AddSuggestion input, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shortlist = await db.Shortlists.Include(s => s.Suggestions).FirstOrDefaultAsync(s => s.Id == input.ShortlistId, ct);
        if (shortlist is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(shortlist.ProgrammeId)) is { } refusal) return refusal;
        if (shortlist.State != ShortlistState.Draft) return MatchErrors.ShortlistMovedOn;
        var known = shortlist.Suggestions.FirstOrDefault(s => s.VolunteerId == input.VolunteerId);
        if (known is { State: not SuggestionState.Removed }) return MatchErrors.AlreadyOnList;

        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == shortlist.ProgrammeId, ct);
        var citizen = await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == shortlist.CitizenId, ct);
        var now = clock.GetUtcNow();
        var pool = await candidates.LoadOnlyAsync(db, programme, citizen, [input.VolunteerId], now, ct);
        if (pool.Find(input.VolunteerId) is not { } candidate) return AccessErrors.NotFound;

        var why = string.IsNullOrWhiteSpace(input.OverrideReason) ? null : input.OverrideReason.Trim();
        if (RefuseByRules(Filters.Check(pool.Citizen, candidate.Facts), why, candidate.FullName) is { } broken) return broken;
        Put(db, shortlist, known, candidate, programme, pool, actor, now, why);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict ? conflict : Result.Success;
    }

    private static Error? RefuseByRules(Exclusion? exclusion, string? why, string name)
    {
        if (exclusion is null) return null;
        if (HardRules.Broken(exclusion)) return MatchErrors.CannotBeAdded(name);
        if (why is null) return MatchErrors.ReasonMissing;
        return why.Length > LongestReason ? MatchErrors.ReasonTooLong(LongestReason) : null;
    }

    private static void Put(
        AppDbContext db, Shortlist shortlist, Suggestion? known, Candidate candidate, Programme programme, CandidatePool pool,
        Actor actor, DateTimeOffset now, string? why)
    {
        if (known is not null)
        {
            known.PutBack(actor, now);
            known.Override(why);
            known.Approve(actor, now, why);
            return;
        }

        var last = shortlist.Suggestions.Select(s => s.Place).DefaultIfEmpty(0).Max();
        var alone = ProgrammeRanking.Alone(programme, pool, candidate.Facts);
        var added = ProgrammeRanking.Propose(shortlist, programme, pool, candidate.Facts, alone, last + 1, byHand: true);
        added.Override(why);
        added.Approve(actor, now, why);
        // Through its own set: a row with an id that is only put into a loaded list passes for an old one.
        db.Suggestions.Add(added);
    }

    private async Task<Result> ChangeAsync(
        Actor actor, Guid suggestionId, Func<Shortlist, Suggestion, DateTimeOffset, Result> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shortlist = await db.Shortlists.Include(s => s.Suggestions).FirstOrDefaultAsync(s => s.Suggestions.Any(g => g.Id == suggestionId), ct);
        if (shortlist is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(shortlist.ProgrammeId)) is { } refusal) return refusal;
        if (shortlist.State != ShortlistState.Draft) return await Saving.ChangedByOtherAsync(contexts, actor, [shortlist.Id], ct);

        var done = change(shortlist, shortlist.Suggestions.First(s => s.Id == suggestionId), clock.GetUtcNow());
        if (!done.Succeeded) return await Saving.ChangedByOtherAsync(contexts, actor, [suggestionId], ct);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is null
            ? Result.Success
            : await Saving.ChangedByOtherAsync(contexts, actor, [suggestionId, shortlist.Id], ct);
    }
}
