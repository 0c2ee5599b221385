using System.Diagnostics;

namespace MentorMatch.TestKit;

/// <summary>A folder of this project with a script for Node.js and a lock file of what it needs.</summary>
public static class NodeFolder
{
    public static string Of(string name) => Path.Combine(RepositoryRoot.Path, "tests", "MentorMatch.TestKit", name);

    /// <summary>By the lock file, once a checkout; two test processes at a time take turns.</summary>
    /// <param name="folder">From <see cref="Of"/>.</param>
    /// <param name="package">A package that is there once all is installed.</param>
    public static async Task InstallAsync(string folder, string package)
    {
        await using var turn = await TakeTurnAsync();
        if (File.Exists(Path.Combine(folder, "node_modules", package, "package.json"))) return;
        var start = new ProcessStartInfo("npm") { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { "ci", "--no-audit", "--no-fund", "--loglevel=error" }) start.ArgumentList.Add(argument);
        using var npm = Process.Start(start)!;
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci failed in {folder}: {output}");
    }

    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mentormatch-npm-install-{Environment.UserName}.lock");
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 600)
            {
                await Task.Delay(100);
            }
        }
    }
}
