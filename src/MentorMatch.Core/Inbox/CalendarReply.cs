using System.Globalization;
using System.Text.RegularExpressions;
using MentorMatch.Core.Emails;

namespace MentorMatch.Core.Inbox;

/// <summary>What a calendar answers for its owner (METHOD:REPLY of RFC 5546).</summary>
/// <param name="Uid">Of the appointment.</param>
/// <param name="Sequence">Which version was answered.</param>
/// <param name="Attendee">The address of who answers.</param>
/// <param name="SentBy">The address of who answers for them, such as a secretary.</param>
/// <param name="Answer">ACCEPTED, DECLINED or TENTATIVE.</param>
public sealed partial record CalendarReply(string Uid, int Sequence, string Attendee, string? SentBy, string Answer)
{
    /// <exception cref="FormatException">It says that it is a reply, and is none.</exception>
    /// <returns>Null where the mail carries no reply.</returns>
    internal static CalendarReply? Read(IReadOnlyList<MimePart> parts)
    {
        var part = parts.FirstOrDefault(p => p.ContentType.StartsWith("text/calendar", StringComparison.OrdinalIgnoreCase))
            ?? parts.FirstOrDefault(p => p.ContentType.StartsWith("application/ics", StringComparison.OrdinalIgnoreCase));
        if (part is null) return null;
        var lines = part.Body.ReplaceLineEndings("\n").Replace("\n ", "").Replace("\n\t", "").Split('\n').Select(LineOf).OfType<Line>().ToList();
        if (!string.Equals(lines.Find(l => l.Name == "METHOD")?.Value, "REPLY", StringComparison.OrdinalIgnoreCase)) return null;
        var inside = lines.SkipWhile(l => l is not { Name: "BEGIN", Value: "VEVENT" }).TakeWhile(l => l is not { Name: "END", Value: "VEVENT" }).ToList();
        var attendee = inside.Find(l => l.Name == "ATTENDEE");
        var uid = inside.Find(l => l.Name == "UID")?.Value;
        if (attendee is null || uid is null || !attendee.Parameters.TryGetValue("PARTSTAT", out var answer)) throw new FormatException("The reply lacks a part.");
        // A reply without a sequence is to the first version (RFC 5545, 3.8.7.4).
        var sequence = int.TryParse(inside.Find(l => l.Name == "SEQUENCE")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var sentBy = attendee.Parameters.TryGetValue("SENT-BY", out var by) ? AddressOf(by) : null;
        return new CalendarReply(uid, sequence, AddressOf(attendee.Value), sentBy, answer.ToUpperInvariant());
    }

    private static string AddressOf(string uri) =>
        (uri.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? uri["mailto:".Length..] : uri).Trim();

    /// <summary>"NAME;PARAMETER=value;OTHER="quoted":value"; a quoted value may hold colons and semicolons.</summary>
    private static Line? LineOf(string text)
    {
        var match = ContentLine().Match(text);
        if (!match.Success) return null;
        var parameters = Parameter().Matches(match.Groups["parameters"].Value)
            .GroupBy(m => m.Groups["name"].Value.ToUpperInvariant(), m => m.Groups["value"].Value.Trim('"'))
            .ToDictionary(g => g.Key, g => g.First());
        return new Line(match.Groups["name"].Value.ToUpperInvariant(), parameters, match.Groups["value"].Value.Trim());
    }

    [GeneratedRegex("""^(?<name>[A-Za-z0-9-]+)(?<parameters>(;[^=:;"]+=("[^"]*"|[^";:]*))*):(?<value>.*)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ContentLine();

    [GeneratedRegex(""";(?<name>[^=]+)=(?<value>"[^"]*"|[^";:]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    private sealed record Line(string Name, IReadOnlyDictionary<string, string> Parameters, string Value);
}
