using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.SignIn;

/// <summary>
/// Erases what is kept about one person in one programme once a coordinator has confirmed it; with the last record the
/// account goes too. Rows stay, emptied, so that counts and the history of others hold.
/// </summary>
public sealed class ErasureService(
    IDbContextFactory<AppDbContext> contexts, LeaveService leaving, SignInEmails emails, IStringLocalizer<AccessTexts> texts, TimeProvider clock)
{
    private const string AuditEntity = "Erasure";

    /// <summary>How erasing stands, for the coordinator who is to confirm it.</summary>
    public async Task<Result<ErasureCase>> CaseAsync(Actor actor, PersonRecord record, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await ErasureCase.LoadAsync(db, record, ct);
        if (found is null) return AccessErrors.NotFound;
        return Refuse(actor, found) is { } refusal ? refusal : found;
    }

    /// <summary>
    /// Refused where the person has not asked and still takes part, and while a volunteer's match runs: that one ends
    /// first. A citizen's match ends with the citizen, and the volunteer is told. Erasing twice changes nothing.
    /// </summary>
    public async Task<Result> EraseAsync(Actor actor, PersonRecord record, CancellationToken ct = default)
    {
        var before = await CaseAsync(actor, record, ct);
        if (!before.Succeeded) return before.WithoutValue();
        if (before.Value.ErasedAt is not null) return Result.Success;
        if (!before.Value.MayBeErased) return SignInErrors.ErasureNotAsked;
        return await EraseForGoodAsync(actor, before.Value, ct);
    }

    /// <summary>
    /// Erases the account of somebody of the staff with its roles. Refused while a record as volunteer or citizen
    /// belongs to it: its coordinator erases that.
    /// </summary>
    public async Task<Result> EraseStaffAsync(Actor actor, Guid accountId, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Users, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        if (actor.AccountId == accountId) return SignInErrors.OwnRole;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null) return AccessErrors.NotFound;
        if (account.ErasedAt is not null) return Result.Success;
        var found = new ErasureCase { AccountId = accountId };
        if (await ErasureCase.HasOtherRecordAsync(db, found, ct)) return SignInErrors.AccountHasRecords;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.RoleAssignments.RemoveRange(account.Roles);
        await db.SaveChangesAsync(ct);
        await EmptyAsync(db, found, actor, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>Erases without anybody having asked: the time that data may be kept is over.</summary>
    internal async Task<bool> EraseOverdueAsync(Actor job, PersonRecord record, CancellationToken ct)
    {
        var before = await CaseAsync(job, record, ct);
        return before is { Succeeded: true, Value.ErasedAt: null } && (await EraseForGoodAsync(job, before.Value, ct)).Succeeded;
    }

    /// <summary>Erases an account that nothing belongs to.</summary>
    internal async Task EraseAccountAsync(Actor job, Guid accountId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await EmptyAsync(db, new ErasureCase { AccountId = accountId }, job, ct);
        await db.SaveChangesAsync(ct);
    }

    private static Error? Refuse(Actor actor, ErasureCase found) =>
        AccessRules.Refuse(actor, found.CitizenId is null ? Resource.VolunteerProfile : Resource.CitizenBasics, Deed.Write, Subject.Programme(found.ProgrammeId))
        // A person's own account page asks; erasing is the coordinator's deed.
        ?? (actor.IsSystem || actor.ProgrammeIds.Contains(found.ProgrammeId) ? null : AccessErrors.NotAllowed);

    private async Task<Result> EraseForGoodAsync(Actor actor, ErasureCase found, CancellationToken ct)
    {
        if (found.TakesPart)
        {
            var why = texts["Erased.Why"].Value;
            var left = found.CitizenId is { } citizen
                ? await leaving.CitizenLeavesAsync(actor, citizen, why, ct)
                : await leaving.VolunteerLeavesAsync(actor, found.VolunteerId!.Value, why, ct);
            if (!left.Succeeded) return left;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        await EmptyAsync(db, found, actor, ct);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    private async Task EmptyAsync(AppDbContext db, ErasureCase found, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = await ErasureCase.LastRecordOfAsync(db, found, ct) ? await db.Accounts.FirstAsync(a => a.Id == found.AccountId, ct) : null;
        if (account?.ErasureAskedAt is not null) emails.AddErased(db, account, now);
        var person = new Person(account?.Id ?? Guid.Empty, account?.Email ?? (found.AccountId is null ? found.Email : ""), found.VolunteerIds, found.CitizenIds);
        // Names are stored in the municipality's own language, whoever erases.
        using var language = Languages.Use("da");
        // Staff alone have passwords. What they did to others' records, why and in whose name, is evidence that stays.
        var isStaff = found is { VolunteerId: null, CitizenId: null } && account?.PasswordHash is not null;
        var eraser = isStaff
            ? new Eraser(texts, Guid.Empty, new HashSet<string>(StringComparer.Ordinal))
            : new Eraser(texts, person.AccountId, new HashSet<string>([found.Name, account?.DisplayName ?? ""], StringComparer.Ordinal));
        foreach (var (type, rows) in ErasedRows.Tables)
        {
            foreach (var row in await rows(db, person).ToListAsync(ct))
            {
                if (isStaff && row is StateChange change && change.EntityId != person.AccountId) continue;
                if (ErasedRows.Removed.Contains(type)) db.Remove(row);
                else eraser.Erase(db.Entry(row));
                if (row is WorkItem { DoneAt: null } work) (work.DoneAt, work.DoneBy) = (now, actor.Name);
                if (row is OutgoingEmail { State: EmailState.Waiting } mail) mail.State = EmailState.Cancelled;
            }
        }

        await MarkAsync(db, found, account, now, ct);
        db.StateChanges.Add(Audit(found, actor, now));
    }

    private static async Task MarkAsync(AppDbContext db, ErasureCase found, Account? account, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var volunteer in await db.Volunteers.Where(v => found.VolunteerIds.Contains(v.Id)).ToListAsync(ct)) volunteer.ErasedAt = now;
        foreach (var citizen in await db.Citizens.Where(c => found.CitizenIds.Contains(c.Id)).ToListAsync(ct)) citizen.ErasedAt = now;
        if (account is null) return;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == account.Id).ToListAsync(ct));
        (account.Disabled, account.ErasedAt, account.ErasureAskedAt) = (true, now, null);
        account.EndSessions();
    }

    /// <summary>That it was done, by whom and when: no name of whom it was done to.</summary>
    private static StateChange Audit(ErasureCase found, Actor actor, DateTimeOffset now) => new()
    {
        Entity = AuditEntity,
        EntityId = found.VolunteerId ?? found.CitizenId ?? found.AccountId!.Value,
        ProgrammeId = found.ProgrammeId == Guid.Empty ? null : found.ProgrammeId,
        From = found.AskedAt is null ? "NotAsked" : "Asked",
        To = "Erased",
        At = now,
        ByAccountId = actor.AccountId,
        ByName = actor.Name,
    };
}
