using System.Text.RegularExpressions;
using MentorMatch.TestKit;

namespace MentorMatch.Architecture.Tests;

/// <summary>Rules of the house that can be read off the files.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] BannedNames = ["Manager", "Helper", "Util", "Utils", "Processor", "Base", "Impl", "Dto"];

    /// <summary>Files that are longer than the alarm, each with the reason why it is one thing.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    /// <summary>Pages of their own rather than parts of one: what is shown where a form came too late.</summary>
    private static readonly string[] OfTheFrame = ["StaleForm", "SendAgain"];

    private static readonly string[] RootEntries =
    [
        "src", "tests", "ml-models", "docs", "MentorMatch.sln", "README.md", "LICENSE", "docker-compose.yml", "run.sh", "test.sh",
        "Directory.Build.props", "Directory.Packages.props",
    ];

    [Fact]
    public void SourceFiles_AllOfThem_StayBelowTheSizeAlarm() =>
        Assert.Empty(SourceFiles()
            .Select(f => (Path: Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > (f.Path.EndsWith(".razor", StringComparison.Ordinal) ? 120 : 300) && !LongFiles.ContainsKey(f.Path))
            .Select(f => $"{f.Path}: {f.Lines} lines"));

    [Fact]
    public void SourceFiles_AllOfThem_HaveNoBannedName() =>
        Assert.DoesNotContain(SourceFiles().Select(Relative), path =>
            BannedNames.Any(n => Path.GetFileNameWithoutExtension(path).EndsWith(n, StringComparison.Ordinal))
            || Path.GetFileName(path) == "Extensions.cs");

    [Fact]
    public void Tests_AllOfThem_AreNeverSkippedByHandAndNeverSleep() =>
        Assert.Empty(SourceFiles().Where(f => !f.EndsWith("HouseTests.cs", StringComparison.Ordinal))
            .Where(f => Forbidden().IsMatch(File.ReadAllText(f))).Select(Relative));

    [Fact]
    public void Components_OfTheSharedSet_AreShownInTheDemonstration() => Assert.Empty(Unshown(Files("*.razor").Select(f => (Relative(f), File.ReadAllText(f)))));

    [Fact]
    public void Component_ThatIsShownNowhere_IsFound() => Assert.Equal(["Lonely"], Unshown(
    [
        ("x/Components/Shared/Lonely.razor", "<p></p>"),
        ("x/Components/Shared/Shown.razor", "<Part />"),
        ("x/Components/Shared/Part.razor", "<p></p>"),
        ("x/Components/Pages/Demo/DemoLists.razor", "<Shown Of=\"@x\" />"),
        ("x/Components/Pages/Other/Other.razor", "<Lonely />"),
    ]));

    [Fact]
    public void Root_OfTheRepository_HoldsTheHouseAndNothingElse()
    {
        var entries = Directory.EnumerateFileSystemEntries(RepositoryRoot.Path).Select(p => Path.GetFileName(p)!);

        // Dotfiles are the build's own; what git ignores may lie around.
        Assert.Empty(entries.Where(e => !e.StartsWith('.') && e is not ("artifacts" or "TestResults")).Except(RootEntries));
    }

    [Fact]
    public void Sources_AllOfThem_NameNoRegistryAndNoPathOfAMachine() =>
        Assert.Empty(TextFiles().Where(f => !f.EndsWith("HouseTests.cs", StringComparison.Ordinal))
            .Where(f => MachineTrace().IsMatch(File.ReadAllText(f))).Select(Relative));

    /// <summary>Shared components that neither a page of the demonstration nor another shared component has.</summary>
    private static List<string> Unshown(IEnumerable<(string Path, string Text)> files)
    {
        var all = files.ToList();
        var shared = all.Where(f => f.Path.Contains("/Components/Shared/", StringComparison.Ordinal)).ToList();
        var showing = all.Where(f => f.Path.Contains("/Pages/Demo/", StringComparison.Ordinal)).Concat(shared).ToList();
        return [.. shared.Select(f => Path.GetFileNameWithoutExtension(f.Path))
            .Where(name => !OfTheFrame.Contains(name) && !showing.Any(f => Regex.IsMatch(f.Text, $@"<{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1))))];
    }

    private static IEnumerable<string> SourceFiles() => Files("*.cs").Concat(Files("*.razor"))
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> TextFiles() => SourceFiles()
        .Concat(Files("*.json")).Concat(Files("*.csproj")).Concat(Files("*.mjs"))
        .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories));

    private static IEnumerable<string> Files(string pattern) => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), pattern, SearchOption.AllDirectories))
        .Where(f => !Generated().IsMatch(f));

    private static string Relative(string path) => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/');

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generated();

    [GeneratedRegex("""Skip\s*=\s*"|Thread\.Sleep|NotImplementedException|TODO|FIXME|Assert\.True\(true\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"(^|[^a-z.\w])/(work|root|farm)/|https?://[a-z.]*(nuget|npmjs|debian)\.", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MachineTrace();
}
