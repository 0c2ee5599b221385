using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>When mails that wait are still to be sent.</summary>
internal static class MatchReasons
{
    /// <summary>The volunteer has not answered, and can.</summary>
    public static EmailReason Waiting { get; } = new(["MatchRequestReminder"], (db, _, id, ct) =>
        db.Matches.AnyAsync(m => m.Id == id && m.State == MatchState.Requested, ct));
}
