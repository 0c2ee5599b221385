using System.Globalization;
using System.Text.RegularExpressions;

namespace MentorMatch.Core.Emails;

/// <summary>Names in braces that a programme's words may carry: "{fornavn}". They are the same in every language.</summary>
public static partial class Placeholders
{
    public const string FirstName = "fornavn", When = "tidspunkt", Where = "sted", Minutes = "minutter", Title = "titel", Phone = "telefon", Deadline = "frist",
        Programme = "program", Count = "antal", Due = "dato", Coordinator = "koordinator";

    /// <summary>Puts values in. A name that has no value stays as it was typed, braces and all.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Name().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value.ToLowerInvariant(), match.Value));

    /// <summary>The names in a text that are not among those allowed, each once; a lone brace counts as one.</summary>
    public static IReadOnlyList<string> UnknownIn(string text, IReadOnlyCollection<string> allowed)
    {
        var unknown = Name().Matches(text).Select(m => m.Groups["name"].Value).Where(n => !allowed.Contains(n, StringComparer.OrdinalIgnoreCase)).Select(n => $"{{{n}}}").ToList();
        var rest = Name().Replace(text, "");
        if (rest.Contains('{', StringComparison.Ordinal)) unknown.Add("{");
        if (rest.Contains('}', StringComparison.Ordinal)) unknown.Add("}");
        return [.. unknown.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>A text of ours, "{0}" and so on, with names in place of the numbers, as a programme sees and changes it.</summary>
    public static string Named(string text, IReadOnlyList<string> names) =>
        Number().Replace(text, match => $"{{{names[int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)]}}}");

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{(?<number>[0-9]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
