using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <param name="Id">The match.</param>
/// <param name="CitizenName">Whom it is with.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RequestedAt">When the citizen chose.</param>
/// <param name="EndedAt">When it ended, if it has.</param>
public sealed record VolunteerMatch(Guid Id, string CitizenName, MatchState State, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt)
{
    public bool IsLive => Match.Live.Contains(State);
}

/// <summary>The matches of one volunteer, for the coordinators of the programme.</summary>
public sealed class VolunteerMatchQueries(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Newest first; empty for those who may not see them.</summary>
    public async Task<IReadOnlyList<VolunteerMatch>> OfVolunteerAsync(Actor actor, Guid volunteerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programmeId = await db.Volunteers.Where(v => v.Id == volunteerId).Select(v => v.ProgrammeId).FirstOrDefaultAsync(ct);
        if (!AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Programme(programmeId))) return [];
        return await db.Matches.Where(m => m.VolunteerId == volunteerId).OrderByDescending(m => m.RequestedAt)
            .Join(db.Citizens, m => m.CitizenId, c => c.Id, (m, c) => new VolunteerMatch(m.Id, c.FirstName + " " + c.LastName, m.State, m.RequestedAt, m.EndedAt))
            .ToListAsync(ct);
    }
}
