using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

public sealed record InterviewListItem(Guid Id, InterviewState State, DateTimeOffset StartsAt, int Minutes, string Place, string? CoordinatorName);

public sealed class InterviewQueries(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>A volunteer's interviews, newest first; empty for those who may not see them.</summary>
    public async Task<IReadOnlyList<InterviewListItem>> OfVolunteerAsync(Actor actor, Guid volunteerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programmeId = await db.Volunteers.Where(v => v.Id == volunteerId).Select(v => v.ProgrammeId).FirstOrDefaultAsync(ct);
        if (!AccessRules.Allows(actor, Resource.VolunteerProfile, Deed.Read, Subject.Volunteer(programmeId, volunteerId))) return [];
        return await db.Interviews.Where(i => i.VolunteerId == volunteerId).OrderByDescending(i => i.StartsAt)
            .Select(i => new InterviewListItem(
                i.Id, i.State, i.StartsAt, i.Minutes, i.Place,
                db.Accounts.Where(a => a.Id == i.CoordinatorId).OrderBy(a => a.Id).Select(a => a.DisplayName).FirstOrDefault()))
            .ToListAsync(ct);
    }
}
