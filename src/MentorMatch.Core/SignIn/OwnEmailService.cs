using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Changing the address one signs in with: it counts once a link sent there has been used.</summary>
public sealed class OwnEmailService(IDbContextFactory<AppDbContext> contexts, SignInEmails emails, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>The answer is the same where the address is another account's, which then gets no mail.</summary>
    public async Task<Result> AskAsync(Actor actor, string? email, CancellationToken ct = default)
    {
        if (OwnAccountService.Refuse(actor, Deed.Write) is { } refusal) return refusal;
        if (!EmailAddress.TryParse(email, out var address)) return SignInErrors.EmailWrong;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == actor.AccountId, ct);
        var key = Account.KeyOf(address);
        if (key == account.NormalizedEmail) return Result.Success;

        await EndEarlierLinksAsync(db, account.Id, now, ct);
        account.NewEmail = address;
        if (!await db.Accounts.AnyAsync(a => a.NormalizedEmail == key, ct))
        {
            var (link, token) = OneTimeLink.Create(LinkPurpose.ConfirmEmail, now + Lifetime, account.Id);
            db.OneTimeLinks.Add(link);
            emails.AddConfirmEmail(db, account, link.Id, token, now);
        }

        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>Null where the link can be used; otherwise why not. Changes nothing.</summary>
    public async Task<Error?> LookAtAsync(string token, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        return link is null ? AccessErrors.LinkExpired : link.Refusal(clock.GetUtcNow());
    }

    /// <summary>Moves the account, and the person's records in the programmes, to the new address; the old one is told.</summary>
    public async Task<Result> ConfirmAsync(string token, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        if (link is null) return AccessErrors.LinkExpired;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mine = await db.OneTimeLinks.Where(l => l.Id == link.Id && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
        if (mine == 0) return link.Refusal(now) ?? AccessErrors.LinkUsed;
        var account = await db.Accounts.FirstAsync(a => a.Id == link.AccountId, ct);
        if (account.Disabled || account.NewEmail is not { } address) return AccessErrors.LinkExpired;

        emails.AddEmailChanged(db, account, account.Email!, now);
        account.MoveTo(address);
        account.NewEmail = null;
        foreach (var volunteer in await db.Volunteers.Where(v => v.AccountId == account.Id).ToListAsync(ct)) volunteer.Email = address;
        foreach (var citizen in await db.Citizens.Where(c => c.AccountId == account.Id).ToListAsync(ct)) citizen.Email = address;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return SignInErrors.EmailTaken;
        }

        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>A link for an address that was typed before must not move the account to the one typed now.</summary>
    private static Task<int> EndEarlierLinksAsync(AppDbContext db, Guid accountId, DateTimeOffset now, CancellationToken ct) => db.OneTimeLinks
        .Where(l => l.AccountId == accountId && l.Purpose == LinkPurpose.ConfirmEmail && l.UsedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);

    private static Task<OneTimeLink?> FindAsync(AppDbContext db, string token, CancellationToken ct)
    {
        var hash = OneTimeLink.HashOf(token);
        return db.OneTimeLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.ConfirmEmail, ct);
    }
}
