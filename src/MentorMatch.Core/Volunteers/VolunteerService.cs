using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>Moves volunteers between states and sets how many citizens they can have.</summary>
public sealed class VolunteerService(IDbContextFactory<AppDbContext> contexts, VolunteerEmails emails, TimeProvider clock)
{
    public const int MostCitizens = 5;
    private const int ReasonLength = 500;
    private const int Tries = 3;

    /// <summary>No new requests for a while; matches that run go on. The volunteer may do this too.</summary>
    public Task<Result> PauseAsync(Actor actor, Guid volunteerId, string? reason, CancellationToken ct = default)
    {
        var why = TypedText.Lines(reason);
        if (why.Length > ReasonLength) return Task.FromResult<Result>(VolunteerErrors.Wrong("TooLong", "Reason", ReasonLength));
        return ChangeAsync(actor, volunteerId, byVolunteerToo: true, (_, volunteer, now) => Task.FromResult(volunteer.Pause(actor, now, why)), ct);
    }

    public Task<Result> ResumeAsync(Actor actor, Guid volunteerId, CancellationToken ct = default) =>
        ChangeAsync(actor, volunteerId, byVolunteerToo: true, (_, volunteer, now) => Task.FromResult(volunteer.Resume(actor, now)), ct);

    /// <summary>Refused with each thing that is still missing.</summary>
    public Task<Result> MarkReadyAsync(Actor actor, Guid volunteerId, CancellationToken ct = default) =>
        ChangeAsync(actor, volunteerId, byVolunteerToo: false, async (db, volunteer, now) =>
        {
            var settings = await db.Programmes.Where(p => p.Id == volunteer.ProgrammeId).Select(p => p.Settings).FirstAsync(ct);
            var ready = volunteer.BecomeReady(actor, settings, now);
            if (!ready.Succeeded) return ready;
            await Work.DoneAsync(db, Work.Key(WorkKind.VolunteerMayBeReady, volunteer.Id), actor, now, ct);
            emails.AddReady(db, volunteer, now);
            return ready;
        }, ct);

    /// <summary>How many citizens at a time: 1–5, and no fewer than there are now.</summary>
    public Task<Result> SetCapacityAsync(Actor actor, Guid volunteerId, int? capacity, CancellationToken ct = default) =>
        ChangeAsync(actor, volunteerId, byVolunteerToo: false, (_, volunteer, _) =>
        {
            if (capacity is not (>= 1 and <= MostCitizens)) return Task.FromResult<Result>(VolunteerErrors.Wrong("CapacityWrong", "Capacity", MostCitizens));
            if (capacity < volunteer.Used) return Task.FromResult<Result>(VolunteerErrors.CapacityBelowUsed(volunteer.Used));
            volunteer.Capacity = capacity.Value;
            return Task.FromResult(Result.Success);
        }, ct);

    private async Task<Result> ChangeAsync(
        Actor actor, Guid volunteerId, bool byVolunteerToo, Func<AppDbContext, Volunteer, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
            if (volunteer is null) return AccessErrors.NotFound;
            var subject = byVolunteerToo ? Subject.Volunteer(volunteer.ProgrammeId, volunteer.Id) : Subject.Programme(volunteer.ProgrammeId);
            if (AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, subject) is { } refusal) return refusal;
            var changed = await change(db, volunteer, clock.GetUtcNow());
            if (!changed.Succeeded) return changed;
            try
            {
                await db.SaveChangesAsync(ct);
                return Result.Success;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // Read again: a move that is no longer allowed is refused then, one that still is goes through.
            }
        }
    }
}
