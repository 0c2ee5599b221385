using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>When mails of the plan that wait are still to be sent: none is on hold, answered or overtaken by a meeting.</summary>
internal static class FollowUpReasons
{
    private static readonly MatchState[] Asked = [MatchState.Closing, MatchState.Ended];

    public static IReadOnlyList<EmailReason> All { get; } =
    [
        // The question is not answered yet, and the match runs.
        new(["CheckInContact", "CheckInPulse"], (db, _, id, ct) =>
            db.CheckIns.AnyAsync(c => c.Id == id && c.AnsweredAt == null && db.Matches.Any(m => m.Id == c.MatchId && m.State == MatchState.Started), ct)),
        new(["CheckInExit"], (db, _, id, ct) =>
            db.CheckIns.AnyAsync(c => c.Id == id && c.AnsweredAt == null && db.Matches.Any(m => m.Id == c.MatchId && Asked.Contains(m.State)), ct)),
        // The key ends with when the silence began: a meeting logged since then, or a hold, has ended it.
        new(["SilenceNudge"], async (db, email, id, ct) =>
            await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct) is { State: MatchState.Started } match
            && email.Key.EndsWith($":{FollowUpPlan.SilentSince(match):yyyyMMddHHmm}", StringComparison.Ordinal)),
        new([FollowUpEmails.IdleKind], (db, _, id, ct) => db.Volunteers.AnyAsync(v => v.Id == id && v.State == VolunteerState.Ready && v.IdleSince != null, ct)),
        // The certificate that the mail names is still the one on record.
        new([FollowUpEmails.CertificateKind], async (db, email, id, ct) =>
            await db.Volunteers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, ct) is { CertificateValidUntil: { } until } volunteer
            && WarnOfCertificateJob.Concerned.Contains(volunteer.State)
            && email.Key.StartsWith($"{FollowUpEmails.CertificateKind}:{id:N}:{until:yyyyMMdd}:", StringComparison.Ordinal)),
    ];
}
