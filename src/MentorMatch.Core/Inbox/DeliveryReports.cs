using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Inbox;

/// <summary>Turns a report that a mail never arrived into a refused mail and a task for the coordinators.</summary>
public sealed class DeliveryReports
{
    /// <summary>How long after a mail a report without its Message-ID is taken to be about it. Mail servers give up after five days.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    internal async Task<Settled> UseAsync(AppDbContext db, DeliveryReport report, DateTimeOffset now, CancellationToken ct)
    {
        var given = report.Readers.Where(r => r.Action == "failed").ToList();
        if (given.Count == 0) return new Settled(IncomingOutcome.NothingNew, "OnItsWay");
        foreach (var reader in given)
        {
            if (await FindAsync(db, report.MessageId, reader.Address, now, ct) is not { } email) continue;
            if (email.State == EmailState.Refused) return new Settled(IncomingOutcome.NothingNew, "KnownAlready", email.Id);
            email.State = EmailState.Refused;
            email.LastError = reader.Status.Length > 0 ? reader.Status : "5.0.0";
            await EmailDelivery.AskCoordinatorAsync(db, email, now);
            return new Settled(IncomingOutcome.Used, null, email.Id);
        }

        return new Settled(IncomingOutcome.SetAside, "UnknownMail");
    }

    /// <summary>By the Message-ID, which is ours alone; else the last mail that went to the address.</summary>
    private static async Task<OutgoingEmail?> FindAsync(AppDbContext db, string? messageId, string address, DateTimeOffset now, CancellationToken ct)
    {
        if (messageId is not null && await db.Emails.FirstOrDefaultAsync(e => e.MessageId == messageId, ct) is { } named) return named;
        var since = now - Remembered;
        return messageId is not null && !messageId.EndsWith("@mentormatch.example.com>", StringComparison.OrdinalIgnoreCase)
            ? null
            : await db.Emails.Where(e => e.ToAddress.ToLower() == address.ToLower() && e.SentAt != null && e.SentAt >= since)
                .OrderByDescending(e => e.SentAt).ThenBy(e => e.Id).FirstOrDefaultAsync(ct);
    }
}
