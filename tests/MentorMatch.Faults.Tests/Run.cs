using System.Diagnostics;
using MentorMatch.TestKit;

namespace MentorMatch.Faults.Tests;

/// <summary>MentorMatch.Faults as a process of its own, as somebody starts it by hand.</summary>
internal static class Run
{
    /// <returns>Its exit code, 0 where every promise was kept, and what it printed.</returns>
    public static async Task<(int Code, string Output)> OfAsync(params string[] arguments)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(RepositoryRoot.Path, "tests", "MentorMatch.Faults", "bin", configuration, "net10.0", "MentorMatch.Faults.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
