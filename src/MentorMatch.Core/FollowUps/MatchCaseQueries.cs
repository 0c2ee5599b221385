using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>Everything that a coordinator sees about a match.</summary>
public sealed record MatchCase
{
    public required Match Match { get; init; }

    public required Citizen Citizen { get; init; }

    public required Volunteer Volunteer { get; init; }

    public required Programme Programme { get; init; }

    public required IReadOnlyList<StateChange> History { get; init; }

    /// <summary>Its first meetings, the latest first.</summary>
    public required IReadOnlyList<Meeting> Meetings { get; init; }

    public required IReadOnlyList<LoggedMeeting> Log { get; init; }

    /// <summary>What was asked, the latest first.</summary>
    public required IReadOnlyList<CheckIn> CheckIns { get; init; }

    public Meeting? Booked => Meetings.FirstOrDefault(m => m.State == MeetingState.Scheduled);

    public Meeting? Held => Meetings.FirstOrDefault(m => m.State == MeetingState.Held);
}

public sealed class MatchCaseQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>A page that loads again a moment later is still the same reading.</summary>
    private static readonly TimeSpan OneReading = TimeSpan.FromMinutes(30);

    /// <summary>Who opened the case, when and why is saved before anything is shown.</summary>
    public async Task<Result<MatchCase>> CaseAsync(Actor actor, Guid matchId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (match is null || !AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Programme(match.ProgrammeId))) return AccessErrors.NotFound;
        if (await NoteReadAsync(db, actor, match, ct) is { } refusal) return refusal;
        var people = await MatchPeople.LoadAsync(db, match, ct);
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == match.ProgrammeId, ct);
        return new MatchCase
        {
            Match = match,
            Citizen = people.Citizen,
            Volunteer = people.Volunteer,
            Programme = programme,
            History = await db.StateChanges.AsNoTracking().Where(c => c.EntityId == match.Id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct),
            Meetings = await db.Meetings.AsNoTracking().Where(m => m.MatchId == match.Id).OrderByDescending(m => m.StartsAt).ToListAsync(ct),
            Log = await db.LoggedMeetings.AsNoTracking().Where(m => m.MatchId == match.Id).OrderByDescending(m => m.HeldOn).ThenByDescending(m => m.LoggedAt).ToListAsync(ct),
            CheckIns = await db.CheckIns.AsNoTracking().Where(c => c.MatchId == match.Id).OrderByDescending(c => c.AskedAt).ToListAsync(ct),
        };
    }

    private async Task<Error?> NoteReadAsync(AppDbContext db, Actor actor, Match match, CancellationToken ct)
    {
        if (actor.AccountId is not { } account) return AccessErrors.NotAllowed;
        var now = clock.GetUtcNow();
        var purpose = (match.StartedAt is null ? ReadPurpose.FirstMeeting : ReadPurpose.FollowUp).ToString();
        var since = now - OneReading;
        var noted = await db.CaseReads.AnyAsync(r => r.CitizenId == match.CitizenId && r.ByAccountId == account && r.Purpose == purpose && r.At > since, ct);
        if (noted) return null;
        db.CaseReads.Add(new CaseRead
        {
            CitizenId = match.CitizenId,
            ProgrammeId = match.ProgrammeId,
            ByAccountId = account,
            ByName = actor.Name,
            Purpose = purpose,
            At = now,
        });
        await db.SaveChangesAsync(ct);
        return null;
    }
}
