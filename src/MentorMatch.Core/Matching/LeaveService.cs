using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>Somebody stops, and nothing of theirs is left standing: cards, requests, matches and places follow.</summary>
public sealed class LeaveService(
    IDbContextFactory<AppDbContext> contexts, AfterRefusal afterRefusal, MatchEmails emails, TimeProvider clock)
{
    private const int LongestReason = 500;

    /// <summary>A citizen leaves: open cards close, a request is taken back, a running match ends, the place is free, the volunteer is told.</summary>
    public async Task<Result> CitizenLeavesAsync(Actor actor, Guid citizenId, string? reason, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null
            || !AccessRules.Allows(actor, Resource.Matches, Deed.Write, Subject.Citizen(citizen.ProgrammeId, citizen.Id)))
        {
            return AccessErrors.NotFound;
        }

        if (citizen.State == CitizenState.Left) return Result.Success;
        if (LeaveReason.Refuse(reason) is { } refusal) return refusal;
        var left = citizen.Leave(actor, now, reason);
        if (!left.Succeeded) return left;
        var match = await db.Matches.FirstOrDefaultAsync(m => m.CitizenId == citizenId && Match.Live.Contains(m.State), ct);
        if (match is not null) Stop(match, actor, now, reason);
        await CloseListsAndWorkAsync(db, citizen, actor, now, reason, ct);
        if (await Saving.TryAsync(db, MatchErrors.NotPossibleNow, ct) is { } conflict) return conflict;
        if (match is not null) await TellVolunteerAsync(db, match, now, ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>A pause: cards with this volunteer cannot be chosen meanwhile, and a request that waits counts as a no. Running matches go on.</summary>
    public Task<Result> VolunteerPausesAsync(Actor actor, Guid volunteerId, string? reason, CancellationToken ct = default) =>
        StepBackAsync(actor, volunteerId, reason, (volunteer, now) => volunteer.Pause(actor, now, reason), ct);

    /// <summary>A volunteer leaves. Refused while a match runs: that one ends first.</summary>
    public Task<Result> VolunteerLeavesAsync(Actor actor, Guid volunteerId, string? reason, CancellationToken ct = default) =>
        StepBackAsync(actor, volunteerId, reason, (volunteer, now) => volunteer.Leave(actor, now, reason), ct);

    private static void Stop(Match match, Actor actor, DateTimeOffset now, string? reason)
    {
        if (match.State == MatchState.Requested)
        {
            match.Withdraw(actor, now, reason ?? "");
            return;
        }

        if (match.State != MatchState.Closing) match.Close(actor, now, EndReason.CitizenStops, reason);
        match.End(actor, now);
    }

    private static async Task CloseListsAndWorkAsync(
        AppDbContext db, Citizen citizen, Actor actor, DateTimeOffset now, string? reason, CancellationToken ct)
    {
        var lists = await db.Shortlists
            .Where(s => s.CitizenId == citizen.Id && s.State != ShortlistState.Expired && s.State != ShortlistState.NoneFits)
            .ToListAsync(ct);
        foreach (var list in lists) list.Expire(actor, now, reason);
        var work = await db.WorkItems.Where(w => w.CitizenId == citizen.Id && w.DoneAt == null).ToListAsync(ct);
        foreach (var item in work) (item.DoneAt, item.DoneBy) = (now, actor.Name);
    }

    private async Task TellVolunteerAsync(AppDbContext db, Match match, DateTimeOffset now, CancellationToken ct)
    {
        await VolunteerPlaces.FreeAsync(db, match.VolunteerId, now, ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct);
        emails.CitizenLeft(db, volunteer, match, now);
        await db.SaveChangesAsync(ct);
    }

    private async Task<Result> StepBackAsync(
        Actor actor, Guid volunteerId, string? reason, Func<Volunteer, DateTimeOffset, Result> step, CancellationToken ct)
    {
        if (reason?.Trim().Length > LongestReason) return MatchErrors.ReasonTooLong(LongestReason);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var programmeId = await db.Volunteers.Where(v => v.Id == volunteerId).Select(v => (Guid?)v.ProgrammeId).FirstOrDefaultAsync(ct);
        if (programmeId is not { } programme
            || !AccessRules.Allows(actor, Resource.VolunteerProfile, Deed.Write, Subject.Volunteer(programme, volunteerId)))
        {
            return AccessErrors.NotFound;
        }

        foreach (var request in await db.Matches.Where(m => m.VolunteerId == volunteerId && m.State == MatchState.Requested).ToListAsync(ct))
        {
            var declined = request.Decline(actor, now, reason);
            if (!declined.Succeeded) return declined;
            if (await afterRefusal.GoOnAsync(db, request, actor, now, ct) is { } moved) return moved;
        }

        // Loaded after places were freed by statements that pass the tracker by.
        var volunteer = await db.Volunteers.FirstAsync(v => v.Id == volunteerId, ct);
        var done = step(volunteer, now);
        if (!done.Succeeded) return done;
        if (await Saving.TryAsync(db, MatchErrors.NotPossibleNow, ct) is { } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
