using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

public sealed record InviteStaff
{
    public required string? Name { get; init; }

    public required string? Email { get; init; }

    public required string? Language { get; init; }

    public required Role? Role { get; init; }

    /// <summary>For coordinators: the programme they will run.</summary>
    public Guid? ProgrammeId { get; init; }
}

/// <summary>What administrators do with accounts. Nobody changes their own roles or shuts themselves out.</summary>
public sealed class AccountService(
    IDbContextFactory<AppDbContext> contexts, StaffPasswords passwords, SecondFactorStore factors, TimeProvider clock)
{
    private const int LongestName = 60;

    /// <summary>Makes the account with its role and mails an invitation to choose a password.</summary>
    public async Task<Result<Guid>> InviteAsync(Actor actor, InviteStaff input, CancellationToken ct = default)
    {
        if (Refuse(actor, input.Role, input.ProgrammeId) is { } refusal) return refusal;
        if (Wrong(input, out var email) is { Count: > 0 } wrong) return Result.From(wrong);

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var key = Account.KeyOf(email);
        if (await db.Accounts.AnyAsync(a => a.NormalizedEmail == key, ct)) return SignInErrors.EmailTaken;
        var account = Account.Create(input.Name!.Trim(), email, Languages.Find(input.Language).Tag, now);
        db.Accounts.Add(account);
        db.RoleAssignments.Add(Assignment(actor, account.Id, input.Role!.Value, input.ProgrammeId, now));
        passwords.AddInvitation(db, account);
        AccountHistory.Add(db, account.Id, "Invited", input.Role.Value.ToString(), actor, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return SignInErrors.EmailTaken;
        }

        return account.Id;
    }

    /// <summary>A new invitation, for somebody who has not chosen a password yet or whose link ran out.</summary>
    public Task<Result> InviteAgainAsync(Actor actor, Guid accountId, CancellationToken ct = default) => ChangeAsync(
        actor, accountId, "InvitedAgain", "", (db, account) => passwords.AddInvitation(db, account), ct);

    /// <summary>A role more. Sessions end, since a role asks for a password and a second factor.</summary>
    public async Task<Result> GrantRoleAsync(Actor actor, Guid accountId, Role? role, Guid? programmeId, CancellationToken ct = default)
    {
        if ((Refuse(actor, role, programmeId) ?? WrongRole(role, programmeId)) is { } refusal) return refusal;
        if (actor.AccountId == accountId) return SignInErrors.OwnRole;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null) return AccessErrors.NotFound;
        var assignment = Assignment(actor, accountId, role!.Value, programmeId, now);
        if (account.Roles.Any(r => r.Role == assignment.Role && r.ProgrammeId == assignment.ProgrammeId)) return SignInErrors.RoleHeldAlready;
        db.RoleAssignments.Add(assignment);
        account.EndSessions();
        if (account.PasswordHash is null) passwords.AddInvitation(db, account);
        AccountHistory.Add(db, accountId, "RoleGranted", role.Value.ToString(), actor, now);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    public async Task<Result> RevokeRoleAsync(Actor actor, Guid accountId, Guid assignmentId, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Users, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        if (actor.AccountId == accountId) return SignInErrors.OwnRole;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Id == accountId, ct);
        var assignment = await db.RoleAssignments.FirstOrDefaultAsync(r => r.Id == assignmentId && r.AccountId == accountId, ct);
        if (account is null || assignment is null) return AccessErrors.NotFound;
        db.RoleAssignments.Remove(assignment);
        account.EndSessions();
        AccountHistory.Add(db, accountId, "RoleRevoked", assignment.Role.ToString(), actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    public Task<Result> DisableAsync(Actor actor, Guid accountId, CancellationToken ct = default) => ChangeAsync(
        actor,
        accountId,
        "Disabled",
        "",
        (_, account) =>
        {
            account.Disabled = true;
            account.EndSessions();
        },
        ct);

    public Task<Result> EnableAsync(Actor actor, Guid accountId, CancellationToken ct = default) => ChangeAsync(
        actor,
        accountId,
        "Enabled",
        "",
        (_, account) => (account.Disabled, account.LockoutEnd, account.AccessFailedCount) = (false, null, 0),
        ct);

    /// <summary>For somebody who has lost their phone: at the next sign-in they set up a new one.</summary>
    public async Task<Result> ResetSecondFactorAsync(Actor actor, Guid accountId, CancellationToken ct = default)
    {
        var changed = await ChangeAsync(
            actor,
            accountId,
            "SecondFactorReset",
            "",
            (_, account) =>
            {
                account.TwoFactorEnabled = false;
                account.EndSessions();
            },
            ct);
        if (!changed.Succeeded) return changed;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await factors.RemoveAllAsync(db, accountId, ct);
        return changed;
    }

    private async Task<Result> ChangeAsync(
        Actor actor, Guid accountId, string what, string detail, Action<AppDbContext, Account> change, CancellationToken ct)
    {
        if (AccessRules.Refuse(actor, Resource.Users, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        if (actor.AccountId == accountId) return SignInErrors.OwnRole;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null) return AccessErrors.NotFound;
        change(db, account);
        AccountHistory.Add(db, accountId, what, detail, actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>A coordinator may invite coordinators of an own programme; the other roles are an administrator's to give.</summary>
    private static Error? Refuse(Actor actor, Role? role, Guid? programmeId) => AccessRules.Refuse(
        actor,
        Resource.Users,
        Deed.Write,
        role == Role.Coordinator && programmeId is { } programme ? Subject.Programme(programme) : Subject.Nobody);

    private static Error? WrongRole(Role? role, Guid? programmeId) =>
        role is not (Role.Coordinator or Role.Administrator or Role.Management) ? SignInErrors.RoleMissing
        : role == Role.Coordinator && programmeId is null ? SignInErrors.ProgrammeMissing
        : null;

    private static List<Error> Wrong(InviteStaff input, out string email)
    {
        var wrong = new List<Error>();
        if (string.IsNullOrWhiteSpace(input.Name) || input.Name.Trim().Length > LongestName) wrong.Add(SignInErrors.NameMissing);
        if (!EmailAddress.TryParse(input.Email, out email)) wrong.Add(SignInErrors.EmailWrong);
        if (WrongRole(input.Role, input.ProgrammeId) is { } role) wrong.Add(role);
        return wrong;
    }

    private static RoleAssignment Assignment(Actor actor, Guid accountId, Role role, Guid? programmeId, DateTimeOffset now) => new()
    {
        AccountId = accountId,
        Role = role,
        ProgrammeId = role == Role.Coordinator ? programmeId : null,
        GrantedAt = now,
        GrantedBy = actor.Name,
    };
}
