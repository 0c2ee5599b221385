using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

public sealed record SaveOwnAccount
{
    /// <summary>For staff.</summary>
    public string? Name { get; init; }

    /// <summary>For volunteers and citizens.</summary>
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public required string? Language { get; init; }
}

/// <summary>What somebody does with their own account.</summary>
public sealed class OwnAccountService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int LongestName = 60;

    /// <returns>The language that was chosen, for the cookie.</returns>
    public async Task<Result<string>> SaveAsync(Actor actor, SaveOwnAccount input, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == actor.AccountId, ct);
        var volunteers = await db.Volunteers.Where(v => v.AccountId == account.Id).ToListAsync(ct);
        var citizens = await db.Citizens.Where(c => c.AccountId == account.Id).ToListAsync(ct);
        var isPerson = volunteers.Count + citizens.Count > 0;
        var (phone, wrong) = Check(input, isPerson, phoneNeeded: volunteers.Count > 0);
        if (wrong.Count > 0) return Result.From(wrong);

        account.Language = Languages.Find(input.Language).Tag;
        account.PhoneNumber = phone;
        account.DisplayName = isPerson ? $"{input.FirstName!.Trim()} {input.LastName!.Trim()}" : input.Name!.Trim();
        foreach (var v in volunteers) (v.FirstName, v.LastName, v.Phone, v.Language) = (input.FirstName!.Trim(), input.LastName!.Trim(), phone!, account.Language);
        foreach (var c in citizens) (c.FirstName, c.LastName, c.Phone, c.Language) = (input.FirstName!.Trim(), input.LastName!.Trim(), phone, account.Language);
        await db.SaveChangesAsync(ct);
        return account.Language;
    }

    /// <summary>The language of pages and mails from now on.</summary>
    public async Task<Result> ChooseLanguageAsync(Actor actor, string? language, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        var tag = Languages.Find(language).Tag;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == actor.AccountId, ct);
        account.Language = tag;
        foreach (var volunteer in await db.Volunteers.Where(v => v.AccountId == account.Id).ToListAsync(ct)) volunteer.Language = tag;
        foreach (var citizen in await db.Citizens.Where(c => c.AccountId == account.Id).ToListAsync(ct)) citizen.Language = tag;
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>
    /// As easy as giving it. The coordinator learns of it, and gives the person a call before anything ends; going off the
    /// contact list is between the volunteers.
    /// </summary>
    public async Task<Result> WithdrawConsentAsync(Actor actor, Guid consentId, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var consent = await db.Consents.FirstOrDefaultAsync(c => c.Id == consentId && c.AccountId == actor.AccountId, ct);
        if (consent is null) return AccessErrors.NotFound;
        if (consent.WithdrawnAt is not null) return Result.Success;
        if (consent.Text == ContactListService.ConsentText) return await ContactListService.SaveAsync(db, actor.AccountId!.Value, on: false, clock.GetUtcNow(), ct);
        consent.WithdrawnAt = clock.GetUtcNow();
        await TellCoordinatorsAsync(db, actor, WorkKind.ConsentWithdrawn, ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>Gives a consent that was withdrawn once more, to the same version of the text.</summary>
    public async Task<Result> GiveConsentAgainAsync(Actor actor, Guid consentId, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var consent = await db.Consents.FirstOrDefaultAsync(c => c.Id == consentId && c.AccountId == actor.AccountId, ct);
        if (consent is null) return AccessErrors.NotFound;
        var now = clock.GetUtcNow();
        if (await db.Consents.AnyAsync(c => c.AccountId == actor.AccountId && c.Text == consent.Text && c.WithdrawnAt == null, ct)) return Result.Success;
        if (consent.Text == ContactListService.ConsentText) return await ContactListService.SaveAsync(db, actor.AccountId!.Value, on: true, now, ct);
        db.Consents.Add(new Consent { AccountId = consent.AccountId, Text = consent.Text, TextVersion = consent.TextVersion, GivenAt = now });
        foreach (var record in await RecordsAsync(db, actor, WorkKind.ConsentWithdrawn, ct)) await Work.DoneAsync(db, record.Key, actor, now, ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>
    /// Asks for everything to be erased. A person decides and does it, since a running match concerns somebody else as
    /// well; asking twice changes nothing.
    /// </summary>
    public async Task<Result> AskForErasureAsync(Actor actor, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == actor.AccountId, ct);
        if (account.ErasureAskedAt is not null) return Result.Success;
        account.ErasureAskedAt = clock.GetUtcNow();
        AccountHistory.Add(db, account.Id, "ErasureAsked", "", actor, clock.GetUtcNow());
        await TellCoordinatorsAsync(db, actor, WorkKind.ErasureWanted, ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>Takes the wish back before it has been carried out.</summary>
    public async Task<Result> KeepAfterAllAsync(Actor actor, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == actor.AccountId, ct);
        if (account.ErasureAskedAt is null) return Result.Success;
        account.ErasureAskedAt = null;
        AccountHistory.Add(db, account.Id, "ErasureTakenBack", "", actor, now);
        foreach (var record in await RecordsAsync(db, actor, WorkKind.ErasureWanted, ct)) await Work.DoneAsync(db, record.Key, actor, now, ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>Ends the sessions of this account on every machine, this one too.</summary>
    public async Task<Result> SignOutEverywhereAsync(Actor actor, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == actor.AccountId, ct);
        account.EndSessions();
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    internal static Error? Refuse(Actor actor, Deed deed) => actor.AccountId is { } id
        ? AccessRules.Refuse(actor, Resource.OwnProfile, deed, Subject.Account(id))
        : AccessErrors.NotAllowed;

    private static (string? Phone, List<Error> Wrong) Check(SaveOwnAccount input, bool isPerson, bool phoneNeeded)
    {
        var wrong = new List<Error>();
        if (isPerson && IsWrongName(input.FirstName)) wrong.Add(SignInErrors.NameMissing.At("FirstName"));
        if (isPerson && IsWrongName(input.LastName)) wrong.Add(SignInErrors.NameMissing.At("LastName"));
        if (!isPerson && IsWrongName(input.Name)) wrong.Add(SignInErrors.NameMissing);
        var empty = string.IsNullOrWhiteSpace(input.Phone);
        if (empty) return (null, phoneNeeded ? [.. wrong, SignInErrors.PhoneWrong] : wrong);
        if (!PhoneNumber.TryParse(input.Phone, out var phone)) wrong.Add(SignInErrors.PhoneWrong);
        return (phone, wrong);
    }

    private static bool IsWrongName(string? name) => string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName;

    private async Task TellCoordinatorsAsync(AppDbContext db, Actor actor, WorkKind kind, CancellationToken ct)
    {
        foreach (var record in await RecordsAsync(db, actor, kind, ct))
        {
            var item = new WorkItem
            {
                ProgrammeId = record.ProgrammeId,
                VolunteerId = record.VolunteerId,
                CitizenId = record.CitizenId,
                Kind = kind,
                Key = record.Key,
                About = actor.Name,
                Path = record.Path,
                Since = clock.GetUtcNow(),
            };
            await Work.AddAsync(db, item, ct);
        }
    }

    /// <summary>The person's record in each programme, where its coordinators find it, and the key of the work item about it.</summary>
    private static async Task<IReadOnlyList<OwnRecord>> RecordsAsync(AppDbContext db, Actor actor, WorkKind kind, CancellationToken ct)
    {
        var volunteers = await db.Volunteers.Where(v => v.AccountId == actor.AccountId).Select(v => new { v.Id, v.ProgrammeId }).ToListAsync(ct);
        var citizens = await db.Citizens.Where(c => c.AccountId == actor.AccountId).Select(c => new { c.Id, c.ProgrammeId }).ToListAsync(ct);
        return
        [
            .. volunteers.Select(v => new OwnRecord(v.ProgrammeId, v.Id, null, $"/coordinator/volunteers/{v.Id}", Work.Key(kind, v.Id))),
            .. citizens.Select(c => new OwnRecord(c.ProgrammeId, null, c.Id, $"/coordinator/citizens/{c.Id}", Work.Key(kind, c.Id))),
        ];
    }

    private sealed record OwnRecord(Guid ProgrammeId, Guid? VolunteerId, Guid? CitizenId, string Path, string Key);
}
