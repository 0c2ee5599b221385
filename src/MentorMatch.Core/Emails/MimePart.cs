using System.Globalization;
using System.Text;

namespace MentorMatch.Core.Emails;

/// <summary>One part of a mail that was read: its headers, and its body decoded as UTF-8.</summary>
internal sealed record MimePart(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string ContentType => Headers.GetValueOrDefault("Content-Type", "text/plain");

    /// <summary>Parts in parts in parts: deeper than this is no mail program's work.</summary>
    private const int Deepest = 10;

    /// <returns>The mail itself first, then its parts from the outside in.</returns>
    /// <exception cref="FormatException">A body is not in the encoding that it names, or parts are nested without end.</exception>
    public static IReadOnlyList<MimePart> Read(string raw) => Read(raw, 0);

    private static IReadOnlyList<MimePart> Read(string raw, int depth)
    {
        if (depth > Deepest) throw new FormatException("Too many parts inside one another.");
        var text = raw.ReplaceLineEndings("\n");
        var gap = text.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = gap < 0 ? (text, "") : (text[..gap], text[(gap + 2)..]);
        var headers = HeadersOf(head);
        var part = new MimePart(headers, "");
        return Parameter(part.ContentType, "boundary") is { } boundary
            ? [part, .. Inner(body, boundary).SelectMany(inner => Read(inner, depth + 1))]
            : [part with { Body = Decode(body, headers.GetValueOrDefault("Content-Transfer-Encoding", "")) }];
    }

    /// <summary>A parameter such as boundary or method of a Content-Type.</summary>
    public static string? Parameter(string contentType, string name) => contentType.Split(';')
        .Select(p => p.Trim())
        .Where(p => p.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
        .Select(p => p[(name.Length + 1)..].Trim('"'))
        .FirstOrDefault();

    public static byte[] FromQuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return [.. bytes];
    }

    private static Dictionary<string, string> HeadersOf(string head)
    {
        var unfolded = head.Replace("\n ", " ").Replace("\n\t", " ");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in unfolded.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }

        return headers;
    }

    private static IEnumerable<string> Inner(string body, string boundary) => ("\n" + body)
        .Split("\n--" + boundary)
        .Skip(1)
        .TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal))
        .Select(p => p.TrimStart('\n'));

    private static string Decode(string body, string encoding) => encoding.ToLowerInvariant() switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body.Where(c => !char.IsWhiteSpace(c))))),
        "quoted-printable" => Encoding.UTF8.GetString(FromQuotedPrintable(body.Replace("=\n", ""))),
        _ => body,
    };
}
