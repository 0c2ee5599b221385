using System.Reflection;
using MentorMatch.Core.Data;
using MentorMatch.TestKit;

namespace MentorMatch.Architecture.Tests;

/// <summary>The one table of settings, in docs/operations.md, has each that there is and none that there is not.</summary>
public sealed class SettingsTableTests
{
    /// <summary>Read by the framework and by OpenTelemetry, not by us.</summary>
    private static readonly string[] Foreign =
    [
        "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "AllowedHosts", "Logging__LogLevel__Default", "Logging__Console__FormatterName",
        "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER",
    ];

    private static readonly Assembly[] Assemblies = [typeof(DataFolder).Assembly, typeof(Web.Components.App).Assembly];

    [Fact]
    public void Table_OfSettings_HasEachThatTheCodeReadsAndNoOther()
    {
        var table = SettingNames.OfTable(Operations()).ToList();
        var mailKit = SettingNames.OfProperties(Source("MentorMatch.Core", "Emails", "MailKitSettings.FullStack.cs"), "Email__MailKit").ToList();
        var code = OfCode().Concat(Foreign).Concat(mailKit).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(mailKit);

        Assert.Empty(code.Except(table).Order(StringComparer.Ordinal));
        Assert.Empty(table.Except(code));
        Assert.Equal(table.Distinct().Count(), table.Count);
    }

    [Fact]
    public void Reading_PlantedCodeAndTable_FindsWhatIsMissing()
    {
        var classes = SettingNames.OfClasses([typeof(SettingsTableTests).Assembly]);
        var source = SettingNames.OfSource("""
            const string Setting = "MENTORMATCH_PLANTED";
            var one = configuration[Setting]; configuration[Written] = "not read"; configuration["Logging:Written"] = "not read";
            var two = app.Configuration.GetValue("Planted:Number", 3) + GetEnvironmentVariable("MENTORMATCH_OTHER");
            var three = configuration.GetSection("Planted:Names").Get<string[]>();
            """);
        var table = SettingNames.OfTable("# Title\n\n## Settings\n\n| variable | |\n|---|---|\n| `One__Thing`, `Two__Things` | `not_this` |\n\n## Next\n| `Other__Table` | |\n");

        Assert.Equal(["Planted__Seen"], classes);
        Assert.Equal(["MENTORMATCH_PLANTED", "Planted__Number", "MENTORMATCH_OTHER", "Planted__Names__0"], source);
        Assert.Equal(["One__Thing", "Two__Things"], table);
    }

    private static IEnumerable<string> OfCode() => SettingNames.OfClasses(Assemblies)
        .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => SettingNames.OfSource(File.ReadAllText(f))))
        .Distinct();

    private static string Source(params string[] path) => File.ReadAllText(Path.Combine([RepositoryRoot.Path, "src", .. path]));

    private static string Operations() => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "operations.md"));

    /// <summary>As a class of settings is written.</summary>
    internal sealed class PlantedSettings
    {
        public const string Section = "Planted";

        public string Seen { get; set; } = "";

        public int Computed => Seen.Length;
    }
}
