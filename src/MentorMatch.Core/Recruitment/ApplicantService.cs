using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>Says no, kindly, to somebody who has applied.</summary>
public sealed class ApplicantService(
    IDbContextFactory<AppDbContext> contexts, RecruitmentEmails emails, InterviewEmails interviewEmails, TimeProvider clock)
{
    public const int ReasonLength = 500;

    /// <summary>Declines before Ready. The reason is for the history alone; a booked interview is cancelled.</summary>
    public async Task<Result> DeclineAsync(Actor actor, Guid volunteerId, string? reason, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, Subject.Programme(volunteer.ProgrammeId)) is { } refusal) return refusal;
        var why = TypedText.Lines(reason);
        if (why.Length == 0) return RecruitmentErrors.ReasonMissing;
        if (why.Length > ReasonLength) return RecruitmentErrors.Wrong("ReasonTooLong", "Reason", ReasonLength);
        var declined = volunteer.Decline(actor, now, why);
        if (!declined.Succeeded) return declined;

        await CancelInterviewAsync(db, volunteer, actor, now, ct);
        await Work.DoneAsync(db, Work.Key(WorkKind.NewVolunteer, volunteer.Id), actor, now, ct);
        emails.AddDeclined(db, volunteer, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return VolunteerErrors.NotPossibleNow;
        }

        return Result.Success;
    }

    private async Task CancelInterviewAsync(AppDbContext db, Volunteer volunteer, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var booked = await db.Interviews.FirstOrDefaultAsync(i => i.VolunteerId == volunteer.Id && i.State == InterviewState.Booked, ct);
        if (booked is null) return;
        await Work.DoneAsync(db, InterviewService.ToHoldKey(booked), actor, now, ct);
        booked.Cancel(actor, now, reason: null);
        booked.Sequence++;
        interviewEmails.AddCancelled(db, booked, volunteer, now);
    }
}
