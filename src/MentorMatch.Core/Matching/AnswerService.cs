using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>A volunteer's yes or no to a citizen.</summary>
public sealed class AnswerService(
    IDbContextFactory<AppDbContext> contexts, AfterRefusal afterRefusal, MatchEmails emails, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>Yes: both are told, and the coordinator books the first meeting.</summary>
    public async Task<Result> AcceptAsync(Actor actor, Guid matchId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (Refuse(actor, match) is { } refusal) return refusal;
        if (match!.State == MatchState.Accepted) return Result.Success;
        var accepted = match.State == MatchState.Requested ? match.Accept(actor, now) : MatchErrors.RequestMovedOn;
        if (!accepted.Succeeded) return accepted;

        var citizen = await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == match.CitizenId, ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct);
        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = match.ProgrammeId,
            Kind = WorkKind.BookFirstMeeting,
            Key = Work.Key(WorkKind.BookFirstMeeting, match.Id),
            Urgency = Urgency.Today,
            About = $"{citizen.FullName} – {volunteer.FullName}",
            Path = $"/coordinator/matches/{match.Id}",
            CitizenId = citizen.Id,
            VolunteerId = volunteer.Id,
            MatchId = match.Id,
            Since = now,
        }, ct);
        emails.AcceptedToCitizen(db, citizen, match, now);
        emails.AcceptedToVolunteer(db, volunteer, match, now);
        return await Saving.TryAsync(db, MatchErrors.RequestMovedOn, ct) is { } conflict ? conflict : Result.Success;
    }

    /// <summary>No, with a reason if the volunteer gives one. It costs nothing: the citizen's next choice is asked, or the cards open again.</summary>
    public async Task<Result> DeclineAsync(Actor actor, Guid matchId, string? reason, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (Refuse(actor, match) is { } refusal) return refusal;
        if (why?.Length > LongestReason) return MatchErrors.ReasonTooLong(LongestReason);
        if (match!.State == MatchState.Declined) return Result.Success;
        if (match.State != MatchState.Requested) return MatchErrors.RequestMovedOn;
        var declined = match.Decline(actor, now, why);
        if (!declined.Succeeded) return declined;
        if (await afterRefusal.GoOnAsync(db, match, actor, now, ct) is { } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>A request that is not one's own is not there at all. A coordinator may answer for a volunteer who phoned.</summary>
    private static Error? Refuse(Actor actor, Match? match) =>
        match is not null
        && AccessRules.Allows(actor, Resource.Matches, Deed.Write, Subject.Volunteer(match.ProgrammeId, match.VolunteerId))
            ? null
            : AccessErrors.NotFound;
}
