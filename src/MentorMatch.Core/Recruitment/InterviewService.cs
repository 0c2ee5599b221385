using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MentorMatch.Core.Recruitment;

/// <summary>When and where, as a coordinator typed it.</summary>
public sealed record InterviewTime
{
    public required DateOnly? Date { get; init; }

    /// <summary>Danish wall-clock time.</summary>
    public required TimeOnly? Time { get; init; }

    public required int? Minutes { get; init; }

    public required string? Place { get; init; }
}

/// <summary>Books, moves and closes interviews. The volunteer gets a mail and a calendar object for each change.</summary>
public sealed class InterviewService(IDbContextFactory<AppDbContext> contexts, InterviewEmails emails, TimeProvider clock)
{
    public const int PlaceLength = 200;
    private const int LeastMinutes = 15;
    private const int MostMinutes = 240;

    /// <summary>Nearer than this the invitation itself is the reminder.</summary>
    public static readonly TimeSpan RemindBefore = TimeSpan.FromHours(24);

    public async Task<Result<Guid>> BookAsync(Actor actor, Guid volunteerId, InterviewTime time, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (Refuse(actor, volunteer?.ProgrammeId) is { } refusal) return refusal;
        if (volunteer!.State != VolunteerState.Confirmed) return RecruitmentErrors.InterviewNotNow;
        var read = Read(time, now);
        if (!read.Succeeded) return read.WithoutValue();

        var (startsAt, minutes, place) = read.Value;
        var interview = new Interview
        {
            ProgrammeId = volunteer.ProgrammeId,
            VolunteerId = volunteer.Id,
            CoordinatorId = actor.AccountId ?? Guid.Empty,
            StartsAt = startsAt,
            Minutes = minutes,
            Place = place,
            RemindedAt = startsAt - now <= RemindBefore ? now : null,
        };
        db.Interviews.Add(interview);
        await Work.DoneAsync(db, Work.Key(WorkKind.NewVolunteer, volunteer.Id), actor, now, ct);
        emails.AddBooked(db, interview, volunteer, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "ix_interviews_booked" })
        {
            return RecruitmentErrors.InterviewIsBooked;
        }

        return interview.Id;
    }

    public Task<Result> MoveAsync(Actor actor, Guid interviewId, InterviewTime time, CancellationToken ct = default) =>
        ChangeAsync(actor, interviewId, (_, interview, volunteer, now) =>
        {
            if (interview.State != InterviewState.Booked) return Task.FromResult<Result>(RecruitmentErrors.InterviewIsOver);
            var read = Read(time, now);
            if (!read.Succeeded) return Task.FromResult(read.WithoutValue());
            (interview.StartsAt, interview.Minutes, interview.Place) = read.Value;
            interview.RemindedAt = interview.StartsAt - now <= RemindBefore ? now : null;
            interview.Sequence++;
            return Task.FromResult(Result.Success);
        }, emails.AddMoved, ct);

    public Task<Result> CancelAsync(Actor actor, Guid interviewId, string? reason, CancellationToken ct = default) =>
        ChangeAsync(actor, interviewId, async (db, interview, volunteer, now) =>
        {
            var cancelled = interview.Cancel(actor, now, TypedText.OrNull(TypedText.Line(reason)));
            if (!cancelled.Succeeded) return cancelled;
            interview.Sequence++;
            await AskForNextAsync(db, volunteer, now, ct);
            return Result.Success;
        }, emails.AddCancelled, ct);

    /// <summary>The talk took place: the volunteer has been interviewed, and the match guide can be approved.</summary>
    public Task<Result> HoldAsync(Actor actor, Guid interviewId, CancellationToken ct = default) =>
        ChangeAsync(actor, interviewId, (_, interview, volunteer, now) =>
        {
            var held = interview.Hold(actor, now);
            return Task.FromResult(held.Succeeded ? volunteer.Interviewed(actor, now) : held);
        }, mail: null, ct);

    public Task<Result> MissedAsync(Actor actor, Guid interviewId, CancellationToken ct = default) =>
        ChangeAsync(actor, interviewId, async (db, interview, volunteer, now) =>
        {
            if (now < interview.StartsAt) return RecruitmentErrors.InterviewNotYet;
            var missed = interview.MissedByVolunteer(actor, now);
            if (missed.Succeeded) await AskForNextAsync(db, volunteer, now, ct);
            return missed;
        }, emails.AddMissed, ct);

    /// <summary>The key of the item that asks what became of an interview; a moved one is asked for anew.</summary>
    internal static string ToHoldKey(Interview interview) => $"{Work.Key(WorkKind.InterviewToHold, interview.Id)}:{interview.Sequence}";

    private static Error? Refuse(Actor actor, Guid? programmeId) => programmeId is { } id
        ? AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, Subject.Programme(id))
        : AccessErrors.NotFound;

    private async Task<Result> ChangeAsync(
        Actor actor,
        Guid interviewId,
        Func<AppDbContext, Interview, Volunteer, DateTimeOffset, Task<Result>> change,
        Action<AppDbContext, Interview, Volunteer, DateTimeOffset>? mail,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var interview = await db.Interviews.FirstOrDefaultAsync(i => i.Id == interviewId, ct);
        if (Refuse(actor, interview?.ProgrammeId) is { } refusal) return refusal;
        var volunteer = await db.Volunteers.FirstAsync(v => v.Id == interview!.VolunteerId, ct);
        var key = ToHoldKey(interview!);
        var changed = await change(db, interview!, volunteer, now);
        if (!changed.Succeeded) return changed;

        await Work.DoneAsync(db, key, actor, now, ct);
        mail?.Invoke(db, interview!, volunteer, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return RecruitmentErrors.InterviewIsOver;
        }

        return Result.Success;
    }

    /// <summary>The volunteer waits for a time again.</summary>
    private static Task AskForNextAsync(AppDbContext db, Volunteer volunteer, DateTimeOffset now, CancellationToken ct) =>
        volunteer.State == VolunteerState.Confirmed ? Work.AddAsync(db, VolunteerWork.Of(WorkKind.NewVolunteer, volunteer, now), ct) : Task.CompletedTask;

    private static Result<(DateTimeOffset StartsAt, int Minutes, string Place)> Read(InterviewTime time, DateTimeOffset now)
    {
        var wrong = new List<Error>();
        var place = TypedText.Line(time.Place);
        if (time.Date is null) wrong.Add(RecruitmentErrors.Wrong("DateMissing", nameof(time.Date)));
        if (time.Time is null) wrong.Add(RecruitmentErrors.Wrong("TimeMissing", nameof(time.Time)));
        if (time.Minutes is not (>= LeastMinutes and <= MostMinutes)) wrong.Add(RecruitmentErrors.Wrong("MinutesWrong", nameof(time.Minutes), LeastMinutes, MostMinutes));
        if (place.Length == 0) wrong.Add(RecruitmentErrors.Wrong("PlaceMissing", nameof(time.Place)));
        if (place.Length > PlaceLength) wrong.Add(RecruitmentErrors.Wrong("PlaceTooLong", nameof(time.Place), PlaceLength));
        if (wrong.Count > 0) return Result.From(wrong);

        if (time.Date!.Value > now.DanishDate().AddYears(1)) return RecruitmentErrors.Wrong("DateTooFar", nameof(time.Date));
        var startsAt = DanishTime.FromDanish(time.Date.Value, time.Time!.Value);
        return startsAt <= now ? RecruitmentErrors.Wrong("DatePast", nameof(time.Date)) : (startsAt, time.Minutes!.Value, place);
    }
}
