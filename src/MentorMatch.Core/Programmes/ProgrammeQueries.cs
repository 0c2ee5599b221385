using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Programmes;

public sealed record ProgrammeListItem(Guid Id, string Slug, string Name, bool Open, int Questions, int TargetVolunteers);

/// <param name="Programme">The programme, to be shown; changes go through the service.</param>
/// <param name="Version">Handed back when saving, so that nobody's changes are lost.</param>
public sealed record ProgrammeDetails(Programme Programme, uint Version);

/// <summary>Reads programmes for those who set them up.</summary>
public sealed class ProgrammeQueries(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<Page<ProgrammeListItem>>> ListAsync(Actor actor, string? search, PageRequest page, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programmes = db.Programmes.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = $"%{search.Trim()}%";
            programmes = programmes.Where(p => EF.Functions.ILike(p.Slug, pattern) || EF.Functions.ILike((string)(object)p.Name, pattern));
        }

        var total = await programmes.CountAsync(ct);
        var rows = await programmes.OrderBy(p => p.Slug).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        var items = rows.Select(p => new ProgrammeListItem(p.Id, p.Slug, p.Name.ToString(), p.Open, p.Questions.Count, p.Settings.TargetVolunteers));
        return new Page<ProgrammeListItem>([.. items], total, page);
    }

    public async Task<Result<ProgrammeDetails>> FindAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Read, Subject.Programme(id)) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Programmes.AsNoTracking().Where(p => p.Id == id)
            .Select(p => new { Programme = p, Version = EF.Property<uint>(p, "Version") }).FirstOrDefaultAsync(ct);
        return found is null ? AccessErrors.NotFound : new ProgrammeDetails(found.Programme, found.Version);
    }

    /// <summary>The programmes whose settings the actor may change, by name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OwnAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Programmes.OrderBy(p => p.Slug).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return [.. rows.Where(p => AccessRules.Allows(actor, Resource.Settings, Deed.Write, Subject.Programme(p.Id))).Select(p => (p.Id, p.Name.ToString()))];
    }

    /// <summary>Names of all programmes, for choices.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> NamesAsync(Actor actor, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Read, Subject.Nobody) is not null) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Programmes.OrderBy(p => p.Slug).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return [.. rows.Select(p => (p.Id, p.Name.ToString()))];
    }
}
