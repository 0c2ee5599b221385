using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>When mails that wait are still to be sent.</summary>
internal static class MeetingReasons
{
    /// <summary>The meeting stands at the time that the mail names, and its reader has not said no.</summary>
    public static EmailReason Coming { get; } = new(["MeetingReminder"], async (db, email, id, ct) =>
    {
        var invitation = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct);
        if (invitation is null or { State: InvitationState.No }) return false;
        return await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == invitation.MeetingId, ct) is { State: MeetingState.Scheduled } meeting
            && email.Key == $"MeetingReminder:{id:N}:{MeetingEmails.SequenceOf(meeting, invitation)}";
    });
}
