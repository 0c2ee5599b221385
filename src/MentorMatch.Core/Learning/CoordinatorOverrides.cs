using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>What coordinators changed in drafts, version by version.</summary>
/// <param name="Rows">The version that drafted most lately comes first.</param>
/// <param name="Reasons">What was written when somebody was taken off; empty for those who may not read cases.</param>
public sealed record CoordinatorOverrides(IReadOnlyList<OverrideRow> Rows, IReadOnlyList<RemovalReason> Reasons)
{
    public const int Days = 180;
    private const int MostReasons = 10;

    internal static async Task<CoordinatorOverrides> ReadAsync(AppDbContext db, Actor actor, Guid programmeId, DateTimeOffset now, CancellationToken ct)
    {
        var from = now.AddDays(-Days);
        var lists = db.Shortlists.AsNoTracking().Where(l => l.ProgrammeId == programmeId && l.CreatedAt >= from);
        var rows = await lists.GroupBy(l => l.ModelVersion).Select(g => new { g.Key, Lists = g.Count(), Latest = g.Max(l => l.CreatedAt) }).ToListAsync(ct);
        var cards = await lists.SelectMany(l => l.Suggestions.Select(s => new
        {
            l.ModelVersion,
            s.AddedByHand,
            // Taken off before anybody saw it: by a hand, not because a place was gone.
            Removed = s.State == SuggestionState.Removed && s.ShownPlace == null,
            RuleSetAside = s.OverrideReason != null,
            // A move is told to the history beside a state that stays.
            Moved = db.StateChanges.Any(c => c.EntityId == s.Id && c.From == c.To),
        })).GroupBy(s => s.ModelVersion).Select(g => new
        {
            g.Key,
            Suggested = g.Count(s => !s.AddedByHand),
            Removed = g.Count(s => s.Removed),
            Added = g.Count(s => s.AddedByHand),
            Moved = g.Count(s => s.Moved),
            RuleSetAside = g.Count(s => s.RuleSetAside),
        }).ToDictionaryAsync(g => g.Key, ct);
        return new(
            [.. rows.OrderByDescending(r => r.Latest).Select(r => cards.TryGetValue(r.Key, out var c)
                ? new OverrideRow(r.Key, r.Lists, c.Suggested, c.Removed, c.Added, c.Moved, c.RuleSetAside)
                : new OverrideRow(r.Key, r.Lists, 0, 0, 0, 0, 0))],
            await ReasonsAsync(db, actor, programmeId, from, ct));
    }

    /// <summary>The words belong to a case: whoever may not read suggestions is told the numbers alone.</summary>
    private static async Task<List<RemovalReason>> ReasonsAsync(AppDbContext db, Actor actor, Guid programmeId, DateTimeOffset from, CancellationToken ct)
    {
        if (!AccessRules.Allows(actor, Resource.Suggestions, Deed.Read, Subject.Programme(programmeId))) return [];
        return await db.StateChanges.AsNoTracking()
            .Where(c => c.ProgrammeId == programmeId && c.Entity == nameof(Suggestion) && c.To == nameof(SuggestionState.Removed) && c.From != nameof(SuggestionState.Shown)
                && c.At >= from && c.Reason != null)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(MostReasons)
            .Select(c => new RemovalReason(c.At, c.ByName, c.Reason!)).ToListAsync(ct);
    }
}

/// <param name="Version">What drafted: a version, or "none".</param>
/// <param name="Lists">Drafts.</param>
/// <param name="Suggested">By it, not by hand.</param>
/// <param name="Removed">By a coordinator.</param>
/// <param name="Added">By a coordinator.</param>
/// <param name="Moved">Suggestions that a coordinator gave another place.</param>
/// <param name="RulesSetAside">Added although a rule spoke against it.</param>
public sealed record OverrideRow(string Version, int Lists, int Suggested, int Removed, int Added, int Moved, int RulesSetAside);

public sealed record RemovalReason(DateTimeOffset At, string By, string Reason);
