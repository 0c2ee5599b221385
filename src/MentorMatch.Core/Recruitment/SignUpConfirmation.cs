using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>What the page of a confirmation link says before anything is pressed.</summary>
public enum ConfirmationStatus
{
    /// <summary>The button is shown.</summary>
    Ready,

    /// <summary>The address has been confirmed: by this link or by a later one.</summary>
    Confirmed,

    /// <summary>Too old: a new link is offered.</summary>
    Expired,

    /// <summary>No such link.</summary>
    Unknown,
}

/// <summary>The link in the mail after signing up: shows that the address is the volunteer's own.</summary>
public sealed class SignUpConfirmation(IDbContextFactory<AppDbContext> contexts, RecruitmentEmails emails, TimeProvider clock)
{
    /// <summary>So many mails of this kind and no more go to one volunteer.</summary>
    private const int MostMails = 5;

    /// <summary>Reads; changes nothing.</summary>
    public async Task<ConfirmationStatus> LookAsync(Actor actor, string token, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.PublicPages, Deed.Read, Subject.Nobody)) return ConfirmationStatus.Unknown;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        var volunteer = link is null ? null : await db.Volunteers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == link.SubjectId, ct);
        if (volunteer is null) return ConfirmationStatus.Unknown;
        if (volunteer.State != VolunteerState.Applied) return ConfirmationStatus.Confirmed;
        return link!.Refusal(clock.GetUtcNow()) is null ? ConfirmationStatus.Ready : ConfirmationStatus.Expired;
    }

    /// <summary>Confirms; a second time changes nothing and succeeds.</summary>
    public async Task<Result> ConfirmAsync(Actor actor, string token, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        try
        {
            return await TryToConfirmAsync(actor, token, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await TryToConfirmAsync(actor, token, ct);
        }
    }

    /// <summary>Mails a new link to the same address in place of one that has run out.</summary>
    public async Task<Result> RenewAsync(Actor actor, string token, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        var volunteer = link is null ? null : await db.Volunteers.FirstOrDefaultAsync(v => v.Id == link.SubjectId, ct);
        if (volunteer is null) return AccessErrors.NotFound;
        if (volunteer.State != VolunteerState.Applied) return Result.Success;
        if (await db.OneTimeLinks.CountAsync(l => l.Purpose == LinkPurpose.ConfirmSignUp && l.SubjectId == volunteer.Id, ct) >= MostMails)
        {
            return RecruitmentErrors.TooManyMails;
        }

        var programme = await db.Programmes.FirstAsync(p => p.Id == volunteer.ProgrammeId, ct);
        AskToConfirm(db, emails, volunteer, programme, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>Puts the link and its mail into a running write.</summary>
    internal static void AskToConfirm(AppDbContext db, RecruitmentEmails emails, Volunteer volunteer, Programme programme, DateTimeOffset now)
    {
        var (link, token) = OneTimeLink.Create(
            LinkPurpose.ConfirmSignUp, now + SignUpSending.ConfirmWithin, subjectId: volunteer.Id);
        db.OneTimeLinks.Add(link);
        emails.AddConfirm(db, volunteer, programme, link.Id, token, now);
    }

    private async Task<Result> TryToConfirmAsync(Actor actor, string token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var link = await FindAsync(db, token, ct);
        var volunteer = link is null ? null : await db.Volunteers.FirstOrDefaultAsync(v => v.Id == link.SubjectId, ct);
        if (link is null || volunteer is null) return AccessErrors.NotFound;
        if (volunteer.State != VolunteerState.Applied) return Result.Success;
        if (link.Refusal(now) is { } outOfDate) return outOfDate;

        link.UsedAt = now;
        var moved = volunteer.Confirm(actor with { AccountId = volunteer.AccountId, Name = volunteer.FullName }, now);
        if (!moved.Succeeded) return moved;
        var account = await db.Accounts.FirstAsync(a => a.Id == volunteer.AccountId, ct);
        account.EmailConfirmed = true;
        await Work.AddAsync(db, VolunteerWork.Of(WorkKind.NewVolunteer, volunteer, now), ct);
        var programme = await db.Programmes.FirstAsync(p => p.Id == volunteer.ProgrammeId, ct);
        if (programme.Settings.Does(FollowUpKinds.Welcome)) emails.AddConfirmed(db, volunteer, programme, now);
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    private static Task<OneTimeLink?> FindAsync(AppDbContext db, string token, CancellationToken ct)
    {
        var hash = OneTimeLink.HashOf(token);
        return db.OneTimeLinks.FirstOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.ConfirmSignUp, ct);
    }
}
