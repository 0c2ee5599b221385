using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Inbox;

/// <summary>What was understood of a mail that came in.</summary>
internal sealed record Understood(IncomingKind Kind, DeliveryReport? Report = null, CalendarReply? Reply = null, IReadOnlyCollection<string>? Senders = null);

/// <summary>What became of it.</summary>
internal sealed record Settled(IncomingOutcome Outcome, string? Why = null, Guid? EmailId = null);

/// <summary>
/// Reads the folder of incoming mail: reports of mail servers and answers of calendars are used, everything else is set
/// aside for a person. One mail that cannot be read holds up no other.
/// </summary>
public sealed class ReadInboxJob(
    MailboxFolder folder, DeliveryReports reports, CalendarAnswers answers, IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!folder.IsUsed) return 0;
        var done = 0;
        foreach (var file in folder.Waiting())
        {
            ct.ThrowIfCancellationRequested();
            await ReadAsync(file, ct);
            done++;
        }

        return done;
    }

    private async Task ReadAsync(FileInfo file, CancellationToken ct)
    {
        var tooLong = file.Length > MailboxFolder.MostBytes;
        var bytes = tooLong ? Encoding.UTF8.GetBytes($"{file.Name}:{file.Length}") : await File.ReadAllBytesAsync(file.FullName, ct);
        var hash = SHA256.HashData(bytes);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var outcome = await db.IncomingEmails.Where(e => e.ContentHash == hash).Select(e => (IncomingOutcome?)e.Outcome).FirstOrDefaultAsync(ct)
            ?? await SettleAsync(db, file.Name, hash, tooLong ? new Understood(IncomingKind.Unreadable) : Understand(bytes), ct);
        if (outcome == IncomingOutcome.SetAside) folder.SetAside(file);
        else file.Delete();
    }

    private async Task<IncomingOutcome> SettleAsync(AppDbContext db, string name, byte[] hash, Understood mail, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var settled = mail switch
        {
            { Report: { } report } => await reports.UseAsync(db, report, now, ct),
            { Reply: { } reply } => await answers.UseAsync(db, reply, mail.Senders ?? [], now, ct),
            { Kind: IncomingKind.AutomaticReply } => new Settled(IncomingOutcome.NothingNew),
            _ => new Settled(IncomingOutcome.SetAside, mail.Kind.ToString()),
        };
        db.IncomingEmails.Add(new IncomingEmail
        {
            ContentHash = hash,
            FileName = name[..Math.Min(name.Length, 260)],
            ReadAt = now,
            Kind = mail.Kind,
            Outcome = settled.Outcome,
            Why = settled.Why,
            EmailId = settled.EmailId,
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Another node read the same file a moment ago, and has used it; anything else is tried again at the next run.
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            if (!await fresh.IncomingEmails.AnyAsync(i => i.ContentHash == hash, ct)) throw;
        }

        return settled.Outcome;
    }

    private static Understood Understand(byte[] bytes)
    {
        try
        {
            var parts = MimePart.Read(Encoding.UTF8.GetString(bytes));
            if (parts[0].Headers.Count == 0) return new Understood(IncomingKind.Unreadable);
            if (DeliveryReport.Read(parts) is { } report) return new Understood(IncomingKind.DeliveryReport, report);
            if (CalendarReply.Read(parts) is { } reply) return new Understood(IncomingKind.CalendarReply, Reply: reply, Senders: SendersOf(parts[0]));
            // RFC 3834: "auto-replied" and its kin; "no" is what people may say.
            var automatic = parts[0].Headers.GetValueOrDefault("Auto-Submitted", "no");
            return new Understood(automatic.StartsWith("no", StringComparison.OrdinalIgnoreCase) ? IncomingKind.Letter : IncomingKind.AutomaticReply);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or RegexMatchTimeoutException)
        {
            return new Understood(IncomingKind.Unreadable);
        }
    }

    private static List<string> SendersOf(MimePart mail) =>
        [.. new[] { "From", "Sender" }.Select(h => mail.Headers.GetValueOrDefault(h)).OfType<string>().Select(h => MailAddress.TryCreate(h, out var address) ? address.Address : h)];
}
