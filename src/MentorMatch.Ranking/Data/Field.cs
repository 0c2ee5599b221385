using System.Buffers.Text;
using System.Text;

namespace MentorMatch.Ranking.Data;

/// <summary>Numbers as a file writes them: a point for decimals, no thousands separators, whatever the machine's culture.</summary>
internal static class Field
{
    private const int LongestShown = 40;
    private const int HighestGrade = 31;

    /// <summary>A finite number, or NaN for what is unknown ("NaN", "nan" or nothing at all).</summary>
    public static float Number(ReadOnlySpan<byte> text, string file, long row, string column)
    {
        if (text.IsEmpty || Ascii.EqualsIgnoreCase(text, "nan"u8)) return float.NaN;
        if (Ascii.EqualsIgnoreCase(text.TrimStart("+-"u8), "inf"u8)) throw TooLarge(text, file, row, column);
        if (!Utf8Parser.TryParse(text, out double value, out var used) || used != text.Length)
        {
            throw new BadInputException(file, row, column, $"{Shown(text)} is not a number.");
        }

        return float.IsFinite((float)value)
            ? (float)value
            : throw TooLarge(text, file, row, column);
    }

    public static byte Grade(ReadOnlySpan<byte> text, string file, long row, string column)
    {
        var value = Whole(text, file, row, column);
        return value is >= 0 and <= HighestGrade
            ? (byte)value
            : throw new BadInputException(file, row, column, $"a grade is a whole number from 0 to {HighestGrade}, not {Shown(text)}.");
    }

    /// <summary>A whole number, such as an identifier; "12.0" is 12.</summary>
    public static long Whole(ReadOnlySpan<byte> text, string file, long row, string column)
    {
        if (Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length) return whole;
        if (Utf8Parser.TryParse(text, out double value, out used) && used == text.Length
            && Math.Abs(value) <= 1L << 53 && value.Equals(Math.Truncate(value)))
        {
            return (long)value;
        }

        throw new BadInputException(file, row, column, text.IsEmpty ? "a whole number is missing." : $"{Shown(text)} is not a whole number.");
    }

    /// <summary>The text of a file in a message: short, printable, in quotes.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        var cut = text.Length > LongestShown;
        var words = Encoding.UTF8.GetString(cut ? text[..LongestShown] : text);
        return $"\"{new string([.. words.Select(letter => char.IsControl(letter) ? '?' : letter)])}{(cut ? "…" : "")}\"";
    }

    private static BadInputException TooLarge(ReadOnlySpan<byte> text, string file, long row, string column) =>
        new(file, row, column, $"{Shown(text)} is infinite or too large.");
}
