using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

/// <summary>Saves wishes question by question, written by the citizen or by the coordinator who sits beside, and sends them.</summary>
public sealed class WishesService(IDbContextFactory<AppDbContext> contexts, CitizenEmails emails, TimeProvider clock)
{
    public const string ConsentText = "Citizen";
    public const string ConsentVersion = "1";

    public async Task<Result> SaveAsync(Actor actor, SaveWishes save, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, save.CitizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var citizen = found.Value;
        if (IsStale(citizen.Wishes, save, actor)) return AccessErrors.ChangedByOther(citizen.Wishes.SavedBy!);
        var errors = WishesRules.Check(save.Step, save.Answers, now);
        if (errors.Count > 0) return Result.From(errors);

        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == citizen.ProgrammeId, ct);
        WishesRules.Write(citizen.Wishes, save.Step, save.Answers, programme);
        Sign(citizen, actor, now);
        if (citizen.Wishes.SentAt is not null) await TellOfChangeAsync(db, citizen, actor, now, ct);
        return await SaveAsync(db, citizen.Id, ct);
    }

    /// <summary>Which groups of the programme the citizen belongs to: the coordinator's own answer.</summary>
    public async Task<Result> SetTargetGroupsAsync(Actor actor, Guid citizenId, IReadOnlyCollection<string> groups, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, citizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        if (AccessRules.Refuse(actor, Resource.CitizenBasics, Deed.Write, found.Value.AsSubject()) is { } refusal) return refusal;

        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == found.Value.ProgrammeId, ct);
        found.Value.Wishes.TargetGroups = [.. programme.TargetGroups.Select(g => g.Key).Where(groups.Contains)];
        Sign(found.Value, actor, clock.GetUtcNow());
        return await SaveAsync(db, citizenId, ct);
    }

    public async Task<Result> SendAsync(Actor actor, SendWishes send, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, send.CitizenId, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var citizen = found.Value;
        // Sent already: a second click, or an old page.
        if (citizen.State != CitizenState.Invited) return Result.Success;
        var errors = WishesRules.Unanswered(citizen.Wishes).Select(CitizenErrors.NoAnswer).ToList();
        if (!send.Consent) errors.Add(CitizenErrors.ConsentMissing);
        if (errors.Count > 0) return Result.From(errors);

        var finished = citizen.FinishWishes(actor, now);
        if (!finished.Succeeded) return finished;
        await WriteConsentAsync(db, citizen, actor, now, ct);
        await Work.AddAsync(db, NewWork(citizen, WorkKind.WishesReady, $"/coordinator/citizens/{citizen.Id}/suggestions", now), ct);
        emails.AddWishesReceived(db, citizen, now);
        return await SaveAsync(db, citizen.Id, ct);
    }

    private static async Task<Result<Citizen>> FindAsync(AppDbContext db, Actor actor, Guid citizenId, CancellationToken ct)
    {
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.CitizenWishes, Deed.Write, citizen.AsSubject()) is { } refusal) return refusal;
        return citizen.TakesPart ? citizen : CitizenErrors.NotTakingPart;
    }

    private static bool IsStale(Wishes wishes, SaveWishes save, Actor actor) =>
        save.SeenSavedAt is { } seen && wishes.SavedAt is { } saved && saved > seen.AddMilliseconds(1)
        && wishes.SavedBy is not null && wishes.SavedBy != actor.Name;

    private static void Sign(Citizen citizen, Actor actor, DateTimeOffset now)
    {
        (citizen.Wishes.SavedAt, citizen.Wishes.SavedBy) = (now, actor.Name);
        if (!IsOwn(citizen, actor)) citizen.Wishes.WrittenWith = actor.Name;
    }

    private static bool IsOwn(Citizen citizen, Actor actor) => actor.CitizenIds.Contains(citizen.Id);

    /// <summary>Suggestions may have been made on the former answers: the coordinator is told, unless it was them.</summary>
    private static async Task TellOfChangeAsync(AppDbContext db, Citizen citizen, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (!IsOwn(citizen, actor)) return;
        await Work.AddAsync(db, NewWork(citizen, WorkKind.WishesChanged, $"/coordinator/citizens/{citizen.Id}", now), ct);
    }

    private static async Task WriteConsentAsync(AppDbContext db, Citizen citizen, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var given = await db.Consents.AnyAsync(
            c => (c.AccountId != null ? c.AccountId == citizen.AccountId : c.CitizenId == citizen.Id)
                && c.Text == ConsentText && c.TextVersion == ConsentVersion && c.WithdrawnAt == null, ct);
        if (given) return;
        db.Consents.Add(new Consent
        {
            AccountId = citizen.AccountId,
            CitizenId = citizen.Id,
            GivenWith = IsOwn(citizen, actor) ? null : actor.Name,
            Text = ConsentText,
            TextVersion = ConsentVersion,
            GivenAt = now,
        });
    }

    private static WorkItem NewWork(Citizen citizen, WorkKind kind, string path, DateTimeOffset now) => new()
    {
        ProgrammeId = citizen.ProgrammeId,
        Kind = kind,
        Key = Work.Key(kind, citizen.Id),
        About = citizen.FullName,
        Path = path,
        CitizenId = citizen.Id,
        Since = now,
    };

    private async Task<Result> SaveAsync(AppDbContext db, Guid citizenId, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            var who = await fresh.Citizens.Where(c => c.Id == citizenId).Select(c => c.Wishes.SavedBy).FirstOrDefaultAsync(ct);
            return who is null ? CitizenErrors.ChangedMeanwhile : AccessErrors.ChangedByOther(who);
        }
    }
}
