using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

/// <summary>Ties citizens to the accounts they sign in with, inside a running write.</summary>
internal static class CitizenAccounts
{
    /// <summary>The account of this address: the person's own from another programme, or a new one.</summary>
    public static async Task<Result<Account>> ForAsync(AppDbContext db, Guid programmeId, CitizenContact contact, DateTimeOffset now, CancellationToken ct)
    {
        var key = Key(contact.Email!);
        var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.NormalizedEmail == key, ct);
        if (account is null) return Add(db, contact, now);
        // A link in a mail must not open a door that asks staff for a password and a second factor.
        if (account.Disabled || account.Roles.Count > 0) return CitizenErrors.EmailNotUsable;
        if (await db.Citizens.AnyAsync(c => c.AccountId == account.Id && c.ProgrammeId == programmeId, ct)) return CitizenErrors.AlreadyInvited;
        return account;
    }

    /// <summary>Gives the account another address. Links and sessions of the former one stop working.</summary>
    public static async Task<Result> MoveAsync(AppDbContext db, Citizen citizen, CitizenContact contact, DateTimeOffset now, CancellationToken ct)
    {
        var account = await db.Accounts.Include(a => a.Roles).FirstAsync(a => a.Id == citizen.AccountId, ct);
        var shared = account.Roles.Count > 0
            || await db.Volunteers.AnyAsync(v => v.AccountId == account.Id, ct)
            || await db.Citizens.AnyAsync(c => c.AccountId == account.Id && c.Id != citizen.Id, ct);
        if (shared) return CitizenErrors.EmailUsedElsewhere;
        var key = Key(contact.Email!);
        if (await db.Accounts.AnyAsync(a => a.NormalizedEmail == key && a.Id != account.Id, ct)) return CitizenErrors.EmailNotUsable;

        (account.Email, account.NormalizedEmail) = (contact.Email, key);
        (account.UserName, account.NormalizedUserName) = (contact.Email, key);
        account.SecurityStamp = NewStamp();
        await KillLinksAsync(db, account.Id, now, ct);
        return Result.Success;
    }

    /// <summary>Links that were sent and not used stop working.</summary>
    public static async Task KillLinksAsync(AppDbContext db, Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        var links = await db.OneTimeLinks.Where(l => l.AccountId == accountId && l.UsedAt == null && l.ExpiresAt > now).ToListAsync(ct);
        foreach (var link in links) link.UsedAt = now;
    }

    private static Account Add(AppDbContext db, CitizenContact contact, DateTimeOffset now)
    {
        var key = Key(contact.Email!);
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = contact.Email,
            NormalizedUserName = key,
            Email = contact.Email,
            NormalizedEmail = key,
            SecurityStamp = NewStamp(),
            DisplayName = $"{contact.FirstName} {contact.LastName}",
            Language = contact.Language,
            CreatedAt = now,
        };
        db.Accounts.Add(account);
        return account;
    }

    private static string Key(string email) => email.ToUpperInvariant();

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
