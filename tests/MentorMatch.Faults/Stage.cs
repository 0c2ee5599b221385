using System.Diagnostics;
using System.Globalization;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.PrivatePostgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace MentorMatch.Faults;

/// <summary>
/// A private PostgreSQL server as the product starts it, watched as the product watches it, in a folder of its own: as
/// root a file system in memory that can be filled to the brim.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"mm-faults-{Guid.NewGuid():N}"[..20]);
    private readonly CancellationTokenSource end = new();
    private PrivatePostgresServer server = null!;
    private Task watch = Task.CompletedTask;

    /// <summary>Whether the folder has a size, so that the disk can be full.</summary>
    public bool CanBeFull { get; private set; }

    public string Connection => server.ConnectionString;

    public static async Task<Stage> OpenAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var stage = new Stage();
        Directory.CreateDirectory(stage.folder);
        stage.CanBeFull = OperatingSystem.IsLinux() && Environment.UserName == "root"
            && await RunAsync("mount", "-t", "tmpfs", "-o", "size=600m,mode=755", "tmpfs", stage.folder) == 0;
        stage.server = await PrivatePostgresServer.EnsureRunningAsync(
            new PrivatePostgresOptions { DataFolder = stage.folder, Settings = settings ?? new Dictionary<string, string>() }, NullLogger.Instance);
        stage.watch = stage.server.WatchAsync(stage.end.Token);
        await using var db = stage.Open();
        await db.Database.MigrateAsync();
        return stage;
    }

    public AppDbContext Open() => new(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(Connection).Options);

    /// <summary>kill -9 of the server's first process; returns when somebody is served again.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> KillAsync()
    {
        var pid = Directory.EnumerateFiles(folder, "postmaster.pid", SearchOption.AllDirectories).FirstOrDefault();
        var since = Stopwatch.StartNew();
        if (pid is not null)
        {
            using var first = Process.GetProcessById(int.Parse(File.ReadLines(pid).First(), CultureInfo.InvariantCulture));
            first.Kill();
        }

        await ServingAsync();
        return since.Elapsed;
    }

    /// <summary>Ends every session on the database, in whatever it is.</summary>
    public async Task TerminateAsync()
    {
        await using var connection = new NpgsqlConnection(Unpooled(server.AdministratorConnectionString));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'mentormatch'", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Fills the disk for a while.</summary>
    public async Task FillAsync(TimeSpan during)
    {
        var ballast = Path.Combine(folder, "ballast");
        try
        {
            await using var file = new FileStream(ballast, FileMode.Create);
            var piece = new byte[1 << 20];
            while (true) await file.WriteAsync(piece);
        }
        catch (IOException)
        {
            await Task.Delay(during);
        }
        finally
        {
            File.Delete(ballast);
        }

        await ServingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watch;
        await server.DisposeAsync();
        end.Dispose();
        if (CanBeFull) await RunAsync("umount", "-l", folder);
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServingAsync()
    {
        for (var tries = 0; tries < 2400; tries++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Unpooled(Connection));
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand("UPDATE emails SET attempts = attempts WHERE false", connection);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(25);
            }
        }

        throw new TimeoutException("The database did not come back within a minute.");
    }

    private static string Unpooled(string connection) => new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString;

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
