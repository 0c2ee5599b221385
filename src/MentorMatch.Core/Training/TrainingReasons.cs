using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Training;

/// <summary>When mails that wait are still to be sent.</summary>
internal static class TrainingReasons
{
    /// <summary>The evening stands, and the volunteer has kept the seat.</summary>
    public static EmailReason Coming { get; } = new(["TrainingReminder"], (db, email, id, ct) =>
        db.TrainingEvenings.AnyAsync(
            e => e.Id == id && e.CancelledAt == null && db.TrainingSignUps.Any(s => s.EveningId == id && s.VolunteerId == email.VolunteerId && s.CancelledAt == null), ct));
}
