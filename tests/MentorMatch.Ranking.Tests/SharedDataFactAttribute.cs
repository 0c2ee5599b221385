using System.Runtime.CompilerServices;

namespace MentorMatch.Ranking.Tests;

/// <summary>
/// A test on public data that lies beside the repository, in ../shared/data. Where it does not, the test says so and is
/// skipped: the data is not ours to ship.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!Directory.Exists(Folder)) Skip = $"The public data is not here: {Folder} does not exist.";
    }

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "data"));

    private static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
