using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>What a volunteer sees of a citizen who asks for them: first name, shared goals, practical fit. Nothing else leaves.</summary>
public sealed record RequestDetails
{
    public required Guid MatchId { get; init; }

    public required MatchState State { get; init; }

    public required string CitizenFirstName { get; init; }

    /// <summary>Empty where the citizen does not share them.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>About distance, times and language.</summary>
    public required IReadOnlyList<SuggestionReason> Practical { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }

    public required Programme Programme { get; init; }
}

/// <summary>Reads requests for the volunteer who is asked.</summary>
public sealed class RequestQueries(IDbContextFactory<AppDbContext> contexts)
{
    private static readonly string[] Practical =
    [
        nameof(ReasonKey.NearBy), nameof(ReasonKey.FarAway), nameof(ReasonKey.CommonTimes), nameof(ReasonKey.FewCommonTimes),
        nameof(ReasonKey.SharedLanguage), nameof(ReasonKey.LimitedSharedLanguage),
    ];

    /// <summary>Not found for everybody but the volunteer and their coordinators.</summary>
    public async Task<Result<RequestDetails>> RequestAsync(Actor actor, Guid matchId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (match is null || !AccessRules.Allows(actor, Resource.Matches, Deed.Read, Subject.Volunteer(match.ProgrammeId, match.VolunteerId)))
        {
            return AccessErrors.NotFound;
        }

        // A request that is over shares nothing any more.
        var live = Match.Live.Contains(match.State);
        var citizen = await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == match.CitizenId, ct);
        var reasons = await db.Suggestions.Where(s => s.ShortlistId == match.ShortlistId && s.VolunteerId == match.VolunteerId)
            .Select(s => s.Reasons).FirstOrDefaultAsync(ct);
        return new RequestDetails
        {
            MatchId = match.Id,
            State = match.State,
            CitizenFirstName = live ? citizen.FirstName : "",
            Goals = live && citizen.Wishes.ShareGoals ? citizen.Wishes.Goals : [],
            Practical = live ? [.. (reasons ?? []).Where(r => Practical.Contains(r.Key))] : [],
            RequestedAt = match.RequestedAt,
            AnswerBy = match.AnswerBy,
            Programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == match.ProgrammeId, ct),
        };
    }
}
