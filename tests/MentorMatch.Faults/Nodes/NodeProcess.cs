using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MentorMatch.TestKit;
using Npgsql;

namespace MentorMatch.Faults.Nodes;

/// <summary>What all nodes have in common.</summary>
/// <param name="Connection">The one database.</param>
/// <param name="SmtpPort">The one mail server.</param>
/// <param name="DrainSeconds">How long a node goes on serving when it is told to stop.</param>
internal sealed record NodeSettings(string Connection, int SmtpPort, double DrainSeconds);

/// <summary>The product as a process of its own, one of several on one database, at an address that stays.</summary>
internal sealed class NodeProcess(string name, NodeSettings settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string data = Path.Combine(Path.GetTempPath(), $"mm-{name}-{Guid.NewGuid():N}"[..20]);
    private readonly Queue<string> output = new();
    private Process? process;

    public string Name => name;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>Another place for this node's keys, for a run that must fail.</summary>
    public string? SearchPath { get; init; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="clockOffset">How far its clock is ahead of the machine's.</param>
    public async Task StartAsync(TimeSpan clockOffset)
    {
        var web = Path.Combine(RepositoryRoot.Path, "src", "MentorMatch.Web");
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(web, "bin", configuration, "net10.0", "MentorMatch.Web.dll"), "--urls", Address])
        {
            WorkingDirectory = web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in Environment(clockOffset)) start.Environment[key] = value;
        process?.Dispose();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it; returns when the process has ended.</summary>
    public async Task StopAsync()
    {
        if (process is null or { HasExited: true }) return;
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (process is null or { HasExited: true }) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    private Dictionary<string, string> Environment(TimeSpan clockOffset) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ConnectionStrings__MentorMatch"] = new NpgsqlConnectionStringBuilder(settings.Connection) { ApplicationName = name, SearchPath = SearchPath }.ConnectionString,
        ["MENTORMATCH_DATA"] = data,
        ["Demo__Seed"] = "false",
        ["Clock__Offset"] = clockOffset.ToString("c", CultureInfo.InvariantCulture),
        ["Drain__Seconds"] = settings.DrainSeconds.ToString(CultureInfo.InvariantCulture),
        ["Email__Transport"] = "Smtp",
        ["Email__Host"] = "127.0.0.1",
        ["Email__Port"] = settings.SmtpPort.ToString(CultureInfo.InvariantCulture),
        ["Email__DemoMode"] = "true",
        ["Email__PerDomainPerMinute"] = "0",
        ["Email__PublicUrl"] = "https://mentor.example.com",
        ["Jobs__TickSeconds"] = "1",
        ["SignIn__PostsPerMinute"] = "100000",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience;)
        {
            if (process!.HasExited) throw new InvalidOperationException($"{name} ended with {process.ExitCode}:\n{Output()}");
            try
            {
                if ((await http.GetAsync(new Uri($"{Address}/health/ready"))).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{name} was not ready within {Patience}:\n{Output()}");
    }

    private string Output()
    {
        lock (output) return string.Join('\n', output);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (output)
        {
            output.Enqueue(line);
            if (output.Count > 40) output.Dequeue();
        }
    }
}
