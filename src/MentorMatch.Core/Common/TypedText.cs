using System.Text;

namespace MentorMatch.Core.Common;

/// <summary>Text as somebody typed or pasted it, made fit to store: no control characters, no halves of characters, no space around.</summary>
public static class TypedText
{
    /// <summary>One line; a line break becomes a space.</summary>
    public static string Line(string? typed) => Clean(typed, keepLines: false);

    /// <summary>Several lines, parted by \n.</summary>
    public static string Lines(string? typed) => Clean(typed?.ReplaceLineEndings("\n"), keepLines: true);

    /// <summary>Null where nothing but space was typed.</summary>
    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string Clean(string? typed, bool keepLines)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            var kept = keepLines && rune.Value == '\n';
            text.Append(Rune.IsControl(rune) && !kept ? " " : rune.ToString());
        }

        return text.ToString().Trim();
    }
}
