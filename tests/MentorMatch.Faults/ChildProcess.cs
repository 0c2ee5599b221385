using System.Diagnostics;

namespace MentorMatch.Faults;

/// <summary>This program again, in a process of its own that can be killed without warning.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>What a child prints when it has begun its work.</summary>
    public const string Ready = "ready";

    private readonly Process process;
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool disposed;

    private ChildProcess(Process process) => this.process = process;

    /// <param name="heard">Gets each line that it prints.</param>
    /// <param name="arguments">Its verb and what follows.</param>
    public static ChildProcess Start(Action<string> heard, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var child = Process.Start(start)!;
        var started = new ChildProcess(child);
        child.OutputDataReceived += (_, line) =>
        {
            if (line.Data == Ready) started.begun.TrySetResult();
            else if (line.Data is { } text) heard(text);
        };
        child.BeginOutputReadLine();
        return started;
    }

    public Task BegunAsync() => begun.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>A command by standard input; one that has just died hears nothing.</summary>
    public async Task TellAsync(string line)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It was killed in the meantime.
        }
    }

    /// <summary>kill -9. What it had printed before is still heard.</summary>
    public async Task KillAsync()
    {
        if (disposed) return;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends it kindly: it finishes what it has begun.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }

        process.Dispose();
    }
}
