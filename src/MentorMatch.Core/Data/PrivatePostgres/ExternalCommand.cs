using System.ComponentModel;
using System.Diagnostics;

namespace MentorMatch.Core.Data.PrivatePostgres;

internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

internal static class ExternalCommand
{
    /// <summary>
    /// Runs a program to its end. A program that is not there gives exit code 127, as in a shell.
    /// Its output is not kept for one whose children outlive it: where they inherit the pipe (Windows), reading would never end.
    /// </summary>
    public static async Task<CommandResult> RunAsync(IEnumerable<string> commandLine, bool keepOutput, CancellationToken cancellationToken)
    {
        var words = commandLine.ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = keepOutput,
            RedirectStandardError = keepOutput,
            UseShellExecute = false,
            CreateNoWindow = true,
            // The current folder may be one that another user cannot enter.
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory),
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            return await ReadToEndAsync(process, keepOutput, cancellationToken);
        }
        catch (Win32Exception e)
        {
            return new CommandResult(127, e.Message);
        }
    }

    public static Task<CommandResult> RunAsync(IEnumerable<string> commandLine, CancellationToken cancellationToken) =>
        RunAsync(commandLine, keepOutput: true, cancellationToken);

    private static async Task<CommandResult> ReadToEndAsync(Process process, bool keepOutput, CancellationToken cancellationToken)
    {
        try
        {
            process.StandardInput.Close();
            var output = keepOutput ? process.StandardOutput.ReadToEndAsync(cancellationToken) : Task.FromResult("");
            var errors = keepOutput ? process.StandardError.ReadToEndAsync(cancellationToken) : Task.FromResult("");
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
