using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>A line of the list of matches.</summary>
public sealed record MatchListItem
{
    public required Guid Id { get; init; }

    public required string CitizenName { get; init; }

    public required string VolunteerName { get; init; }

    public required LocalText Programme { get; init; }

    public required MatchState State { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? LastMetAt { get; init; }

    /// <summary>Whole days since the two last met, or since they started; null where they are not meeting now.</summary>
    public int? DaysSinceMet { get; init; }
}

/// <summary>Which matches are asked for.</summary>
/// <param name="Search">Part of the citizen's or the volunteer's name.</param>
/// <param name="State">One state, or all that live where null and <paramref name="All"/> is false.</param>
/// <param name="All">Also those that are over.</param>
public sealed record MatchFilter(string? Search = null, MatchState? State = null, bool All = false);

public sealed class MatchQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The matches of the coordinator's programmes: those that have been silent longest first.</summary>
    public async Task<Result<Page<MatchListItem>>> ListAsync(Actor actor, MatchFilter filter, PageRequest page, CancellationToken ct = default)
    {
        var programmes = actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Programme(id))).ToList();
        if (programmes.Count == 0) return AccessErrors.NotAllowed;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows =
            from m in db.Matches.AsNoTracking()
            join c in db.Citizens on m.CitizenId equals c.Id
            join v in db.Volunteers on m.VolunteerId equals v.Id
            join p in db.Programmes on m.ProgrammeId equals p.Id
            where programmes.Contains(m.ProgrammeId)
            select new { m, Citizen = c.FirstName + " " + c.LastName, Volunteer = v.FirstName + " " + v.LastName, p.Name };
        if (filter.State is { } state) rows = rows.Where(r => r.m.State == state);
        else if (!filter.All) rows = rows.Where(r => Match.Live.Contains(r.m.State));
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var like = $"%{Escaped(filter.Search.Trim())}%";
            rows = rows.Where(r => EF.Functions.ILike(r.Citizen, like, "\\") || EF.Functions.ILike(r.Volunteer, like, "\\"));
        }

        var total = await rows.CountAsync(ct);
        var found = await rows.OrderBy(r => r.m.LastMetAt ?? r.m.StartedAt ?? r.m.RequestedAt).ThenBy(r => r.m.Id)
            .Skip(page.Skip).Take(page.Take)
            .Select(r => new MatchListItem
            {
                Id = r.m.Id,
                CitizenName = r.Citizen,
                VolunteerName = r.Volunteer,
                Programme = r.Name,
                State = r.m.State,
                RequestedAt = r.m.RequestedAt,
                StartedAt = r.m.StartedAt,
                LastMetAt = r.m.LastMetAt,
            })
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new Page<MatchListItem>([.. found.Select(item => item with { DaysSinceMet = Days(item, now) })], total, page);
    }

    private static int? Days(MatchListItem item, DateTimeOffset now) =>
        item.State is MatchState.Started or MatchState.OnHold or MatchState.Closing && (item.LastMetAt ?? item.StartedAt) is { } since
            ? Math.Max(0, (int)(now - since).TotalDays)
            : null;

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
