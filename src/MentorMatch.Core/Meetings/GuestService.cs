using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>The meeting that a guest's link is about, and whether the guest has said by it that they do not come.</summary>
public sealed record GuestMeeting(string Title, string Place, DateTimeOffset StartsAt, bool IsCancelled);

/// <summary>Visitors who sign up for an information meeting, and who cannot come after all. They have no account.</summary>
public sealed class GuestService(IDbContextFactory<AppDbContext> contexts, MeetingEmails emails, TimeProvider clock)
{
    public const int NameLength = 120;

    /// <summary>A visitor comes. The same address again changes nothing, and tells nothing about who has signed up.</summary>
    public async Task<Result> SignUpAsync(Actor actor, SignUpGuest guest, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        var now = clock.GetUtcNow();
        var (name, address) = (guest.Name?.Trim() ?? "", guest.Email?.Trim() ?? "");
        if (Wrong(name, address) is { Count: > 0 } wrong) return Result.From(wrong);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"guest:{guest.MeetingId}"}, 0))", ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).FirstOrDefaultAsync(m => m.Id == guest.MeetingId && m.Kind == MeetingKind.Information, ct);
        if (meeting is null) return AccessErrors.NotFound;
        if (meeting.State != MeetingState.Scheduled || meeting.StartsAt <= now) return MeetingErrors.NotPossibleNow;
        var known = meeting.Invitations.Find(i => string.Equals(i.GuestEmail, address, StringComparison.OrdinalIgnoreCase));
        if (known is { State: not InvitationState.No }) return Result.Success;
        if (known is not null) known.OwnChanges++;
        await ComeAsync(db, meeting, known ?? New(db, meeting, name, address, guest.Language, now), actor, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>What a link out of a guest's mail is about. Looking changes nothing.</summary>
    public async Task<Result<GuestMeeting>> LookAsync(Actor actor, string token, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, token, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var (_, meeting, invitation) = found.Value;
        return new GuestMeeting(meeting.Title, meeting.Place, meeting.StartsAt!.Value, invitation.State == InvitationState.No);
    }

    /// <summary>The guest does not come. The mail about it takes the meeting out of their calendar.</summary>
    public async Task<Result> CancelAsync(Actor actor, string token, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await FindAsync(db, actor, token, ct);
        if (!found.Succeeded) return found.WithoutValue();
        var (link, meeting, invitation) = found.Value;
        link.UsedAt = now;
        if (invitation.State == InvitationState.No) return Result.Success;
        var answered = invitation.Answer(InvitationState.No, actor, now);
        if (!answered.Succeeded) return answered;
        invitation.OwnChanges++;
        var to = (await MeetingEmails.InvitedAsync(db, meeting, ct)).Single(i => i.Invitation == invitation);
        emails.Add(db, meeting, to, "GuestCancelled", now, CalendarBuilder.Cancel);
        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }

    private static List<Error> Wrong(string name, string address)
    {
        var wrong = new List<Error>();
        if (name.Length == 0) wrong.Add(MeetingErrors.Wrong("NameMissing", nameof(SignUpGuest.Name)));
        if (name.Length > NameLength) wrong.Add(MeetingErrors.Wrong("TooLong", nameof(SignUpGuest.Name), NameLength));
        if (CprNumber.IsIn(name)) wrong.Add(MeetingErrors.Wrong("CprInText", nameof(SignUpGuest.Name)));
        if (!EmailAddress.TryParse(address, out _)) wrong.Add(MeetingErrors.Wrong("NotAnEmail", nameof(SignUpGuest.Email)));
        return wrong;
    }

    private static Invitation New(AppDbContext db, Meeting meeting, string name, string address, string language, DateTimeOffset now)
    {
        var invitation = new Invitation
        {
            MeetingId = meeting.Id,
            ProgrammeId = meeting.ProgrammeId,
            GuestName = name,
            GuestEmail = address,
            GuestLanguage = Languages.Find(language).Tag,
            SentAt = now,
            ReminderSentAt = MeetingReminders.IsNear(meeting.StartsAt!.Value, now) ? now : null,
        };
        db.Invitations.Add(invitation);
        return invitation;
    }

    private async Task ComeAsync(AppDbContext db, Meeting meeting, Invitation invitation, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        invitation.Answer(InvitationState.Yes, actor, now);
        var to = (await MeetingEmails.InvitedAsync(db, meeting, ct)).Single(i => i.Invitation == invitation);
        emails.Add(db, meeting, to, "GuestSignedUp", now, CalendarBuilder.Request);
    }

    private async Task<Result<(OneTimeLink Link, Meeting Meeting, Invitation Invitation)>> FindAsync(AppDbContext db, Actor actor, string token, CancellationToken ct)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        var hash = OneTimeLink.HashOf(token);
        var link = await db.OneTimeLinks.FirstOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.MeetingAnswer && l.AccountId == null, ct);
        if (link is null) return AccessErrors.LinkExpired;
        var meeting = await db.Meetings.Include(m => m.Invitations).FirstOrDefaultAsync(m => m.Invitations.Any(i => i.Id == link.SubjectId), ct);
        var invitation = meeting?.Invitations.Find(i => i.Id == link.SubjectId);
        // A link that was used still tells what came of it.
        var isDone = link.UsedAt is not null && invitation is { State: InvitationState.No };
        if (!isDone && link.Refusal(clock.GetUtcNow()) is { } over) return over;
        if (meeting is not { State: MeetingState.Scheduled } || invitation is null) return MeetingErrors.NotPossibleNow;
        return (link, meeting, invitation);
    }
}
