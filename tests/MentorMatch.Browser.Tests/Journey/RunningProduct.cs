using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MentorMatch.TestKit;

namespace MentorMatch.Browser.Tests.Journey;

/// <summary>
/// The product as run.sh starts it: a process of its own with its own private PostgreSQL in a fresh data folder.
/// It can be killed without warning and started again, at another time of day.
/// </summary>
internal sealed class RunningProduct : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string data = Path.Combine(Path.GetTempPath(), $"mm-journey-{Guid.NewGuid():N}"[..24]);
    private readonly int port = FreePort();
    private readonly int mailPort;
    private readonly List<string> output = [];
    private Process? process;

    public RunningProduct(int mailPort) => this.mailPort = mailPort;

    public string Address => $"http://127.0.0.1:{port}";

    /// <summary>What the process printed, for a failing test to show.</summary>
    public string Output
    {
        get
        {
            lock (output) return string.Join('\n', output.TakeLast(40));
        }
    }

    /// <param name="clockOffset">How far the product's clock is ahead of the machine's.</param>
    public async Task StartAsync(TimeSpan clockOffset)
    {
        var web = Path.Combine(RepositoryRoot.Path, "src", "MentorMatch.Web");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(web, "bin", Configuration(), "net10.0", "MentorMatch.Web.dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(Address);
        foreach (var (name, value) in Environment(clockOffset)) start.Environment[name] = value;
        start.Environment.Remove("ConnectionStrings__MentorMatch");
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>kill -9: nothing is said goodbye to.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>kill -9 of the database's first process; the product brings it back by itself.</summary>
    public async Task KillDatabaseAsync()
    {
        using var postmaster = Process.GetProcessById(DatabaseProcess());
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
        await ReadyAsync();
    }

    /// <summary>Stops kindly and starts again with another offset.</summary>
    public async Task MoveClockAsync(TimeSpan clockOffset)
    {
        await StopAsync();
        await StartAsync(clockOffset);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    private static string Configuration() =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Dictionary<string, string> Environment(TimeSpan clockOffset) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["MENTORMATCH_DATA"] = data,
        ["Clock__Offset"] = clockOffset.ToString("c", CultureInfo.InvariantCulture),
        ["Email__Transport"] = "Smtp",
        ["Email__Host"] = "127.0.0.1",
        ["Email__Port"] = mailPort.ToString(CultureInfo.InvariantCulture),
        ["Email__DemoMode"] = "true",
        ["Email__PublicUrl"] = Address,
        ["Email__PollSeconds"] = "1",
        ["Schedules__TickSeconds"] = "2",
    };

    private int DatabaseProcess()
    {
        var file = Directory.EnumerateFiles(data, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }

    private async Task StopAsync()
    {
        if (process is null or { HasExited: true }) return;
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience;)
        {
            if (process!.HasExited) throw new InvalidOperationException($"The product ended with {process.ExitCode}:\n{Output}");
            try
            {
                if ((await http.GetAsync($"{Address}/health/ready")).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"The product was not ready within {Patience}:\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (output) output.Add(line);
    }
}
