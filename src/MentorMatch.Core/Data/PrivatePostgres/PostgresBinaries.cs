using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>One installed PostgreSQL: its folder of programs and its major version.</summary>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int OldestMajor = 15;

    public string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>A folder named by the user is the only one; otherwise beside the application, then where installers put them.</summary>
    public static IReadOnlyList<string> UsualFolders(string? chosen) =>
        string.IsNullOrWhiteSpace(chosen) ? [BesideTheApp(), .. Installed(), .. OnThePath()] : [chosen];

    /// <summary>Every usable installation among the folders, in their order.</summary>
    internal static async Task<IReadOnlyList<PostgresBinaries>> FindAsync(IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders)
        {
            if (await TryReadAsync(folder, cancellationToken) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        return found.Count > 0 ? found : throw new PrivatePostgresException(HowToInstall);
    }

    internal static async Task<PostgresBinaries?> TryReadAsync(string folder, CancellationToken cancellationToken)
    {
        var candidate = new PostgresBinaries(folder, 0);
        if (new[] { "initdb", "pg_ctl", "postgres" }.Any(name => !File.Exists(candidate.Program(name))))
        {
            return null;
        }

        var answer = await ExternalCommand.RunAsync([candidate.Program("postgres"), "--version"], cancellationToken);
        return ReadMajor(answer.Output) is { } major and >= OldestMajor ? candidate with { Major = major } : null;
    }

    internal static int? ReadMajor(string versionLine) =>
        VersionPattern().Match(versionLine) is { Success: true } match ? int.Parse(match.Groups["major"].ValueSpan) : null;

    private static string BesideTheApp() =>
        Path.Combine(AppContext.BaseDirectory, "pgsql", RuntimeInformation.RuntimeIdentifier, "bin");

    private static IEnumerable<string> Installed()
    {
        string[] parents =
        [
            "/usr/lib/postgresql",
            "/opt/homebrew/opt",
            "/usr/local/opt",
            "/home/linuxbrew/.linuxbrew/opt",
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"),
        ];
        return parents.Where(Directory.Exists)
            .SelectMany(parent => Directory.GetDirectories(parent))
            .Select(folder => (Folder: folder, Version: FolderPattern().Match(Path.GetFileName(folder))))
            .Where(candidate => candidate.Version.Success)
            .OrderByDescending(candidate => int.Parse("0" + candidate.Version.Groups["major"].Value))
            .Select(candidate => Path.Combine(candidate.Folder, "bin"));
    }

    private static string[] OnThePath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d{1,4})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^(postgresql@)?(?<major>\d{1,4})$|^postgresql$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FolderPattern();

    private const string HowToInstall = """
        PostgreSQL 15 or newer was not found. Install it:
          Debian, Ubuntu:  sudo apt-get install postgresql
          Fedora, RHEL:    sudo dnf install postgresql-server
          macOS:           brew install postgresql@17
          Windows:         winget install PostgreSQL.PostgreSQL.17
        or set MENTORMATCH_PG_BIN to the folder that holds initdb and pg_ctl,
        or set ConnectionStrings__MentorMatch to use a server that you already run.
        """;
}
