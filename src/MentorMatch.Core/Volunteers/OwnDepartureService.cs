using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>A volunteer stops. Refused while a match is requested or running: that one is ended together with the coordinator.</summary>
public sealed class OwnDepartureService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int ReasonLength = 500;

    public async Task<Result> LeaveAsync(Actor actor, Guid volunteerId, string? reason, bool sure, CancellationToken ct = default)
    {
        var why = TypedText.Lines(reason);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null || !actor.VolunteerIds.Contains(volunteerId)) return AccessErrors.NotFound;
        if (!sure) return Error.In<OwnVolunteerTexts>("Error.NotSure").At("Sure");
        if (why.Length > ReasonLength) return Error.In<OwnVolunteerTexts>("Error.TooLong", ReasonLength).At("Reason");
        var left = volunteer.Leave(actor, clock.GetUtcNow(), why);
        if (!left.Succeeded) return left;
        volunteer.IdleSince = null;
        return await OwnSaving.SavedAsync(db, ct);
    }
}
