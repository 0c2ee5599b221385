using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>What somebody sees of their own account.</summary>
public sealed record OwnAccount
{
    public required string Name { get; init; }

    /// <summary>First and last name, for a volunteer or citizen; null for staff, who have one name.</summary>
    public required string? FirstName { get; init; }

    public required string? LastName { get; init; }

    public required string Email { get; init; }

    /// <summary>An address that waits for its link to be used.</summary>
    public required string? NewEmail { get; init; }

    public required string? Phone { get; init; }

    public required string Language { get; init; }

    public required bool IsStaff { get; init; }

    public required bool IsCitizen { get; init; }

    public required DateTimeOffset? ErasureAskedAt { get; init; }

    public required IReadOnlyList<OwnConsent> Consents { get; init; }
}

/// <param name="Id">Of the consent.</param>
/// <param name="Text">Which text.</param>
/// <param name="Version">Its version.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="WithdrawnAt">When it was taken back.</param>
public sealed record OwnConsent(Guid Id, string Text, string Version, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);

/// <summary>That somebody opened the case. Who, is the municipality's to say; when and why, is shown.</summary>
public sealed record OwnCaseRead(DateTimeOffset At, string Purpose);

/// <summary>Reads a person's own account.</summary>
public sealed class OwnAccountQueries(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<OwnAccount>> FindAsync(Actor actor, CancellationToken ct = default)
    {
        if (OwnAccountService.Refuse(actor, Deed.Read) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.AsNoTracking().Include(a => a.Roles).FirstAsync(a => a.Id == actor.AccountId, ct);
        var volunteer = await db.Volunteers.Where(v => v.AccountId == account.Id).OrderBy(v => v.Id)
            .Select(v => new { v.FirstName, v.LastName, Phone = (string?)v.Phone }).FirstOrDefaultAsync(ct);
        var person = volunteer ?? await db.Citizens.Where(c => c.AccountId == account.Id).OrderBy(c => c.Id)
            .Select(c => new { c.FirstName, c.LastName, c.Phone }).FirstOrDefaultAsync(ct);
        return new OwnAccount
        {
            Name = account.DisplayName,
            FirstName = person?.FirstName,
            LastName = person?.LastName,
            Email = account.Email ?? "",
            NewEmail = account.NewEmail,
            Phone = person is null ? account.PhoneNumber : person.Phone,
            Language = account.Language,
            IsStaff = account.Roles.Count > 0,
            IsCitizen = actor.CitizenIds.Count > 0,
            ErasureAskedAt = account.ErasureAskedAt,
            Consents = await ConsentsAsync(db, account.Id, ct),
        };
    }

    /// <summary>When the person's case was opened, and for what; newest first.</summary>
    public async Task<Result<Page<OwnCaseRead>>> CaseReadsAsync(Actor actor, PageRequest page, CancellationToken ct = default)
    {
        var own = new Subject { AccountId = actor.AccountId, CitizenIds = actor.CitizenIds };
        if (AccessRules.Refuse(actor, Resource.ReadAudit, Deed.Read, own) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var reads = db.CaseReads.Where(r => actor.CitizenIds.Contains(r.CitizenId));
        var total = await reads.CountAsync(ct);
        var rows = await reads.OrderByDescending(r => r.At).ThenBy(r => r.Id).Skip(page.Skip).Take(page.Take)
            .Select(r => new OwnCaseRead(r.At, r.Purpose)).ToListAsync(ct);
        return new Page<OwnCaseRead>(rows, total, page);
    }

    private static async Task<IReadOnlyList<OwnConsent>> ConsentsAsync(AppDbContext db, Guid accountId, CancellationToken ct)
    {
        var all = await db.Consents.Where(c => c.AccountId == accountId).OrderByDescending(c => c.GivenAt)
            .Select(c => new OwnConsent(c.Id, c.Text, c.TextVersion, c.GivenAt, c.WithdrawnAt)).ToListAsync(ct);
        // The latest of each text is what holds; earlier ones are in the export.
        return [.. all.DistinctBy(c => c.Text)];
    }
}
