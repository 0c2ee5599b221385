using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

public sealed record AssociationListItem
{
    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required string Name { get; init; }
    public required string? ContactName { get; init; }
    public required string? ContactEmail { get; init; }
    public required string? ContactPhone { get; init; }
    public required string? Notes { get; init; }
    public required string Code { get; init; }
    public required DateTimeOffset? LastContactAt { get; init; }
    public required uint Version { get; init; }

    /// <summary>How many volunteers signed up through its link.</summary>
    public required int Volunteers { get; init; }
}

/// <summary>What a printed sheet for an association's notice board says.</summary>
public sealed record AssociationPoster(string Name, string Code, LocalText Programme, LocalText Intro);

/// <param name="Source">A key of the catalogue's sources.</param>
/// <param name="Count">How many volunteers it brought.</param>
public sealed record SourceCount(string Source, int Count);

public sealed class AssociationQueries(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The associations of the programmes that the actor runs, by name.</summary>
    public async Task<Page<AssociationListItem>> ListAsync(Actor actor, string? search, PageRequest request, CancellationToken ct = default)
    {
        var programmes = Readable(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = db.Associations.Where(a => programmes.Contains(a.ProgrammeId) && a.RemovedAt == null);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = LikePattern.Containing(search);
            found = found.Where(a => EF.Functions.ILike(a.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(a.ContactName ?? "", pattern, LikePattern.Escape) || EF.Functions.ILike(a.Code, pattern, LikePattern.Escape));
        }

        var total = await found.CountAsync(ct);
        var rows = await found.OrderBy(a => a.Name).ThenBy(a => a.Id).Skip(request.Skip).Take(request.Take)
            .Select(a => new AssociationListItem
            {
                Id = a.Id,
                ProgrammeId = a.ProgrammeId,
                Name = a.Name,
                ContactName = a.ContactName,
                ContactEmail = a.ContactEmail,
                ContactPhone = a.ContactPhone,
                Notes = a.Notes,
                Code = a.Code,
                LastContactAt = a.LastContactAt,
                Version = EF.Property<uint>(a, "Version"),
                Volunteers = db.Volunteers.Count(v => v.AssociationId == a.Id),
            })
            .ToListAsync(ct);
        return new Page<AssociationListItem>(rows, total, request);
    }

    /// <summary>Null where there is no such association in a programme that the actor runs.</summary>
    public async Task<AssociationPoster?> PosterAsync(Actor actor, Guid associationId, CancellationToken ct = default)
    {
        var programmes = Readable(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Associations.Where(a => a.Id == associationId && programmes.Contains(a.ProgrammeId) && a.RemovedAt == null)
            .Join(db.Programmes, a => a.ProgrammeId, p => p.Id, (a, p) => new AssociationPoster(a.Name, a.Code, p.Name, p.Intro))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>How many volunteers each source brought to the actor's programmes, most first.</summary>
    public async Task<IReadOnlyList<SourceCount>> SourcesAsync(Actor actor, CancellationToken ct = default)
    {
        var programmes = Readable(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Volunteers.Where(v => programmes.Contains(v.ProgrammeId))
            .GroupBy(v => v.Source).Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(s => s.Count).ThenBy(s => s.Key)
            .Select(s => new SourceCount(s.Key, s.Count)).ToListAsync(ct);
    }

    private static Guid[] Readable(Actor actor) =>
        [.. actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.VolunteerProfile, Deed.Read, Subject.Programme(id)))];
}
