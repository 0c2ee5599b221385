using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Training;

/// <summary>A volunteer takes a seat at a training evening, or gives it back. Seats can never be exceeded.</summary>
public sealed class TrainingSignUpService(IDbContextFactory<AppDbContext> contexts, TrainingEmails emails, TimeProvider clock)
{
    /// <summary>The same evening twice is fine and changes nothing.</summary>
    public Task<Result> SignUpAsync(Actor actor, Guid volunteerId, Guid eveningId, CancellationToken ct = default) =>
        ChangeAsync(actor, volunteerId, eveningId, async (db, volunteer, evening, signUp, now) =>
        {
            if (volunteer.State is VolunteerState.Left or VolunteerState.Declined or VolunteerState.Applied) return TrainingErrors.NotInTraining;
            if (signUp is { CancelledAt: null }) return Result.Success;
            var seats = await db.TrainingEvenings.Where(e => e.Id == evening.Id && e.Taken < e.Seats)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Taken, e => e.Taken + 1), ct);
            if (seats == 0) return TrainingErrors.Full;
            if (signUp is null) db.TrainingSignUps.Add(signUp = new TrainingSignUp { EveningId = evening.Id, VolunteerId = volunteer.Id, SignedUpAt = now });
            else (signUp.CancelledAt, signUp.RemindedAt, signUp.OwnChanges) = (null, null, signUp.OwnChanges + 1);
            emails.AddSignedUp(db, evening, signUp, volunteer, now);
            return Result.Success;
        }, ct);

    public Task<Result> CancelAsync(Actor actor, Guid volunteerId, Guid eveningId, CancellationToken ct = default) =>
        ChangeAsync(actor, volunteerId, eveningId, async (db, volunteer, evening, signUp, now) =>
        {
            if (signUp is null or { CancelledAt: not null }) return Result.Success;
            (signUp.CancelledAt, signUp.OwnChanges) = (now, signUp.OwnChanges + 1);
            emails.AddGivenBack(db, evening, signUp, volunteer, now);
            await db.TrainingEvenings.Where(e => e.Id == evening.Id && e.Taken > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Taken, e => e.Taken - 1), ct);
            return Result.Success;
        }, ct);

    private async Task<Result> ChangeAsync(
        Actor actor,
        Guid volunteerId,
        Guid eveningId,
        Func<AppDbContext, Volunteer, TrainingEvening, TrainingSignUp?, DateTimeOffset, Task<Result>> change,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Meetings, Deed.Write, Subject.Volunteer(volunteer.ProgrammeId, volunteerId)) is { } refusal) return refusal;

        // The evening's row is locked, so that two clicks of one volunteer come one after the other.
        var evening = await db.TrainingEvenings
            .FromSql($"select *, xmin from training_evenings where id = {eveningId} for update").AsNoTracking().SingleOrDefaultAsync(ct);
        if (evening is null || evening.ProgrammeId != volunteer.ProgrammeId) return AccessErrors.NotFound;
        if (evening.CancelledAt is not null) return TrainingErrors.IsCancelled;
        if (evening.StartsAt <= now) return TrainingErrors.IsOver;
        var signUp = await db.TrainingSignUps.FirstOrDefaultAsync(s => s.EveningId == eveningId && s.VolunteerId == volunteerId, ct);
        var changed = await change(db, volunteer, evening, signUp, now);
        if (!changed.Succeeded) return changed;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
