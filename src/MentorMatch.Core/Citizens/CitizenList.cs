using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

public enum CitizenSort
{
    WaitingLongest,
    Name,
    Newest,
}

/// <summary>Which citizens a list shows.</summary>
public sealed record CitizenFilter
{
    public string? Search { get; init; }

    public CitizenState? State { get; init; }

    public Guid? ProgrammeId { get; init; }

    public CitizenSort Sort { get; init; }
}

public sealed record CitizenListItem
{
    public required Guid Id { get; init; }
    public required string FullName { get; init; }
    public required LocalText ProgrammeName { get; init; }
    public required CitizenState State { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
    public required DateTimeOffset? WaitingSince { get; init; }
    public required string? CoordinatorName { get; init; }
    public required bool HasAccount { get; init; }
}

/// <summary>A programme to choose from.</summary>
public sealed record ProgrammeChoice(Guid Id, LocalText Name);

/// <summary>Lists citizens of the programmes that the actor runs; everybody else gets an empty list.</summary>
public sealed class CitizenList(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The most rows of one export.</summary>
    public const int ExportRows = 20_000;

    public async Task<Page<CitizenListItem>> PageAsync(Actor actor, CitizenFilter filter, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var citizens = Filtered(db, actor, filter);
        var total = await citizens.CountAsync(ct);
        var rows = await Rows(db, Sorted(citizens, filter.Sort).Skip(page.Skip).Take(page.Take)).ToListAsync(ct);
        return new Page<CitizenListItem>(rows, total, page);
    }

    public async Task<IReadOnlyList<CitizenListItem>> ExportAsync(Actor actor, CitizenFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db, Sorted(Filtered(db, actor, filter), filter.Sort).Take(ExportRows)).ToListAsync(ct);
    }

    /// <summary>How many there are in each state under the same search and programme.</summary>
    public async Task<IReadOnlyDictionary<CitizenState, int>> CountsAsync(Actor actor, CitizenFilter filter, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Filtered(db, actor, filter with { State = null })
            .GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>The programmes whose citizens the actor may see.</summary>
    public async Task<IReadOnlyList<ProgrammeChoice>> ProgrammesAsync(Actor actor, bool onlyOpen = false, CancellationToken ct = default)
    {
        var ids = Reachable(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Programmes.Where(p => ids.Contains(p.Id) && (p.Open || !onlyOpen))
            .OrderBy(p => p.Slug).Select(p => new ProgrammeChoice(p.Id, p.Name)).ToListAsync(ct);
    }

    private static List<Guid> Reachable(Actor actor) =>
        [.. actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.CitizenBasics, Deed.Write, Subject.Programme(id)))];

    private static IQueryable<Citizen> Filtered(AppDbContext db, Actor actor, CitizenFilter filter)
    {
        var programmes = Reachable(actor);
        var citizens = db.Citizens.AsNoTracking().Where(c => programmes.Contains(c.ProgrammeId) && c.ErasedAt == null);
        if (filter.ProgrammeId is { } programme) citizens = citizens.Where(c => c.ProgrammeId == programme);
        if (filter.State is { } state) citizens = citizens.Where(c => c.State == state);
        foreach (var word in (filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5))
        {
            var pattern = $"%{Literal(word)}%";
            citizens = citizens.Where(c => EF.Functions.ILike(c.FirstName, pattern, "\\") || EF.Functions.ILike(c.LastName, pattern, "\\"));
        }

        return citizens;
    }

    /// <summary>Text that a pattern takes as it stands.</summary>
    private static string Literal(string word) => word
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

    private static IQueryable<Citizen> Sorted(IQueryable<Citizen> citizens, CitizenSort sort) => sort switch
    {
        CitizenSort.Name => citizens.OrderBy(c => c.LastName).ThenBy(c => c.FirstName).ThenBy(c => c.Id),
        CitizenSort.Newest => citizens.OrderByDescending(c => c.InvitedAt).ThenBy(c => c.Id),
        _ => citizens.OrderBy(c => c.WaitingSince == null).ThenBy(c => c.WaitingSince).ThenBy(c => c.LastName).ThenBy(c => c.Id),
    };

    private static IQueryable<CitizenListItem> Rows(AppDbContext db, IQueryable<Citizen> citizens) =>
        from c in citizens
        join p in db.Programmes on c.ProgrammeId equals p.Id
        join a in db.Accounts on c.CoordinatorId equals a.Id into coordinators
        from a in coordinators.DefaultIfEmpty()
        select new CitizenListItem
        {
            Id = c.Id,
            FullName = c.FirstName + " " + c.LastName,
            ProgrammeName = p.Name,
            State = c.State,
            InvitedAt = c.InvitedAt,
            WaitingSince = c.WaitingSince,
            CoordinatorName = a == null ? null : a.DisplayName,
            HasAccount = c.AccountId != null,
        };
}
