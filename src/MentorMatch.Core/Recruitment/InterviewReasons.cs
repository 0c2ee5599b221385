using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>When mails that wait are still to be sent.</summary>
internal static class InterviewReasons
{
    /// <summary>A reminder names one time of one interview: it is booked, to come, and has not moved since.</summary>
    public static EmailReason Booked { get; } = new(["InterviewReminder"], async (db, email, id, ct) =>
        await db.Interviews.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct) is { State: InterviewState.Booked } interview
        && email.Key == $"InterviewReminder:{id:N}:{interview.Sequence}");

    /// <summary>The form is still not sent in. The mail is about the link into it.</summary>
    public static EmailReason DraftLeft { get; } = new([RecruitmentEmails.DraftReminder], (db, _, id, ct) =>
        db.OneTimeLinks.AnyAsync(l => l.Id == id && db.SignUps.Any(s => s.Id == l.SubjectId && s.SentAt == null), ct));
}
