using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MentorMatch.Core.Emails;

/// <summary>
/// A mail read back from its bytes, as a mail program would: for the demonstration's mailbox and for tests. It knows
/// what mail programs write, not every corner of MIME.
/// </summary>
public sealed partial class ReceivedMail
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyDictionary<string, string> headers;

    private ReceivedMail(string raw)
    {
        Raw = raw;
        var parts = MimePart.Read(raw);
        headers = parts[0].Headers;
        Text = Find(parts, "text/plain")?.Body ?? "";
        Html = Find(parts, "text/html")?.Body ?? "";
        var calendar = Find(parts, "text/calendar");
        Calendar = calendar?.Body;
        CalendarMethod = calendar is null ? null : MimePart.Parameter(calendar.ContentType, "method");
    }

    /// <summary>Everything, as it came.</summary>
    public string Raw { get; }

    public string MessageId => Header("Message-ID");

    public string From => Header("From");

    public string To => Header("To");

    /// <summary>The address alone, without the name.</summary>
    public string ToAddress => new System.Net.Mail.MailAddress(To).Address;

    public string Subject => Header("Subject");

    public string Text { get; }

    public string Html { get; }

    /// <summary>The iCalendar object, or null where there is none.</summary>
    public string? Calendar { get; }

    public string? CalendarMethod { get; }

    /// <summary>Where the links of the HTML part lead, each once, in order.</summary>
    public IReadOnlyList<string> Links => [.. LinkTarget().Matches(Html).Select(m => WebUtility.HtmlDecode(m.Groups["target"].Value)).Distinct()];

    public static ReceivedMail Parse(byte[] bytes) => new(Encoding.UTF8.GetString(bytes));

    /// <summary>A header's value with its encoded words read; empty where it is absent.</summary>
    public string Header(string name) => headers.TryGetValue(name, out var value) ? Decoded(value) : "";

    private static MimePart? Find(IReadOnlyList<MimePart> parts, string mediaType) =>
        parts.FirstOrDefault(p => p.ContentType.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Encoded words of RFC 2047; the white space between two of them is not part of the text.</summary>
    private static string Decoded(string value)
    {
        var joined = Regex.Replace(value, @"\?=\s+=\?", "?==?", RegexOptions.None, Patience);
        var bytes = new List<byte>();
        var text = new StringBuilder();
        var end = 0;
        foreach (Match word in EncodedWord().Matches(joined))
        {
            if (word.Index > end) Flush(text, bytes, joined[end..word.Index]);
            var body = word.Groups["text"].Value;
            // A letter may be cut in two by the line length: decode the bytes of neighbouring words together.
            bytes.AddRange(word.Groups["how"].Value is "B" or "b"
                ? Convert.FromBase64String(body)
                : MimePart.FromQuotedPrintable(body.Replace('_', ' ')));
            end = word.Index + word.Length;
        }

        Flush(text, bytes, joined[end..]);
        return text.ToString();
    }

    private static void Flush(StringBuilder text, List<byte> bytes, string plain)
    {
        text.Append(Encoding.UTF8.GetString([.. bytes])).Append(plain);
        bytes.Clear();
    }

    [GeneratedRegex(@"=\?(?<charset>[^?]+)\?(?<how>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("href=\"(?<target>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkTarget();
}
