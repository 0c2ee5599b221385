using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>A meeting that the two have had, as somebody typed it.</summary>
public sealed record LogMeeting
{
    /// <summary>Made with the form, so that sending it twice is one line.</summary>
    public required Guid Id { get; init; }

    public required Guid MatchId { get; init; }

    public required DateOnly? HeldOn { get; init; }

    public required int? Minutes { get; init; }

    /// <summary>Read by the citizen and the coordinator; what a citizen writes, the volunteer does not see.</summary>
    public string? Note { get; init; }

    /// <summary>Who told of it, where a coordinator writes it down.</summary>
    public Side ToldBy { get; init; } = Side.Volunteer;
}

/// <summary>The log of meetings. It is what silence is counted from.</summary>
public sealed class MeetingLogService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public const int LeastMinutes = 5;
    public const int MostMinutes = 600;
    public const int NoteLength = 1000;

    private static readonly MatchState[] Running = [MatchState.Started, MatchState.OnHold, MatchState.Closing];

    public async Task<Result> LogAsync(Actor actor, LogMeeting log, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == log.MatchId, ct);
        if (match is null || SideOf(actor, match, log.ToldBy) is not { } side) return AccessErrors.NotFound;
        if (await db.LoggedMeetings.AnyAsync(m => m.Id == log.Id, ct)) return Result.Success;
        if (!Running.Contains(match.State)) return FollowUpErrors.NotPossibleNow;
        var wrong = Wrong(log, match, now).ToList();
        if (wrong.Count > 0) return Result.From(wrong);

        db.LoggedMeetings.Add(new LoggedMeeting
        {
            Id = log.Id,
            ProgrammeId = match.ProgrammeId,
            MatchId = match.Id,
            HeldOn = log.HeldOn!.Value,
            Minutes = log.Minutes!.Value,
            Note = string.IsNullOrWhiteSpace(log.Note) ? null : log.Note.Trim(),
            LoggedBy = side,
            LoggedAt = now,
        });
        var held = At(log.HeldOn.Value, now);
        if (match.LastMetAt is null || held > match.LastMetAt) match.LastMetAt = held;
        await Work.DoneAsync(db, Work.Key(WorkKind.SilentMatch, match.Id), actor, now, ct);
        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }

    /// <summary>Takes a line out. It can be undone, and leaves no gap: the last meeting before it counts again.</summary>
    public Task<Result> RemoveAsync(Actor actor, Guid logId, CancellationToken ct = default) => SetRemovedAsync(actor, logId, clock.GetUtcNow(), ct);

    public Task<Result> UndoRemoveAsync(Actor actor, Guid logId, CancellationToken ct = default) => SetRemovedAsync(actor, logId, null, ct);

    private async Task<Result> SetRemovedAsync(Actor actor, Guid logId, DateTimeOffset? removedAt, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var log = await db.LoggedMeetings.FirstOrDefaultAsync(m => m.Id == logId, ct);
        var match = log is null ? null : await db.Matches.FirstAsync(m => m.Id == log.MatchId, ct);
        if (match is null || SideOf(actor, match, log!.LoggedBy) != log!.LoggedBy) return AccessErrors.NotFound;
        if (!Running.Contains(match.State)) return FollowUpErrors.NotPossibleNow;
        if (log.RemovedAt is null == removedAt is null) return Result.Success;
        log.RemovedAt = removedAt;
        match.LastMetAt = await LastMetAsync(db, match, log, ct);
        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }

    /// <summary>Which side the line counts as: one's own, or for a coordinator the side that told of it. Null where it is not one's business.</summary>
    private static Side? SideOf(Actor actor, Match match, Side toldBy)
    {
        if (actor.VolunteerIds.Contains(match.VolunteerId)) return Allowed(Subject.Volunteer(match.ProgrammeId, match.VolunteerId)) ? Side.Volunteer : null;
        if (actor.CitizenIds.Contains(match.CitizenId)) return Allowed(Subject.Citizen(match.ProgrammeId, match.CitizenId)) ? Side.Citizen : null;
        return Allowed(Subject.Programme(match.ProgrammeId)) ? toldBy : null;

        bool Allowed(Subject subject) => AccessRules.Allows(actor, Resource.Matches, Deed.Write, subject);
    }

    private static IEnumerable<Error> Wrong(LogMeeting log, Match match, DateTimeOffset now)
    {
        if (log.HeldOn is not { } day) yield return FollowUpErrors.Wrong("DateMissing", nameof(log.HeldOn));
        else if (day > now.DanishDate()) yield return FollowUpErrors.Wrong("DateInFuture", nameof(log.HeldOn));
        else if (day < match.StartedAt!.Value.DanishDate()) yield return FollowUpErrors.Wrong("DateBeforeStart", nameof(log.HeldOn), match.StartedAt.Value.DateText());
        if (log.Minutes is not (>= LeastMinutes and <= MostMinutes)) yield return FollowUpErrors.Wrong("MinutesWrong", nameof(log.Minutes), LeastMinutes, MostMinutes);
        if (log.Note?.Length > NoteLength) yield return FollowUpErrors.Wrong("TooLong", nameof(log.Note), NoteLength);
        if (CprNumber.IsIn(log.Note ?? "")) yield return FollowUpErrors.Wrong("CprInText", nameof(log.Note));
    }

    /// <summary>Noon of the day, or now where noon is still to come.</summary>
    private static DateTimeOffset At(DateOnly day, DateTimeOffset now)
    {
        var noon = DanishTime.FromDanish(day, new TimeOnly(12, 0));
        return noon < now ? noon : now;
    }

    /// <summary>The latest line that stands, or the last time the match was taken up again after a hold.</summary>
    private static async Task<DateTimeOffset?> LastMetAsync(AppDbContext db, Match match, LoggedMeeting changed, CancellationToken ct)
    {
        var others = await db.LoggedMeetings.Where(m => m.MatchId == match.Id && m.Id != changed.Id && m.RemovedAt == null)
            .Select(m => new { m.HeldOn, m.LoggedAt }).ToListAsync(ct);
        var met = others.Select(m => (DateTimeOffset?)At(m.HeldOn, m.LoggedAt)).ToList();
        if (changed.RemovedAt is null) met.Add(At(changed.HeldOn, changed.LoggedAt));
        met.Add(await db.StateChanges.Where(c => c.EntityId == match.Id && c.From == nameof(MatchState.OnHold) && c.To == nameof(MatchState.Started))
            .MaxAsync(c => (DateTimeOffset?)c.At, ct));
        return met.Max();
    }
}
