using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

/// <summary>Ties citizens to the accounts they sign in with, inside a running write.</summary>
internal static class CitizenAccounts
{
    /// <summary>The account of this address: the person's own from another programme, or a new one.</summary>
    public static async Task<Result<Account>> ForAsync(AppDbContext db, Guid programmeId, CitizenContact contact, DateTimeOffset now, CancellationToken ct)
    {
        var key = Account.KeyOf(contact.Email!);
        var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.NormalizedEmail == key, ct);
        if (account is null) return Add(db, contact, now);
        // A link in a mail must not open a door that asks staff for a password and a second factor.
        if (account.Disabled || account.Roles.Count > 0) return CitizenErrors.EmailNotUsable;
        if (await db.Citizens.AnyAsync(c => c.AccountId == account.Id && c.ProgrammeId == programmeId, ct)) return CitizenErrors.AlreadyInvited;
        return account;
    }

    /// <summary>
    /// The citizen goes from one account to another: links of the former stop working, and the consent comes along.
    /// The former account is not touched, since it may be somebody's for other things too.
    /// </summary>
    public static async Task LeaveAsync(AppDbContext db, Guid former, Guid? next, DateTimeOffset now, CancellationToken ct)
    {
        await KillLinksAsync(db, former, now, ct);
        if (next is null) return;
        var given = await db.Consents.Where(c => c.AccountId == former && c.Text == WishesService.ConsentText && c.WithdrawnAt == null).ToListAsync(ct);
        db.Consents.AddRange(given.Select(c => new Consent { AccountId = next.Value, Text = c.Text, TextVersion = c.TextVersion, GivenAt = c.GivenAt }));
    }

    /// <summary>What was said yes to at the desk, before there was an account, belongs to the account from now on.</summary>
    public static async Task BringConsentsAsync(AppDbContext db, Citizen citizen, CancellationToken ct)
    {
        foreach (var consent in await db.Consents.Where(c => c.CitizenId == citizen.Id && c.AccountId == null).ToListAsync(ct)) consent.AccountId = citizen.AccountId;
    }

    /// <summary>Links that were sent and not used stop working.</summary>
    public static async Task KillLinksAsync(AppDbContext db, Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        var links = await db.OneTimeLinks.Where(l => l.AccountId == accountId && l.UsedAt == null && l.ExpiresAt > now).ToListAsync(ct);
        foreach (var link in links) link.UsedAt = now;
    }

    private static Account Add(AppDbContext db, CitizenContact contact, DateTimeOffset now)
    {
        var account = Account.Create($"{contact.FirstName} {contact.LastName}", contact.Email!, contact.Language, now);
        db.Accounts.Add(account);
        return account;
    }
}
