using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

public enum VolunteerSort
{
    Newest,
    Name,
    State,
}

public sealed record VolunteerSearch
{
    /// <summary>Part of a name or an address.</summary>
    public string? Text { get; init; }

    public VolunteerState? State { get; init; }

    public Guid? ProgrammeId { get; init; }

    public string? Source { get; init; }

    public VolunteerSort Sort { get; init; }
}

public sealed record VolunteerListItem
{
    public required Guid Id { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required VolunteerState State { get; init; }
    public required string Source { get; init; }
    public required string? SourceDetail { get; init; }
    public required DateTimeOffset AppliedAt { get; init; }
    public required int Capacity { get; init; }
    public required int Used { get; init; }

    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>How far a programme has come with its recruits.</summary>
public sealed record VolunteerCounts(Guid ProgrammeId, LocalText ProgrammeName, int Target, IReadOnlyDictionary<VolunteerState, int> ByState)
{
    /// <summary>Ready, or paused after being ready.</summary>
    public int Recruited => Of(VolunteerState.Ready) + Of(VolunteerState.Paused);

    public int Of(VolunteerState state) => ByState.GetValueOrDefault(state);
}

/// <summary>Lists the volunteers of the programmes that a coordinator runs.</summary>
public sealed class VolunteerList(IDbContextFactory<AppDbContext> contexts)
{
    private const int MostExported = 20_000;

    public async Task<Page<VolunteerListItem>> PageAsync(Actor actor, VolunteerSearch search, PageRequest request, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = Found(db, actor, search);
        var total = await found.CountAsync(ct);
        var rows = await Items(Sorted(found, search.Sort).Skip(request.Skip).Take(request.Take)).ToListAsync(ct);
        return new Page<VolunteerListItem>(rows, total, request);
    }

    /// <summary>All that were found, for a file.</summary>
    public async Task<IReadOnlyList<VolunteerListItem>> AllAsync(Actor actor, VolunteerSearch search, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Items(Sorted(Found(db, actor, search), search.Sort).Take(MostExported)).ToListAsync(ct);
    }

    /// <summary>One line a programme, in the order they were made.</summary>
    public async Task<IReadOnlyList<VolunteerCounts>> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        var readable = Readable(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programmes = await db.Programmes.AsNoTracking().Where(p => readable.Contains(p.Id)).OrderBy(p => p.CreatedAt).ThenBy(p => p.Slug)
            .Select(p => new { p.Id, p.Name, p.Settings }).ToListAsync(ct);
        var counts = await db.Volunteers.Where(v => readable.Contains(v.ProgrammeId) && v.ErasedAt == null)
            .GroupBy(v => new { v.ProgrammeId, v.State }).Select(g => new { g.Key.ProgrammeId, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        return [.. programmes.Select(p => new VolunteerCounts(
            p.Id, p.Name, p.Settings.TargetVolunteers, counts.Where(c => c.ProgrammeId == p.Id).ToDictionary(c => c.State, c => c.Count)))];
    }

    private static Guid[] Readable(Actor actor) =>
        [.. actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.VolunteerProfile, Deed.Read, Subject.Programme(id)))];

    private static IQueryable<Volunteer> Found(AppDbContext db, Actor actor, VolunteerSearch search)
    {
        var readable = Readable(actor);
        var found = db.Volunteers.AsNoTracking().Where(v => readable.Contains(v.ProgrammeId) && v.ErasedAt == null);
        if (search.ProgrammeId is { } programme) found = found.Where(v => v.ProgrammeId == programme);
        if (search.State is { } state) found = found.Where(v => v.State == state);
        if (!string.IsNullOrEmpty(search.Source)) found = found.Where(v => v.Source == search.Source);
        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            var pattern = LikePattern.Containing(TypedText.Line(search.Text));
            found = found.Where(v => EF.Functions.ILike(v.FirstName + " " + v.LastName, pattern, LikePattern.Escape) || EF.Functions.ILike(v.Email, pattern, LikePattern.Escape));
        }

        return found;
    }

    private static IQueryable<Volunteer> Sorted(IQueryable<Volunteer> found, VolunteerSort sort) => sort switch
    {
        VolunteerSort.Name => found.OrderBy(v => v.LastName).ThenBy(v => v.FirstName).ThenBy(v => v.Id),
        VolunteerSort.State => found.OrderBy(v => v.State).ThenByDescending(v => v.AppliedAt).ThenBy(v => v.Id),
        _ => found.OrderByDescending(v => v.AppliedAt).ThenBy(v => v.Id),
    };

    private static IQueryable<VolunteerListItem> Items(IQueryable<Volunteer> found) => found.Select(v => new VolunteerListItem
    {
        Id = v.Id,
        FirstName = v.FirstName,
        LastName = v.LastName,
        Email = v.Email,
        Phone = v.Phone,
        ProgrammeId = v.ProgrammeId,
        State = v.State,
        Source = v.Source,
        SourceDetail = v.SourceDetail,
        AppliedAt = v.AppliedAt,
        Capacity = v.Capacity,
        Used = v.Used,
    });
}
