using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

public enum AccountFilter
{
    Staff,
    Volunteers,
    Citizens,
    Disabled,
    All,
}

public sealed record AccountListItem(Guid Id, string Name, string Email, bool Disabled, IReadOnlyList<HeldRole> Roles, bool IsVolunteer, bool IsCitizen);

/// <param name="Id">Of the assignment.</param>
/// <param name="Role">The role.</param>
/// <param name="Programme">The name of the programme, for coordinators.</param>
public sealed record HeldRole(Guid Id, Role Role, string? Programme);

/// <summary>The fields of an account that an administrator sees: how somebody signs in, nothing of their case.</summary>
public sealed record AccountDetails
{
    public required AccountListItem Account { get; init; }

    public required string Language { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required bool HasPassword { get; init; }

    public required bool HasSecondFactor { get; init; }

    public required DateTimeOffset? LockedUntil { get; init; }

    public required DateTimeOffset? ErasureAskedAt { get; init; }

    public required IReadOnlyList<AccountEvent> History { get; init; }
}

/// <summary>Something that was done to an account. The words are in the texts as "Event.Disabled" and so on.</summary>
public sealed record AccountEvent(string What, string Detail, DateTimeOffset At, string By);

/// <summary>How many there are of each kind.</summary>
public sealed record AccountsOverview(int Staff, int StaffWithoutSecondFactor, int Volunteers, int Citizens, int Disabled, int ErasureAsked, int OpenProgrammes);

/// <summary>Reads accounts for administrators.</summary>
public sealed class AccountQueries(IDbContextFactory<AppDbContext> contexts)
{
    private const string Escape = "\\";

    public async Task<Result<AccountsOverview>> OverviewAsync(Actor actor, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Users, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new AccountsOverview(
            await Filtered(db, AccountFilter.Staff).CountAsync(ct),
            await Filtered(db, AccountFilter.Staff).CountAsync(a => !a.Disabled && !a.TwoFactorEnabled, ct),
            await Filtered(db, AccountFilter.Volunteers).CountAsync(ct),
            await Filtered(db, AccountFilter.Citizens).CountAsync(ct),
            await Filtered(db, AccountFilter.Disabled).CountAsync(ct),
            await db.Accounts.CountAsync(a => a.ErasureAskedAt != null, ct),
            await db.Programmes.CountAsync(p => p.Open, ct));
    }

    public async Task<Result<Page<AccountListItem>>> ListAsync(
        Actor actor, string? search, AccountFilter filter, PageRequest page, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Users, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = Filtered(db, filter);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = $"%{Escaped(search.Trim())}%";
            accounts = accounts.Where(a => EF.Functions.ILike(a.DisplayName, pattern, Escape) || EF.Functions.ILike(a.Email!, pattern, Escape));
        }

        var total = await accounts.CountAsync(ct);
        var rows = await accounts.OrderBy(a => a.DisplayName).ThenBy(a => a.Id).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new Page<AccountListItem>(await ShapeAsync(db, rows, ct), total, page);
    }

    public async Task<Result<AccountDetails>> FindAsync(Actor actor, Guid accountId, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Users, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.AsNoTracking().Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == accountId && a.ErasedAt == null, ct);
        if (account is null) return AccessErrors.NotFound;
        var history = await db.StateChanges
            .Where(c => c.EntityId == accountId && c.Entity == AccountHistory.Entity)
            .OrderByDescending(c => c.At).Take(50)
            .Select(c => new AccountEvent(c.To, c.From, c.At, c.ByName))
            .ToListAsync(ct);
        return new AccountDetails
        {
            Account = (await ShapeAsync(db, [account], ct))[0],
            Language = account.Language,
            CreatedAt = account.CreatedAt,
            HasPassword = account.PasswordHash is not null,
            HasSecondFactor = account.TwoFactorEnabled,
            LockedUntil = account.LockoutEnd,
            ErasureAskedAt = account.ErasureAskedAt,
            History = history,
        };
    }

    private static IQueryable<Account> Filtered(AppDbContext db, AccountFilter filter)
    {
        var accounts = db.Accounts.AsNoTracking().Include(a => a.Roles).Where(a => a.ErasedAt == null);
        return filter switch
        {
            AccountFilter.Staff => accounts.Where(a => a.Roles.Count > 0),
            AccountFilter.Volunteers => accounts.Where(a => db.Volunteers.Any(v => v.AccountId == a.Id)),
            AccountFilter.Citizens => accounts.Where(a => db.Citizens.Any(c => c.AccountId == a.Id)),
            AccountFilter.Disabled => accounts.Where(a => a.Disabled),
            _ => accounts,
        };
    }

    private static async Task<IReadOnlyList<AccountListItem>> ShapeAsync(AppDbContext db, IReadOnlyList<Account> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var volunteers = await db.Volunteers.Where(v => ids.Contains(v.AccountId) && v.ErasedAt == null).Select(v => v.AccountId).Distinct().ToListAsync(ct);
        var citizens = await db.Citizens.Where(c => c.AccountId != null && ids.Contains(c.AccountId.Value) && c.ErasedAt == null).Select(c => c.AccountId!.Value).Distinct().ToListAsync(ct);
        var programmes = await db.Programmes.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return
        [
            .. rows.Select(a => new AccountListItem(
                a.Id, a.DisplayName, a.Email ?? "", a.Disabled,
                [.. a.Roles.OrderBy(r => r.Role).Select(r => new HeldRole(r.Id, r.Role, r.ProgrammeId is { } p ? programmes[p].ToString() : null))],
                volunteers.Contains(a.Id), citizens.Contains(a.Id))),
        ];
    }

    /// <summary>What is typed is looked for as it is: % and _ are signs like others.</summary>
    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
