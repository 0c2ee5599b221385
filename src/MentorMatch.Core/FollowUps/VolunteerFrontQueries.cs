using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>A match as it stands on the volunteer's front page: a first name, nothing more.</summary>
public sealed record FrontMatch(Guid MatchId, string CitizenFirstName, MatchState State, DateTimeOffset AnswerBy, DateTimeOffset? LastMetAt);

/// <summary>A meeting to come; the citizen's name is not among it.</summary>
public sealed record FrontMeeting(Guid MeetingId, MeetingKind Kind, string Title, DateTimeOffset StartsAt, string Place, InvitationState Answer);

/// <summary>What waits for a volunteer.</summary>
public sealed record VolunteerFront(
    IReadOnlyList<FrontMatch> Requests, IReadOnlyList<FrontMatch> Matches, IReadOnlyList<FrontMeeting> Meetings, IReadOnlyList<Guid> OpenCheckIns)
{
    public static VolunteerFront Empty { get; } = new([], [], [], []);
}

/// <summary>Gathers a volunteer's front page in three short reads.</summary>
public sealed class VolunteerFrontQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public async Task<VolunteerFront> ForAsync(Actor actor, Guid volunteerId, CancellationToken ct = default)
    {
        if (!actor.VolunteerIds.Contains(volunteerId)) return VolunteerFront.Empty;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var matches = await db.Matches.Where(m => m.VolunteerId == volunteerId && Match.Live.Contains(m.State))
            .Join(db.Citizens, m => m.CitizenId, c => c.Id, (m, c) => new FrontMatch(m.Id, c.FirstName, m.State, m.AnswerBy, m.LastMetAt))
            .ToListAsync(ct);
        var meetings = await db.Invitations.Where(i => i.VolunteerId == volunteerId)
            .Join(db.Meetings, i => i.MeetingId, m => m.Id, (i, m) => new { Invitation = i, Meeting = m })
            .Where(r => r.Meeting.State == MeetingState.Scheduled && r.Meeting.StartsAt > now)
            .OrderBy(r => r.Meeting.StartsAt).Take(5)
            .Select(r => new FrontMeeting(r.Meeting.Id, r.Meeting.Kind, r.Meeting.Title, r.Meeting.StartsAt!.Value, r.Meeting.Place, r.Invitation.State))
            .ToListAsync(ct);
        var live = matches.Select(m => m.MatchId).ToArray();
        var checkIns = await db.CheckIns.Where(c => live.Contains(c.MatchId) && c.Side == Side.Volunteer && c.AnsweredAt == null)
            .OrderBy(c => c.AskedAt).Select(c => c.Id).Take(3).ToListAsync(ct);
        return new(
            [.. matches.Where(m => m.State == MatchState.Requested).OrderBy(m => m.AnswerBy)],
            [.. matches.Where(m => m.State != MatchState.Requested)], meetings, checkIns);
    }
}
