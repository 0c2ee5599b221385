using MentorMatch.Core.Emails;

namespace MentorMatch.Core.Inbox;

/// <summary>What a mail server says of one reader.</summary>
/// <param name="Address">Whom the mail was for.</param>
/// <param name="Action">failed, delayed, delivered, relayed or expanded.</param>
/// <param name="Status">An enhanced status code such as 5.1.1.</param>
public sealed record ReportedReader(string Address, string Action, string Status);

/// <summary>A delivery status notification (RFC 3464), as mail servers send it back after they took a mail.</summary>
/// <param name="MessageId">The Message-ID of the mail that it is about, where the report carries its headers.</param>
/// <param name="Readers">One or more.</param>
public sealed record DeliveryReport(string? MessageId, IReadOnlyList<ReportedReader> Readers)
{
    /// <exception cref="FormatException">It says that it is a report, and is none.</exception>
    /// <returns>Null where the mail is something else.</returns>
    internal static DeliveryReport? Read(IReadOnlyList<MimePart> parts)
    {
        var type = parts[0].ContentType;
        if (!type.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)) return null;
        if (!string.Equals(MimePart.Parameter(type, "report-type"), "delivery-status", StringComparison.OrdinalIgnoreCase)) return null;
        var status = parts.FirstOrDefault(p => Is(p, "message/delivery-status") || Is(p, "message/global-delivery-status"))
            ?? throw new FormatException("The report has no status.");
        // The first group is about the message, each other one about a reader.
        var readers = status.Body.Trim('\n').Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(ReaderOf).OfType<ReportedReader>().ToList();
        return readers.Count == 0 ? throw new FormatException("The report names no reader.") : new DeliveryReport(MessageIdOf(parts), readers);
    }

    private static ReportedReader? ReaderOf(string group)
    {
        var fields = MimePart.Read(group + "\n\n")[0].Headers;
        // "rfc822; bo@example.com"; the original one is what we wrote, the final one where it was forwarded.
        var address = fields.GetValueOrDefault("Original-Recipient") ?? fields.GetValueOrDefault("Final-Recipient");
        return address is null || !fields.TryGetValue("Action", out var action)
            ? null
            : new ReportedReader(address.Split(';')[^1].Trim().Trim('<', '>'), action.ToLowerInvariant(), fields.GetValueOrDefault("Status", "").Split(' ')[0]);
    }

    private static string? MessageIdOf(IReadOnlyList<MimePart> parts) => parts
        .Where(p => Is(p, "message/rfc822") || Is(p, "text/rfc822-headers") || Is(p, "message/global"))
        .Select(p => MimePart.Read(p.Body)[0].Headers.GetValueOrDefault("Message-ID"))
        .FirstOrDefault(id => id is not null);

    private static bool Is(MimePart part, string mediaType) => part.ContentType.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase);
}
