using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>A link that was used: who it signs in, and where it leads.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="ReturnPath">A local path, or null for the person's front page.</param>
/// <param name="Staff">The account has a role that asks for a password: the link alone does not sign it in.</param>
public sealed record UsedLink(Guid AccountId, string? ReturnPath, bool Staff);

/// <summary>Signing in by a link in a mail: for volunteers and citizens, who have no password.</summary>
public sealed class SignInLinks(IDbContextFactory<AppDbContext> contexts, SignInEmails emails, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>More than this many unused links at a time are not sent, whoever asks.</summary>
    private const int MostAtATime = 5;

    /// <summary>Mails a link if the address is somebody's. The answer is the same if not, and takes as long.</summary>
    public Task<Result> RequestAsync(string? email, string? returnPath, CancellationToken ct = default)
    {
        if (!EmailAddress.TryParse(email, out var address)) return Task.FromResult<Result>(SignInErrors.EmailWrong);
        return EvenTime.RunAsync(
            async () =>
            {
                var key = Account.KeyOf(address);
                await using var db = await contexts.CreateDbContextAsync(ct);
                var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.NormalizedEmail == key && !a.Disabled, ct);
                if (account is not null) await SendAsync(db, account, returnPath, ct);
                return Result.Success;
            },
            ct);
    }

    /// <summary>A new link for the reader of an old one, sent to the same address.</summary>
    public Task<Result> RenewAsync(string token, CancellationToken ct = default) => EvenTime.RunAsync(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var link = await FindAsync(db, token, ct);
            var account = link is null ? null : await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == link.AccountId && !a.Disabled, ct);
            if (account is not null) await SendAsync(db, account, link!.ReturnPath, ct);
            return Result.Success;
        },
        ct);

    /// <summary>Null where the link can be used; otherwise why not. Changes nothing.</summary>
    public async Task<Error?> LookAtAsync(string token, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        return link is null ? AccessErrors.LinkExpired : link.Refusal(clock.GetUtcNow());
    }

    /// <summary>Uses the link up: of several at once exactly one succeeds.</summary>
    public async Task<Result<UsedLink>> UseAsync(string token, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var hash = OneTimeLink.HashOf(token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var used = await db.OneTimeLinks
            .Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now && l.AccountId != null && !StaffPasswords.Purposes.Contains(l.Purpose))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
        var link = await FindAsync(db, token, ct);
        if (link is null) return AccessErrors.LinkExpired;
        if (used == 0) return link.Refusal(now) ?? AccessErrors.LinkUsed;

        var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == link.AccountId && !a.Disabled, ct);
        if (account is null) return AccessErrors.LinkExpired;
        account.EmailConfirmed = true;
        await db.SaveChangesAsync(ct);
        return new UsedLink(account.Id, link.ReturnPath, account.Roles.Count > 0);
    }

    private static Task<OneTimeLink?> FindAsync(AppDbContext db, string token, CancellationToken ct)
    {
        var hash = OneTimeLink.HashOf(token);
        return db.OneTimeLinks.AsNoTracking().FirstOrDefaultAsync(
            l => l.TokenHash == hash && l.AccountId != null && !StaffPasswords.Purposes.Contains(l.Purpose), ct);
    }

    private async Task SendAsync(AppDbContext db, Account account, string? returnPath, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var staff = account.Roles.Count > 0;
        var waiting = await db.OneTimeLinks.CountAsync(
            l => l.AccountId == account.Id && l.Purpose == LinkPurpose.SignIn && (l.UsedAt == null || staff) && l.ExpiresAt > now, ct);
        if (waiting >= MostAtATime) return;
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, now + Lifetime, account.Id, returnPath: returnPath);
        // Staff get a mail as well, so that asking tells nothing; it leads to the password page and signs nobody in.
        if (staff) link.UsedAt = now;
        db.OneTimeLinks.Add(link);
        emails.AddSignIn(db, account, link.Id, staff ? null : token, now);
        await db.SaveChangesAsync(ct);
    }
}
