using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Training;

/// <summary>A line of the coordinators' list of evenings.</summary>
public sealed record TrainingEveningListItem(
    Guid Id, LocalText Programme, int Number, string Title, DateTimeOffset StartsAt, string Place, int Seats, int Taken, EveningStatus Status);

/// <summary>One evening with those who have a seat.</summary>
public sealed record TrainingEveningDetails(TrainingEvening Evening, LocalText Programme, EveningStatus Status, IReadOnlyList<TrainingSeat> Seats);

public sealed record TrainingSeat(Guid VolunteerId, string Name, string Phone, VolunteerState State, bool? Attended);

/// <summary>An evening as a volunteer sees it: whether they have a seat, and whether they came (null where that is not known yet).</summary>
public sealed record OwnEvening(
    Guid Id, int Number, string Title, string? Content, DateTimeOffset StartsAt, int Minutes, string Place, int FreeSeats, bool Mine, bool? Attended, EveningStatus Status);

/// <summary>A volunteer's training: what is needed, what has been taken, what can be signed up for.</summary>
public sealed record OwnTraining(Guid VolunteerId, string Name, int Needed, DateTimeOffset? CompletedAt, bool Exempted, IReadOnlyList<OwnEvening> Evenings)
{
    public IReadOnlyList<int> Attended => [.. Evenings.Where(e => e.Attended == true).Select(e => e.Number).Distinct().Order()];
}

/// <summary>Reads training evenings.</summary>
public sealed class TrainingQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The programmes that an evening can be planned for.</summary>
    public async Task<IReadOnlyList<(Guid Id, LocalText Name)>> ProgrammesAsync(Actor actor, CancellationToken ct = default)
    {
        var mine = actor.ProgrammeIds.ToArray();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Programmes.Where(p => mine.Contains(p.Id)).OrderBy(p => p.Slug).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return [.. rows.Select(p => (p.Id, p.Name))];
    }

    public async Task<Page<TrainingEveningListItem>> EveningsAsync(Actor actor, string? search, bool past, PageRequest request, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mine = actor.ProgrammeIds.ToArray();
        var evenings = db.TrainingEvenings.AsNoTracking().Where(e => mine.Contains(e.ProgrammeId));
        evenings = past ? evenings.Where(e => e.StartsAt <= now) : evenings.Where(e => e.StartsAt > now);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = $"%{search.Trim()}%";
            evenings = evenings.Where(e => EF.Functions.ILike(e.Title, pattern) || EF.Functions.ILike(e.Place, pattern));
        }

        var total = await evenings.CountAsync(ct);
        evenings = past ? evenings.OrderByDescending(e => e.StartsAt) : evenings.OrderBy(e => e.StartsAt);
        var rows = await evenings.Skip(request.Skip).Take(request.Take)
            .Join(db.Programmes, e => e.ProgrammeId, p => p.Id, (e, p) => new { Evening = e, p.Name }).ToListAsync(ct);
        return new([.. rows.Select(r => Item(r.Evening, r.Name, now))], total, request);
    }

    public async Task<Result<TrainingEveningDetails>> EveningAsync(Actor actor, Guid eveningId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var evening = await db.TrainingEvenings.AsNoTracking().FirstOrDefaultAsync(e => e.Id == eveningId, ct);
        if (evening is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Meetings, Deed.Write, Subject.Programme(evening.ProgrammeId)) is { } refusal) return refusal;
        var seats = await db.TrainingSignUps.Where(s => s.EveningId == eveningId && s.CancelledAt == null)
            .Join(db.Volunteers, s => s.VolunteerId, v => v.Id, (s, v) => new { s, v })
            .OrderBy(r => r.v.FirstName).ThenBy(r => r.v.LastName)
            .Select(r => new TrainingSeat(r.v.Id, r.v.FirstName + " " + r.v.LastName, r.v.Phone, r.v.State, r.s.Attended))
            .ToListAsync(ct);
        var name = await db.Programmes.Where(p => p.Id == evening.ProgrammeId).Select(p => p.Name).FirstAsync(ct);
        return new TrainingEveningDetails(evening, name, evening.Status(clock.GetUtcNow()), seats);
    }

    public async Task<Result<OwnTraining>> OwnAsync(Actor actor, Guid volunteerId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Meetings, Deed.Read, Subject.Volunteer(volunteer.ProgrammeId, volunteerId)) is { } refusal) return refusal;
        var settings = await db.Programmes.Where(p => p.Id == volunteer.ProgrammeId).Select(p => p.Settings).FirstAsync(ct);
        var mine = await db.TrainingSignUps.AsNoTracking().Where(s => s.VolunteerId == volunteerId && s.CancelledAt == null).ToDictionaryAsync(s => s.EveningId, ct);
        var ids = mine.Keys.ToArray();
        var evenings = await db.TrainingEvenings.AsNoTracking()
            .Where(e => e.ProgrammeId == volunteer.ProgrammeId && (ids.Contains(e.Id) || (e.StartsAt > now && e.CancelledAt == null)))
            .OrderBy(e => e.StartsAt).Take(60).ToListAsync(ct);
        return new OwnTraining(
            volunteer.Id, volunteer.FullName, settings.TrainingEvenings, volunteer.TrainingCompletedAt, volunteer.TrainingExemptionReason is not null,
            [.. evenings.Select(e => Own(e, mine.GetValueOrDefault(e.Id), now))]);
    }

    private static OwnEvening Own(TrainingEvening e, TrainingSignUp? signUp, DateTimeOffset now) => new(
        e.Id, e.Number, e.Title, e.Content, e.StartsAt, e.Minutes, e.Place, e.Seats - e.Taken, signUp is not null, signUp?.Attended, e.Status(now));

    private static TrainingEveningListItem Item(TrainingEvening e, LocalText programme, DateTimeOffset now) =>
        new(e.Id, programme, e.Number, e.Title, e.StartsAt, e.Place, e.Seats, e.Taken, e.Status(now));
}
