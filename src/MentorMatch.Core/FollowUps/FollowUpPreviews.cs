using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>A match that a plan can be tried on.</summary>
public sealed record PreviewMatch(Guid Id, string Pair, MatchState State);

/// <summary>Reads what the plan means for a match, under the programme's settings or others that are being tried.</summary>
public sealed class FollowUpPreviews(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int MostMatches = 200;

    /// <summary>Matches of a programme, live ones first, by the citizen's name.</summary>
    public async Task<IReadOnlyList<PreviewMatch>> MatchesAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Programme(programmeId))) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from match in db.Matches
            join citizen in db.Citizens on match.CitizenId equals citizen.Id
            join volunteer in db.Volunteers on match.VolunteerId equals volunteer.Id
            where match.ProgrammeId == programmeId && Match.Live.Contains(match.State)
            orderby citizen.FirstName, citizen.LastName, match.Id
            select new { match.Id, Citizen = citizen.FirstName + " " + citizen.LastName, Volunteer = volunteer.FirstName + " " + volunteer.LastName, match.State })
            .Take(MostMatches).ToListAsync(ct);
        return [.. rows.Select(r => new PreviewMatch(r.Id, $"{r.Citizen} – {r.Volunteer}", r.State))];
    }

    /// <param name="actor">Who asks.</param>
    /// <param name="matchId">The match.</param>
    /// <param name="tried">Settings that are not saved yet; those of the programme where left out.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<IReadOnlyList<PreviewStep>>> OfAsync(Actor actor, Guid matchId, ProgrammeSettings? tried = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (match is null || !AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Programme(match.ProgrammeId))) return AccessErrors.NotFound;
        var settings = tried ?? await db.Programmes.Where(p => p.Id == match.ProgrammeId).Select(p => p.Settings).FirstAsync(ct);
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Invitations)
            .Where(m => m.MatchId == matchId && (m.State == MeetingState.Scheduled || m.State == MeetingState.Held))
            .OrderByDescending(m => m.StartsAt).ThenBy(m => m.Id).FirstOrDefaultAsync(ct);
        var facts = new PreviewFacts
        {
            Match = match,
            FirstMeeting = meeting,
            FirstMeetingRemindedAt = meeting?.Invitations.Select(i => i.ReminderSentAt).Max(),
            CitizenHasAddress = await db.Citizens.AnyAsync(c => c.Id == match.CitizenId && c.Email != null && c.AccountId != null, ct),
            CheckIns = await db.CheckIns.AsNoTracking().Where(c => c.MatchId == matchId).ToListAsync(ct),
            Steps = await db.FollowUpSteps.AsNoTracking().Where(s => s.MatchId == matchId).ToListAsync(ct),
        };
        return Result.Of(FollowUpPreview.Of(facts, settings, clock.GetUtcNow()));
    }
}
