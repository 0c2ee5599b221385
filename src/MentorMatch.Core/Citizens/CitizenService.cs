using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MentorMatch.Core.Citizens;

/// <summary>What coordinators do with a citizen's record: invite, change, hand over.</summary>
public sealed class CitizenService(IDbContextFactory<AppDbContext> contexts, CitizenEmails emails, TimeProvider clock)
{
    public const int InvitationDays = 14;

    /// <returns>The citizen's id. An empty programme id means that none was chosen.</returns>
    public async Task<Result<Guid>> InviteAsync(Actor actor, InviteCitizen invite, CancellationToken ct = default)
    {
        var contact = CitizenContact.Check(invite.FirstName, invite.LastName, invite.Email, invite.Phone, invite.Language);
        if (invite.ProgrammeId == Guid.Empty) return Result.From([CitizenErrors.ProgrammeMissing, .. contact.Errors]);
        if (AccessRules.Refuse(actor, Resource.CitizenBasics, Deed.Write, Subject.Programme(invite.ProgrammeId)) is { } refusal) return refusal;
        if (!contact.Succeeded) return contact.WithoutValue();

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Citizens.AnyAsync(c => c.Id == invite.Id && c.ProgrammeId == invite.ProgrammeId, ct)) return invite.Id;
        if (!await db.Programmes.AnyAsync(p => p.Id == invite.ProgrammeId && p.Open, ct)) return CitizenErrors.ProgrammeMissing;

        var citizen = NewCitizen(actor, invite, contact.Value);
        db.Citizens.Add(citizen);
        if (citizen.Email is not null)
        {
            var tied = await TieAccountAsync(db, actor, citizen, contact.Value, ct);
            if (!tied.Succeeded) return tied;
        }

        return await SaveNewAsync(db, citizen.Id, ct);
    }

    public async Task<Result> ChangeAsync(Actor actor, ChangeCitizen change, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, change.CitizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var checkedContact = CitizenContact.Check(change.FirstName, change.LastName, change.Email, change.Phone, change.Language);
        if (!checkedContact.Succeeded) return checkedContact.WithoutValue();

        var (citizen, contact) = (found.Value, checkedContact.Value);
        var moved = await ChangeEmailAsync(db, actor, citizen, contact, ct);
        if (!moved.Succeeded) return moved;
        (citizen.FirstName, citizen.LastName) = (contact.FirstName, contact.LastName);
        (citizen.Email, citizen.Phone, citizen.Language) = (contact.Email, contact.Phone, contact.Language);
        return await SaveAsync(db, ct);
    }

    public async Task<Result> ChangeCoordinatorAsync(Actor actor, ChangeCoordinator change, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, change.CitizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var runs = await db.RoleAssignments.AnyAsync(
            r => r.AccountId == change.CoordinatorId && r.Role == Role.Coordinator && r.ProgrammeId == found.Value.ProgrammeId, ct);
        if (!runs) return CitizenErrors.CoordinatorNotInProgramme;
        found.Value.CoordinatorId = change.CoordinatorId;
        return await SaveAsync(db, ct);
    }

    /// <summary>A new invitation with a new link; the former one stops working.</summary>
    public async Task<Result> SendInvitationAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, citizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var citizen = found.Value;
        if (citizen.State != CitizenState.Invited) return CitizenErrors.NotPossibleNow;
        if (citizen.AccountId is not { } account || citizen.Email is null) return CitizenErrors.NoEmail;

        var now = clock.GetUtcNow();
        await CitizenAccounts.KillLinksAsync(db, account, now, ct);
        AddInvitation(db, actor, citizen, now);
        return await SaveAsync(db, ct);
    }

    private static async Task<Result<Citizen>> FindAsync(AppDbContext db, Actor actor, Guid citizenId, CancellationToken ct)
    {
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.CitizenBasics, Deed.Write, citizen.AsSubject()) is { } refusal) return refusal;
        return citizen.TakesPart ? citizen : CitizenErrors.NotTakingPart;
    }

    private Citizen NewCitizen(Actor actor, InviteCitizen invite, CitizenContact contact) => new()
    {
        Id = invite.Id,
        ProgrammeId = invite.ProgrammeId,
        CoordinatorId = actor.AccountId ?? Guid.Empty,
        FirstName = contact.FirstName,
        LastName = contact.LastName,
        Email = contact.Email,
        Phone = contact.Phone,
        Language = contact.Language,
        InvitedAt = clock.GetUtcNow(),
    };

    private async Task<Result> TieAccountAsync(AppDbContext db, Actor actor, Citizen citizen, CitizenContact contact, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = await CitizenAccounts.ForAsync(db, citizen.ProgrammeId, contact, now, ct);
        if (!account.Succeeded) return account.WithoutValue();
        citizen.AccountId = account.Value.Id;
        await CitizenAccounts.BringConsentsAsync(db, citizen, ct);
        citizen.Email = contact.Email;
        if (citizen.State == CitizenState.Invited) AddInvitation(db, actor, citizen, now);
        return Result.Success;
    }

    private async Task<Result> ChangeEmailAsync(AppDbContext db, Actor actor, Citizen citizen, CitizenContact contact, CancellationToken ct)
    {
        if (string.Equals(citizen.Email, contact.Email, StringComparison.OrdinalIgnoreCase)) return Result.Success;
        var former = citizen.AccountId;
        citizen.AccountId = null;
        if (contact.Email is not null)
        {
            var tied = await TieAccountAsync(db, actor, citizen, contact, ct);
            if (!tied.Succeeded) return tied;
        }

        if (former is { } account && account != citizen.AccountId) await CitizenAccounts.LeaveAsync(db, account, citizen.AccountId, clock.GetUtcNow(), ct);
        return Result.Success;
    }

    private void AddInvitation(AppDbContext db, Actor actor, Citizen citizen, DateTimeOffset now)
    {
        var (link, token) = OneTimeLink.Create(
            LinkPurpose.Invitation, now.AddDays(InvitationDays), citizen.AccountId, citizen.Id, "/citizen/wishes");
        db.OneTimeLinks.Add(link);
        emails.AddInvitation(db, citizen, actor.Name, link, token, now);
    }

    private static async Task<Result<Guid>> SaveNewAsync(AppDbContext db, Guid id, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return id;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation)
        {
            // The same form sent twice at once, or two coordinators with one address.
            return violation.TableName == "citizens" && violation.ConstraintName == "pk_citizens" ? id : CitizenErrors.AlreadyInvited;
        }
    }

    private static async Task<Result> SaveAsync(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return CitizenErrors.ChangedMeanwhile;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return CitizenErrors.EmailNotUsable;
        }
    }
}
