using System.Globalization;
using System.Text;

namespace MentorMatch.Core.Common;

/// <summary>
/// Rows of a CSV file as Danish spreadsheets open it: UTF-8 with a byte order mark, semicolons, CRLF. A cell that a
/// spreadsheet would take for a formula gets an apostrophe before it.
/// </summary>
public static class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r', '\n'];
    private static readonly char[] NeedQuotes = [';', '"', '\r', '\n'];

    public static byte[] File(IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.Append(string.Join(';', row.Select(Cell))).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>One cell; numbers and dates as the current culture writes them.</summary>
    public static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.CurrentCulture) ?? "";
        if (value is string && IsFormula(text)) text = "'" + text;
        return text.IndexOfAny(NeedQuotes) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsFormula(string text)
    {
        var start = text.TrimStart(' ');
        return start.Length > 0 && FormulaStarts.Contains(start[0]);
    }
}
