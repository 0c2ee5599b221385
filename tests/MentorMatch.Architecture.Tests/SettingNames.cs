using System.Reflection;
using System.Text.RegularExpressions;

namespace MentorMatch.Architecture.Tests;

/// <summary>
/// What can be configured, by the code: the properties of classes that name a section, and every key that is read by name.
/// Names are as in the environment, with two underscores for a level.
/// </summary>
internal static partial class SettingNames
{
    /// <param name="assemblies">Where classes with a constant "Section" are bound from the configuration.</param>
    public static IEnumerable<string> OfClasses(IEnumerable<Assembly> assemblies) =>
        from type in assemblies.SelectMany(a => a.GetTypes())
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
        where section is { IsLiteral: true } && section.FieldType == typeof(string)
        from property in type.GetProperties()
        where property.SetMethod is { IsPublic: true }
        select $"{section.GetRawConstantValue()}__{property.Name}".Replace(":", "__", StringComparison.Ordinal);

    /// <param name="source">A class of settings that this build may leave out.</param>
    /// <param name="section">As in the environment.</param>
    public static IEnumerable<string> OfProperties(string source, string section) =>
        Properties().Matches(source).Select(property => $"{section}__{property.Groups["name"].Value}");

    /// <param name="source">The text of a file.</param>
    public static IEnumerable<string> OfSource(string source)
    {
        foreach (Match read in Reads().Matches(source))
        {
            var name = read.Groups["key"].Success ? read.Groups["key"].Value : Constant(source, read.Groups["constant"].Value);
            if (name is not null) yield return name.Replace(":", "__", StringComparison.Ordinal);
        }

        foreach (Match read in Lists().Matches(source)) yield return read.Groups["key"].Value.Replace(":", "__", StringComparison.Ordinal) + "__0";
        if (source.Contains("GetConnectionString(", StringComparison.Ordinal) && Constant(source, "ConnectionName") is { } connection) yield return $"ConnectionStrings__{connection}";
    }

    /// <summary>The first column of the table under "## Settings".</summary>
    /// <param name="markdown">docs/operations.md.</param>
    public static IEnumerable<string> OfTable(string markdown)
    {
        var section = markdown.Split("\n## Settings\n") is [_, var rest, ..] ? rest.Split("\n## ")[0] : "";
        return from line in section.Split('\n')
               where line.StartsWith("| `", StringComparison.Ordinal)
               from Match name in Names().Matches(line.Split('|')[1])
               select name.Groups["name"].Value;
    }

    private static string? Constant(string source, string name) =>
        Regex.Match(source, $"const string {Regex.Escape(name)} = \"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } found ? found.Groups["value"].Value : null;

    [GeneratedRegex("""GetEnvironmentVariable\("(?<key>MENTORMATCH_\w+)"|(?<!Try)GetValue(<\w+>)?\("(?<key>[\w:]+)"|[cC]onfiguration\[(?<constant>[A-Z]\w+)\](?! =)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Reads();

    [GeneratedRegex("""GetSection\("(?<key>[\w:]+)"\)\.Get<string\[\]>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Lists();

    [GeneratedRegex("""public [\w?]+ (?<name>\w+) \{ get; set; \}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Properties();

    [GeneratedRegex("`(?<name>\\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
