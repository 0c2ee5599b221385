using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>A line of the log as one of the two sees it; a note is empty where it is not theirs to read.</summary>
public sealed record LogLine(Guid Id, DateOnly HeldOn, int Minutes, string? Note, Side LoggedBy, bool IsRemoved, bool IsOwn);

/// <summary>A question that one was asked, and who wrote the answer down where it was given by phone.</summary>
public sealed record OwnQuestion(Guid Id, CheckInKind Kind, DateTimeOffset AskedAt, int? Answer, string? WrittenBy);

/// <summary>A match as one of its two people sees it.</summary>
public sealed record OwnMatch
{
    public required Guid Id { get; init; }

    public required Guid CitizenId { get; init; }

    public required Side Side { get; init; }

    public required MatchState State { get; init; }

    public required string OtherFirstName { get; init; }

    /// <summary>How the other is reached, as agreed; null before the agreement, after the end, or where it goes through the coordinator.</summary>
    public required string? OtherContact { get; init; }

    public required Agreement? Agreement { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required Guid? NextMeetingId { get; init; }

    public required DateTimeOffset? NextMeetingAt { get; init; }

    public required string? NextMeetingPlace { get; init; }

    public required IReadOnlyList<LogLine> Log { get; init; }

    public required IReadOnlyList<OwnQuestion> Questions { get; init; }

    /// <summary>The citizen has already asked for another mentor, and the coordinator has not taken it up yet.</summary>
    public bool ChangeAsked { get; init; }

    public bool Running => State is MatchState.Started or MatchState.OnHold or MatchState.Closing;
}

/// <summary>A line of a volunteer's list of matches.</summary>
public sealed record OwnMatchLine(Guid Id, MatchState State, string OtherFirstName, DateTimeOffset? StartedAt, DateTimeOffset RequestedAt);

/// <summary>What volunteer and citizen see of their own match. To everybody else it is not there.</summary>
public sealed class OwnMatchQueries(IDbContextFactory<AppDbContext> contexts)
{
    private const int LongestLog = 30;

    public async Task<Result<OwnMatch>> VolunteerAsync(Actor actor, Guid matchId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (match?.AcceptedAt is null || !actor.VolunteerIds.Contains(match.VolunteerId)
            || !AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Volunteer(match.ProgrammeId, match.VolunteerId)))
        {
            return AccessErrors.NotFound;
        }

        return await ReadAsync(db, match, Side.Volunteer, ct);
    }

    /// <summary>The citizen's latest match to which both said yes; not found where there is none.</summary>
    public async Task<Result<OwnMatch>> CitizenAsync(Actor actor, Guid? matchId = null, CancellationToken ct = default)
    {
        var own = actor.CitizenIds.ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.AsNoTracking()
            .Where(m => own.Contains(m.CitizenId) && m.AcceptedAt != null && (matchId == null || m.Id == matchId))
            .OrderByDescending(m => Match.Live.Contains(m.State)).ThenByDescending(m => m.RequestedAt).FirstOrDefaultAsync(ct);
        return match is null || !AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Citizen(match.ProgrammeId, match.CitizenId))
            ? AccessErrors.NotFound
            : await ReadAsync(db, match, Side.Citizen, ct);
    }

    /// <summary>The volunteer's matches, those that run first.</summary>
    public async Task<IReadOnlyList<OwnMatchLine>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        var own = actor.VolunteerIds.ToList();
        if (own.Count == 0) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (
            from m in db.Matches.AsNoTracking()
            join c in db.Citizens on m.CitizenId equals c.Id
            where own.Contains(m.VolunteerId) && (m.State == MatchState.Requested || m.AcceptedAt != null)
            orderby Match.Live.Contains(m.State) descending, m.RequestedAt descending
            select new OwnMatchLine(m.Id, m.State, c.FirstName, m.StartedAt, m.RequestedAt)).Take(50).ToListAsync(ct);
    }

    private static async Task<OwnMatch> ReadAsync(AppDbContext db, Match match, Side side, CancellationToken ct)
    {
        var people = await MatchPeople.LoadAsync(db, match, ct);
        var next = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.MatchId == match.Id && m.State == MeetingState.Scheduled, ct);
        var log = await db.LoggedMeetings.AsNoTracking().Where(m => m.MatchId == match.Id && (m.RemovedAt == null || m.LoggedBy == side))
            .OrderByDescending(m => m.HeldOn).ThenByDescending(m => m.LoggedAt).Take(LongestLog).ToListAsync(ct);
        var questions = await db.CheckIns.AsNoTracking().Where(c => c.MatchId == match.Id && c.Side == side).OrderByDescending(c => c.AskedAt)
            .Select(c => new OwnQuestion(c.Id, c.Kind, c.AskedAt, c.Answer, c.WrittenBy)).Take(LongestLog).ToListAsync(ct);
        var change = side == Side.Citizen && await db.WorkItems.AnyAsync(w => w.MatchId == match.Id && w.Kind == Worklist.WorkKind.ChangeWanted && w.DoneAt == null, ct);
        return new OwnMatch
        {
            Id = match.Id,
            CitizenId = match.CitizenId,
            Side = side,
            State = match.State,
            OtherFirstName = side == Side.Citizen ? people.Volunteer.FirstName : people.Citizen.FirstName,
            OtherContact = ContactOf(match, people, side),
            Agreement = match.Agreement,
            StartedAt = match.StartedAt,
            NextMeetingId = next?.Id,
            NextMeetingAt = next?.StartsAt,
            NextMeetingPlace = next?.Place,
            Log = [.. log.Select(m => new LogLine(m.Id, m.HeldOn, m.Minutes, side == Side.Citizen || m.LoggedBy == side ? m.Note : null, m.LoggedBy, m.RemovedAt is not null, m.LoggedBy == side))],
            Questions = questions,
            ChangeAsked = change,
        };
    }

    /// <summary>Only while both are in it, and only the way that was agreed on.</summary>
    private static string? ContactOf(Match match, MatchPeople people, Side side)
    {
        if (!Match.Mutual.Contains(match.State)) return null;
        var (phone, email) = side == Side.Citizen ? (people.Volunteer.Phone, people.Volunteer.Email) : (people.Citizen.Phone, people.Citizen.Email);
        return match.Agreement?.Contact switch { "Phone" or "Sms" => phone, "Email" => email, _ => null };
    }
}
