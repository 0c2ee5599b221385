using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

public sealed record SaveMatchGuide
{
    public required Guid VolunteerId { get; init; }

    /// <summary>The revision that the form was filled from.</summary>
    public required int Revision { get; init; }

    public required MatchGuideInput Input { get; init; }
}

/// <param name="Revision">What the next save is based on.</param>
/// <param name="SavedAt">When it was saved; earlier where nothing had changed.</param>
/// <param name="Wrong">Fields that keep what they had, because what stands in the form is wrong.</param>
/// <param name="Missing">What approval still asks for.</param>
public sealed record SavedMatchGuide(int Revision, DateTimeOffset? SavedAt, IReadOnlyList<Error> Wrong, IReadOnlyList<Error> Missing);

/// <summary>Keeps the match guide while it is typed, and approves it.</summary>
public sealed class MatchGuideService(IDbContextFactory<AppDbContext> contexts, VolunteerEmails emails, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>Saves what can be saved. Refused where somebody saved after this form was read; the refusal says who and when.</summary>
    public Task<Result<SavedMatchGuide>> SaveAsync(Actor actor, SaveMatchGuide save, CancellationToken ct = default) =>
        ChangeAsync(actor, save.VolunteerId, save.Revision, (_, volunteer, programme, now) =>
        {
            var wrong = MatchGuideRules.Fill(volunteer.Guide, save.Input, programme, now.DanishDate().Year);
            var missing = MatchGuideRules.MissingForApproval(volunteer.Guide, programme);
            // What suggestions rest on cannot be emptied again once it has been approved.
            return Task.FromResult<(Result, IReadOnlyList<Error>)>((volunteer.Guide.ApprovedAt is null ? Result.Success : Result.From(missing), wrong));
        }, ct);

    /// <summary>Approves the saved guide. A volunteer who has been interviewed goes on to training and is told.</summary>
    public Task<Result<SavedMatchGuide>> ApproveAsync(Actor actor, Guid volunteerId, int revision, CancellationToken ct = default) =>
        ChangeAsync(actor, volunteerId, revision, async (db, volunteer, programme, now) =>
            (await ApproveAsync(db, volunteer, programme, actor, now, ct), []), ct);

    private async Task<Result> ApproveAsync(AppDbContext db, Volunteer volunteer, Programme programme, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (volunteer.State is VolunteerState.Applied or VolunteerState.Confirmed) return VolunteerErrors.InterviewNotHeld;
        var missing = MatchGuideRules.MissingForApproval(volunteer.Guide, programme);
        if (missing.Count > 0) return Result.From(missing);
        (volunteer.Guide.ApprovedAt, volunteer.Guide.ApprovedBy) = (now, actor.Name);
        if (volunteer.State != VolunteerState.Interviewed) return Result.Success;
        var started = volunteer.StartTraining(actor, now);
        if (!started.Succeeded) return started;
        emails.AddTrainingOpen(db, volunteer, programme, now);
        await Readiness.NoticeAsync(db, volunteer, programme.Settings, now, ct);
        return Result.Success;
    }

    private async Task<Result<SavedMatchGuide>> ChangeAsync(
        Actor actor,
        Guid volunteerId,
        int revision,
        Func<AppDbContext, Volunteer, Programme, DateTimeOffset, Task<(Result Outcome, IReadOnlyList<Error> Wrong)>> change,
        CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            await using var db = await contexts.CreateDbContextAsync(ct);
            var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
            if (Refuse(actor, volunteer, revision) is { } refusal) return refusal;
            var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == volunteer!.ProgrammeId, ct);
            var (outcome, wrong) = await change(db, volunteer!, programme, now);
            if (!outcome.Succeeded) return outcome;
            var guide = volunteer!.Guide;
            if (db.ChangeTracker.HasChanges()) (guide.Revision, guide.SavedAt, guide.SavedBy) = (guide.Revision + 1, now, actor.Name);
            try
            {
                await db.SaveChangesAsync(ct);
                return new SavedMatchGuide(guide.Revision, guide.SavedAt, wrong, MatchGuideRules.MissingForApproval(guide, programme));
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // The row changed: by a match that took a place, which is no conflict, or by another's save, which the revision tells.
            }
        }
    }

    private static Error? Refuse(Actor actor, Volunteer? volunteer, int revision)
    {
        if (volunteer is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, Subject.Programme(volunteer.ProgrammeId)) is { } refusal) return refusal;
        if (volunteer.State is VolunteerState.Left or VolunteerState.Declined) return VolunteerErrors.NotPossibleNow;
        var guide = volunteer.Guide;
        return guide.Revision == revision ? null : VolunteerErrors.GuideChanged(guide.SavedBy ?? "?", guide.SavedAt ?? volunteer.AppliedAt);
    }
}
