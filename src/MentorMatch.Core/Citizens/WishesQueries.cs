using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

/// <summary>Why somebody opens a citizen's case. Worded as "Purpose.Matching" and so on; the citizen can read it.</summary>
public enum ReadPurpose
{
    Matching,
    FirstMeeting,
    FollowUp,
    CitizenAsked,
    WriteTogether,
}

/// <summary>Wishes in full with what is needed to show and change them.</summary>
public sealed record WishesDetails(Guid CitizenId, string FirstName, CitizenState State, Wishes Wishes, Programme Programme)
{
    public bool Sent => Wishes.SentAt is not null;

    public IReadOnlyList<WishesStep> Unanswered => WishesRules.Unanswered(Wishes);
}

/// <summary>The part of a case that only the citizen and their coordinators see.</summary>
public sealed record CitizenCase(WishesDetails Details, IReadOnlyList<CitizenMessage> Messages, IReadOnlyList<StateChange> History);

/// <summary>Reads wishes: one's own, or a citizen's with a purpose that is written down.</summary>
public sealed class WishesQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The citizen's own wishes; nothing is logged.</summary>
    public async Task<Result<WishesDetails>> OwnAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        if (!actor.CitizenIds.Contains(citizenId)) return AccessErrors.NotAllowed;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, actor, citizenId, ct);
    }

    /// <summary>A coordinator opens the case: who, when and why are saved before anything is shown.</summary>
    public async Task<Result<CitizenCase>> OpenCaseAsync(Actor actor, Guid citizenId, ReadPurpose purpose, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, citizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        if (actor.AccountId is not { } account) return AccessErrors.NotAllowed;
        db.CaseReads.Add(new CaseRead
        {
            CitizenId = citizenId,
            ProgrammeId = found.Value.Programme.Id,
            ByAccountId = account,
            ByName = actor.Name,
            Purpose = purpose.ToString(),
            At = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);

        var messages = await db.CitizenMessages.AsNoTracking().Where(m => m.CitizenId == citizenId).OrderByDescending(m => m.SentAt).ToListAsync(ct);
        var history = await db.StateChanges.AsNoTracking().Where(s => s.EntityId == citizenId && s.Entity == nameof(Citizen)).OrderByDescending(s => s.At).ToListAsync(ct);
        return new CitizenCase(found.Value, messages, history);
    }

    private static async Task<Result<WishesDetails>> FindAsync(AppDbContext db, Actor actor, Guid citizenId, CancellationToken ct)
    {
        var citizen = await db.Citizens.AsNoTracking().FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.CitizenWishes, Deed.Read, citizen.AsSubject()) is { } refusal) return refusal;
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == citizen.ProgrammeId, ct);
        return new WishesDetails(citizen.Id, citizen.FirstName, citizen.State, citizen.Wishes, programme);
    }
}
