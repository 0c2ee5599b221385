using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>What the invited answer, and visitors who sign up for an information meeting.</summary>
public sealed class MeetingAnswerService(IDbContextFactory<AppDbContext> contexts, MeetingEmails emails, TimeProvider clock)
{
    public const int NameLength = 120;

    /// <summary>Yes, no or maybe to a scheduled meeting. It can be changed until the meeting begins.</summary>
    public Task<Result> AnswerAsync(Actor actor, Guid meetingId, InvitationState? answer, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, (meeting, invitation, now) =>
            answer is not { } given ? MeetingErrors.AnswerMissing
            : meeting.State != MeetingState.Scheduled || meeting.StartsAt <= now ? MeetingErrors.NotPossibleNow
            : invitation.Answer(given, actor, now), ct);

    /// <summary>The times that suit, while they are asked for; none of them counts as a no.</summary>
    public Task<Result> AnswerPollAsync(Actor actor, Guid meetingId, IReadOnlyCollection<Guid> optionIds, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, (meeting, invitation, now) =>
        {
            if (meeting.State != MeetingState.Polling) return MeetingErrors.NotPossibleNow;
            invitation.OptionIds = [.. meeting.Options.Select(o => o.Id).Where(optionIds.Contains)];
            return invitation.Answer(invitation.OptionIds.Count > 0 ? InvitationState.Maybe : InvitationState.No, actor, now);
        }, ct);

    /// <summary>A visitor comes. The same address again changes nothing, and tells nothing about who has signed up.</summary>
    public async Task<Result> SignUpGuestAsync(Actor actor, SignUpGuest guest, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        var now = clock.GetUtcNow();
        var name = guest.Name?.Trim() ?? "";
        var address = guest.Email?.Trim() ?? "";
        var wrong = new List<Error>();
        if (name.Length == 0) wrong.Add(MeetingErrors.Wrong("NameMissing", nameof(guest.Name)));
        if (name.Length > NameLength) wrong.Add(MeetingErrors.Wrong("TooLong", nameof(guest.Name), NameLength));
        if (CprNumber.IsIn(name)) wrong.Add(MeetingErrors.Wrong("CprInText", nameof(guest.Name)));
        if (!EmailAddress.TryParse(address, out _)) wrong.Add(MeetingErrors.Wrong("NotAnEmail", nameof(guest.Email)));
        if (wrong.Count > 0) return Result.From(wrong);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"guest:{guest.MeetingId}"}, 0))", ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).FirstOrDefaultAsync(m => m.Id == guest.MeetingId && m.Kind == MeetingKind.Information, ct);
        if (meeting is null) return AccessErrors.NotFound;
        if (meeting.State != MeetingState.Scheduled || meeting.StartsAt <= now) return MeetingErrors.NotPossibleNow;
        if (meeting.Invitations.Exists(i => string.Equals(i.GuestEmail, address, StringComparison.OrdinalIgnoreCase))) return Result.Success;
        await AddGuestAsync(db, meeting, name, address, actor, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private async Task AddGuestAsync(AppDbContext db, Meeting meeting, string name, string address, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var invitation = new Invitation
        {
            MeetingId = meeting.Id,
            ProgrammeId = meeting.ProgrammeId,
            GuestName = name,
            GuestEmail = address,
            SentAt = now,
            ReminderSentAt = MeetingReminders.IsNear(meeting.StartsAt!.Value, now) ? now : null,
        };
        invitation.Answer(InvitationState.Yes, actor, now);
        db.Invitations.Add(invitation);
        var invited = await MeetingEmails.InvitedAsync(db, meeting, ct);
        emails.Add(db, meeting, invited.Single(to => to.Invitation == invitation), "GuestSignedUp", now, CalendarBuilder.Request);
    }

    /// <summary>Somebody who is not invited learns nothing: to them the meeting is not there.</summary>
    private async Task<Result> ChangeAsync(
        Actor actor, Guid meetingId, Func<Meeting, Invitation, DateTimeOffset, Result> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).Include(m => m.Options).FirstOrDefaultAsync(m => m.Id == meetingId, ct);
        if (meeting is null || MeetingQueries.OwnOf(actor, meeting, Deed.Write) is not { } invitation) return AccessErrors.NotFound;
        var changed = change(meeting, invitation, clock.GetUtcNow());
        if (!changed.Succeeded) return changed;
        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }
}
