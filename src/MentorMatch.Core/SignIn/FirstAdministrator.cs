using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace MentorMatch.Core.SignIn;

/// <summary>Invites the first administrator of a new installation, whose address is MENTORMATCH_ADMIN_EMAIL.</summary>
public sealed class FirstAdministrator(
    IDbContextFactory<AppDbContext> contexts,
    StaffPasswords passwords,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<FirstAdministrator> log)
{
    public const string Setting = "MENTORMATCH_ADMIN_EMAIL";

    private const long OneAtATime = 0x4d4d_0000_0011;

    private static readonly Actor Installer = Actor.System(nameof(FirstAdministrator));

    /// <summary>Does nothing where there is an administrator already, or no address is configured.</summary>
    /// <returns>The path of the invitation, where one was made.</returns>
    public async Task<string?> EnsureAsync(CancellationToken ct = default)
    {
        if (!EmailAddress.TryParse(configuration[Setting], out var email)) return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Nodes that start together make one invitation.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({OneAtATime})", ct);
        if (await db.RoleAssignments.AnyAsync(r => r.Role == Role.Administrator, ct)) return null;

        var now = clock.GetUtcNow();
        var key = Account.KeyOf(email);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedEmail == key, ct);
        if (account is null)
        {
            account = Account.Create(email.Split('@')[0], email, Languages.Danish, now);
            db.Accounts.Add(account);
        }

        db.RoleAssignments.Add(new RoleAssignment
        {
            AccountId = account.Id,
            Role = Role.Administrator,
            GrantedAt = now,
            GrantedBy = Installer.Name,
        });
        account.EndSessions();
        var path = $"/staff/password/{passwords.AddInvitation(db, account)}";
        AccountHistory.Add(db, account.Id, "Invited", nameof(Role.Administrator), Installer, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        // The only secret that is ever logged: a new installation may have no mail yet, and the link works once.
        log.LogWarning("The first administrator chooses a password at {Path} within seven days.", path);
        return path;
    }
}
