using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Choosing a password by a one-time link: after an invitation, or after asking for a new one.</summary>
public sealed class StaffPasswords(
    IDbContextFactory<AppDbContext> contexts, IPasswordHasher<Account> hasher, SignInEmails emails, TimeProvider clock)
{
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    public static readonly TimeSpan ResetLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Links of these purposes choose a password; they never sign anybody in.</summary>
    internal static readonly LinkPurpose[] Purposes = [LinkPurpose.StaffInvitation, LinkPurpose.PasswordReset, LinkPurpose.ConfirmEmail];

    private const int MostResetsAtATime = 3;

    /// <summary>Adds the invitation to a running write. The token is handed back for who has no mail yet: the first administrator.</summary>
    internal string AddInvitation(AppDbContext db, Account account)
    {
        var now = clock.GetUtcNow();
        var (link, token) = OneTimeLink.Create(LinkPurpose.StaffInvitation, now + InvitationLifetime, account.Id);
        db.OneTimeLinks.Add(link);
        emails.AddInvitation(db, account, link.Id, token, now);
        return token;
    }

    /// <summary>Mails a link to choose a new password if the address is a staff member's; the answer is the same if not.</summary>
    public Task<Result> AskForResetAsync(string? email, CancellationToken ct = default)
    {
        if (!EmailAddress.TryParse(email, out var address)) return Task.FromResult<Result>(SignInErrors.EmailWrong);
        return EvenTime.RunAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var key = Account.KeyOf(address);
                await using var db = await contexts.CreateDbContextAsync(ct);
                var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedEmail == key && !a.Disabled && a.Roles.Count > 0, ct);
                if (account is null || await WaitingAsync(db, account.Id, now, ct) >= MostResetsAtATime) return Result.Success;
                var (link, token) = OneTimeLink.Create(LinkPurpose.PasswordReset, now + ResetLifetime, account.Id);
                db.OneTimeLinks.Add(link);
                emails.AddPasswordReset(db, account, link.Id, token, now);
                await db.SaveChangesAsync(ct);
                return Result.Success;
            },
            ct);
    }

    /// <summary>Null where the link can be used; otherwise why not. Changes nothing.</summary>
    public async Task<Error?> LookAtAsync(string token, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        return link is null ? AccessErrors.LinkExpired : link.Refusal(clock.GetUtcNow());
    }

    /// <summary>Sets the password and uses the link up. Every session and every other such link of the account ends.</summary>
    public async Task<Result> ChooseAsync(string token, string? password, string? repeated, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        if (link is null) return AccessErrors.LinkExpired;
        if (link.Refusal(now) is { } refusal) return refusal;
        var account = await db.Accounts.FirstAsync(a => a.Id == link.AccountId, ct);
        if (account.Disabled) return AccessErrors.LinkExpired;
        if (PasswordRules.Refuse(password, account.DisplayName, account.Email!) is { } weak) return weak;
        if (password != repeated) return SignInErrors.PasswordsDiffer;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mine = await db.OneTimeLinks.Where(l => l.Id == link.Id && l.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
        if (mine == 0) return AccessErrors.LinkUsed;
        await SaveAsync(db, account, password!, now, ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private async Task SaveAsync(AppDbContext db, Account account, string password, DateTimeOffset now, CancellationToken ct)
    {
        await db.OneTimeLinks.Where(l => l.AccountId == account.Id && l.UsedAt == null && Purposes.Contains(l.Purpose))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
        var changed = account.PasswordHash is not null;
        account.PasswordHash = hasher.HashPassword(account, password);
        account.EmailConfirmed = true;
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        account.EndSessions();
        if (changed) emails.AddPasswordChanged(db, account, now);
        await db.SaveChangesAsync(ct);
    }

    private static Task<int> WaitingAsync(AppDbContext db, Guid accountId, DateTimeOffset now, CancellationToken ct) =>
        db.OneTimeLinks.CountAsync(l => l.AccountId == accountId && l.Purpose == LinkPurpose.PasswordReset && l.UsedAt == null && l.ExpiresAt > now, ct);

    private static Task<OneTimeLink?> FindAsync(AppDbContext db, string token, CancellationToken ct)
    {
        var hash = OneTimeLink.HashOf(token);
        return db.OneTimeLinks.AsNoTracking().FirstOrDefaultAsync(
            l => l.TokenHash == hash && (l.Purpose == LinkPurpose.StaffInvitation || l.Purpose == LinkPurpose.PasswordReset), ct);
    }
}
