using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Worklist;

/// <summary>Which items are asked for. Nothing set asks for all that are open.</summary>
public sealed record WorklistFilter
{
    /// <summary>Only what should be done today.</summary>
    public bool TodayOnly { get; init; }

    public WorkGroup? Group { get; init; }

    public Guid? ProgrammeId { get; init; }

    /// <summary>Part of the name that an item is about.</summary>
    public string? Search { get; init; }
}

/// <summary>A line of the worklist.</summary>
public sealed record WorklistItem(
    Guid Id, WorkKind Kind, Urgency Urgency, string About, string Path, LocalText Programme, DateTimeOffset Since, Guid? CitizenId, Guid? VolunteerId);

/// <summary>How many open items each view holds.</summary>
public sealed record WorklistCounts(
    int All, int Today, IReadOnlyDictionary<WorkGroup, int> ByGroup, IReadOnlyList<ProgrammeCount> ByProgramme);

public sealed record ProgrammeCount(Guid ProgrammeId, LocalText Name, int Count);

public sealed class WorklistQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>Open items of the actor's programmes that are not put off, most urgent first, then longest waiting.</summary>
    public async Task<Page<WorklistItem>> ListAsync(Actor actor, WorklistFilter filter, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = Narrow(OpenItems(db, actor), filter);
        var rows = await items
            .OrderBy(w => w.Urgency == Urgency.Today ? 0 : w.Urgency == Urgency.Soon ? 1 : 2).ThenBy(w => w.Since).ThenBy(w => w.Id)
            .Skip(page.Skip).Take(page.Take)
            .Join(db.Programmes, w => w.ProgrammeId, p => p.Id, (w, p) => new WorklistItem(w.Id, w.Kind, w.Urgency, w.About, w.Path, p.Name, w.Since, w.CitizenId, w.VolunteerId))
            .ToListAsync(ct);
        // A join may give its rows in another order than it took them in.
        var ordered = rows.OrderBy(w => w.Urgency).ThenBy(w => w.Since).ThenBy(w => w.Id).ToList();
        return new(ordered, await items.CountAsync(ct), page);
    }

    public async Task<WorklistCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await OpenItems(db, actor)
            .GroupBy(w => new { w.Kind, w.Urgency, w.ProgrammeId })
            .Select(g => new { g.Key.Kind, g.Key.Urgency, g.Key.ProgrammeId, Count = g.Count() }).ToListAsync(ct);
        var own = Programmes(actor);
        var programmes = await db.Programmes.Where(p => own.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return new(
            counts.Sum(c => c.Count),
            counts.Where(c => c.Urgency == Urgency.Today).Sum(c => c.Count),
            Enum.GetValues<WorkGroup>().ToDictionary(g => g, g => counts.Where(c => WorkGroups.Of(c.Kind) == g).Sum(c => c.Count)),
            [.. programmes.Select(p => new ProgrammeCount(p.Id, p.Name, counts.Where(c => c.ProgrammeId == p.Id).Sum(c => c.Count)))
                .OrderBy(p => p.Name.ToString(), StringComparer.CurrentCulture)]);
    }

    private static List<Guid> Programmes(Actor actor) =>
        [.. actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.Worklist, Deed.Read, Subject.Programme(id)))];

    private IQueryable<WorkItem> OpenItems(AppDbContext db, Actor actor)
    {
        var now = clock.GetUtcNow();
        var own = Programmes(actor);
        return db.WorkItems.AsNoTracking().Where(w => own.Contains(w.ProgrammeId) && w.DoneAt == null && (w.SnoozedUntil == null || w.SnoozedUntil <= now));
    }

    private static IQueryable<WorkItem> Narrow(IQueryable<WorkItem> items, WorklistFilter filter)
    {
        if (filter.TodayOnly) items = items.Where(w => w.Urgency == Urgency.Today);
        if (filter.ProgrammeId is { } programme) items = items.Where(w => w.ProgrammeId == programme);
        if (filter.Group is { } group)
        {
            var kinds = WorkGroups.KindsOf(group);
            items = items.Where(w => kinds.Contains(w.Kind));
        }

        if (string.IsNullOrWhiteSpace(filter.Search)) return items;
        var pattern = LikePattern.Containing(filter.Search);
        return items.Where(w => EF.Functions.ILike(w.About, pattern, LikePattern.Escape));
    }
}
