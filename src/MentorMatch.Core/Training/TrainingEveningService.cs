using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Training;

/// <summary>A training evening as a coordinator typed it.</summary>
public sealed record TrainingEveningInput
{
    public required Guid? ProgrammeId { get; init; }
    public required int? Number { get; init; }
    public required string? Title { get; init; }
    public required string? Content { get; init; }
    public required DateOnly? Date { get; init; }

    /// <summary>Danish wall-clock time.</summary>
    public required TimeOnly? Time { get; init; }

    public required int? Minutes { get; init; }
    public required string? Place { get; init; }
    public required int? Seats { get; init; }
}

/// <summary>Plans, moves and cancels training evenings, and records who came.</summary>
public sealed class TrainingEveningService(IDbContextFactory<AppDbContext> contexts, TrainingEmails emails, TimeProvider clock)
{
    private const int MostSeats = 200;

    public async Task<Result<Guid>> PlanAsync(Actor actor, TrainingEveningInput input, CancellationToken ct = default)
    {
        if (input.ProgrammeId is not { } programmeId) return TrainingErrors.Wrong("ProgrammeMissing", nameof(input.ProgrammeId));
        if (Refuse(actor, programmeId) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.Programmes.Where(p => p.Id == programmeId).Select(p => p.Settings).FirstAsync(ct);
        var wrong = Check(input, settings.TrainingEvenings, clock.GetUtcNow());
        if (wrong.Count > 0) return Result.From(wrong);
        var evening = new TrainingEvening
        {
            ProgrammeId = programmeId,
            Number = input.Number!.Value,
            Title = TypedText.Line(input.Title),
            Content = TypedText.OrNull(TypedText.Lines(input.Content)),
            StartsAt = DanishTime.FromDanish(input.Date!.Value, input.Time!.Value),
            Minutes = input.Minutes!.Value,
            Place = TypedText.Line(input.Place),
            Seats = input.Seats!.Value,
        };
        db.TrainingEvenings.Add(evening);
        await db.SaveChangesAsync(ct);
        return evening.Id;
    }

    /// <summary>Everybody who has signed up is told of another time or place.</summary>
    public async Task<Result> ChangeAsync(Actor actor, Guid eveningId, TrainingEveningInput input, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var evening = await db.TrainingEvenings.FirstOrDefaultAsync(e => e.Id == eveningId, ct);
        if (evening is null) return AccessErrors.NotFound;
        if (Refuse(actor, evening.ProgrammeId) is { } refusal) return refusal;
        if (evening.Status(now) is not EveningStatus.Coming) return TrainingErrors.IsOver;
        var settings = await db.Programmes.Where(p => p.Id == evening.ProgrammeId).Select(p => p.Settings).FirstAsync(ct);
        var wrong = Check(input, settings.TrainingEvenings, now);
        if (input.Seats < evening.Taken) wrong.Add(TrainingErrors.FewerSeatsThanTaken(evening.Taken));
        if (wrong.Count > 0) return Result.From(wrong);

        var startsAt = DanishTime.FromDanish(input.Date!.Value, input.Time!.Value);
        var place = TypedText.Line(input.Place);
        var moved = startsAt != evening.StartsAt || place != evening.Place || input.Minutes != evening.Minutes;
        (evening.Number, evening.Title) = (input.Number!.Value, TypedText.Line(input.Title));
        evening.Content = TypedText.OrNull(TypedText.Lines(input.Content));
        (evening.StartsAt, evening.Minutes, evening.Place, evening.Seats) = (startsAt, input.Minutes!.Value, place, input.Seats!.Value);
        if (moved)
        {
            evening.Sequence++;
            foreach (var taker in await TakersAsync(db, eveningId, ct))
            {
                taker.SignUp.RemindedAt = null;
                emails.AddMoved(db, evening, taker.SignUp, taker.Volunteer, now);
            }
        }

        return await SaveAsync(db, ct);
    }

    public async Task<Result> CancelAsync(Actor actor, Guid eveningId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var evening = await db.TrainingEvenings.FirstOrDefaultAsync(e => e.Id == eveningId, ct);
        if (evening is null) return AccessErrors.NotFound;
        if (Refuse(actor, evening.ProgrammeId) is { } refusal) return refusal;
        if (evening.Status(now) is not EveningStatus.Coming) return TrainingErrors.IsOver;
        evening.CancelledAt = now;
        evening.Sequence++;
        foreach (var taker in await TakersAsync(db, eveningId, ct)) emails.AddCancelled(db, evening, taker.SignUp, taker.Volunteer, now);
        return await SaveAsync(db, ct);
    }

    /// <summary>Who came; can be corrected. A volunteer with every evening has completed the training.</summary>
    public async Task<Result> RecordAttendanceAsync(Actor actor, Guid eveningId, IReadOnlySet<Guid> came, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var evening = await db.TrainingEvenings.FirstOrDefaultAsync(e => e.Id == eveningId, ct);
        if (evening is null) return AccessErrors.NotFound;
        if (Refuse(actor, evening.ProgrammeId) is { } refusal) return refusal;
        if (evening.CancelledAt is not null) return TrainingErrors.IsCancelled;
        if (evening.StartsAt > now) return TrainingErrors.NotYet;
        var settings = await db.Programmes.Where(p => p.Id == evening.ProgrammeId).Select(p => p.Settings).FirstAsync(ct);
        evening.AttendanceRecordedAt = now;
        foreach (var (signUp, volunteer) in await TakersAsync(db, eveningId, ct))
        {
            signUp.Attended = came.Contains(volunteer.Id);
            var taken = await NumbersTakenAsync(db, volunteer.Id, eveningId, ct);
            if (signUp.Attended == true) taken.Add(evening.Number);
            await CompleteAsync(db, volunteer, settings, taken.Count >= settings.TrainingEvenings, now, ct);
        }

        return await SaveAsync(db, ct);
    }

    private static async Task CompleteAsync(AppDbContext db, Volunteer volunteer, ProgrammeSettings settings, bool complete, DateTimeOffset now, CancellationToken ct)
    {
        // Somebody who is ready has been judged ready by a person: a corrected list does not undo that.
        if (volunteer.State != VolunteerState.InTraining) return;
        volunteer.TrainingCompletedAt = complete ? volunteer.TrainingCompletedAt ?? now : null;
        await Readiness.NoticeAsync(db, volunteer, settings, now, ct);
    }

    private static async Task<HashSet<int>> NumbersTakenAsync(AppDbContext db, Guid volunteerId, Guid exceptEveningId, CancellationToken ct) =>
        (await db.TrainingSignUps
            .Where(s => s.VolunteerId == volunteerId && s.Attended == true && s.CancelledAt == null && s.EveningId != exceptEveningId)
            .Join(db.TrainingEvenings, s => s.EveningId, e => e.Id, (_, e) => e.Number)
            .ToListAsync(ct)).ToHashSet();

    private static async Task<List<(TrainingSignUp SignUp, Volunteer Volunteer)>> TakersAsync(AppDbContext db, Guid eveningId, CancellationToken ct)
    {
        var rows = await db.TrainingSignUps.Where(s => s.EveningId == eveningId && s.CancelledAt == null)
            .Join(db.Volunteers, s => s.VolunteerId, v => v.Id, (s, v) => new { SignUp = s, Volunteer = v })
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.SignUp, r.Volunteer))];
    }

    private static Error? Refuse(Actor actor, Guid programmeId) =>
        AccessRules.Refuse(actor, Resource.Meetings, Deed.Write, Subject.Programme(programmeId));

    private static async Task<Result> SaveAsync(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.In<TrainingStaffTexts>("Error.ChangedMeanwhile");
        }
    }

    private static List<Error> Check(TrainingEveningInput input, int evenings, DateTimeOffset now)
    {
        var wrong = new List<Error>();
        if (!(input.Number >= 1 && input.Number <= evenings)) wrong.Add(TrainingErrors.Wrong("NumberWrong", nameof(input.Number), evenings));
        CheckText(wrong, input.Title, nameof(input.Title), 120);
        CheckText(wrong, input.Place, nameof(input.Place), 200);
        if (TypedText.Lines(input.Content).Length > 2000) wrong.Add(TrainingErrors.Wrong("TooLong", nameof(input.Content), 2000));
        if (!(input.Minutes is >= 30 and <= 480)) wrong.Add(TrainingErrors.Wrong("MinutesWrong", nameof(input.Minutes), 30, 480));
        if (!(input.Seats is >= 1 and <= MostSeats)) wrong.Add(TrainingErrors.Wrong("SeatsWrong", nameof(input.Seats), MostSeats));
        if (input.Date is null) wrong.Add(TrainingErrors.Wrong("DateMissing", nameof(input.Date)));
        if (input.Time is null) wrong.Add(TrainingErrors.Wrong("TimeMissing", nameof(input.Time)));
        if (input is not { Date: { } date, Time: { } time }) return wrong;
        if (date > now.DanishDate().AddYears(2)) wrong.Add(TrainingErrors.Wrong("DateTooFar", nameof(input.Date)));
        else if (DanishTime.FromDanish(date, time) <= now) wrong.Add(TrainingErrors.Wrong("DatePast", nameof(input.Date)));
        return wrong;
    }

    private static void CheckText(List<Error> wrong, string? typed, string field, int most)
    {
        var text = TypedText.Line(typed);
        if (text.Length == 0) wrong.Add(TrainingErrors.Wrong($"{field}Missing", field));
        if (text.Length > most) wrong.Add(TrainingErrors.Wrong("TooLong", field, most));
    }
}
