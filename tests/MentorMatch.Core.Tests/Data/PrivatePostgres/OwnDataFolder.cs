using MentorMatch.Core.Data.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace MentorMatch.Core.Tests.Data.PrivatePostgres;

/// <summary>A data folder that no other test touches. What still runs in it is stopped at the end, and all of it deleted.</summary>
public sealed class OwnDataFolder : IAsyncLifetime
{
    private readonly string _parent = Path.Combine(Path.GetTempPath(), "mentormatch test æøå " + Guid.NewGuid().ToString("N")[..8]);
    private readonly List<PrivatePostgresServer> _started = [];

    public OwnDataFolder()
    {
        Directory.CreateDirectory(_parent);
        Options = new PrivatePostgresOptions { DataFolder = Path.Combine(_parent, "data"), Settings = new Dictionary<string, string> { ["fsync"] = "off" } };
    }

    public PrivatePostgresOptions Options { get; set; }

    internal ServerFolder Files => ServerFolder.Open(Options.DataFolder);

    internal int? ServerProcess => PidFile.Read(Files.Cluster)?.ProcessId;

    public void LetOnlyTheOwnerEnter()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public async Task<PrivatePostgresServer> StartAsync()
    {
        var server = await PrivatePostgresServer.EnsureRunningAsync(Options, NullLogger.Instance);
        _started.Add(server);
        return server;
    }

    /// <summary>What the server of a killed application looks like: it runs, and nobody holds the lock.</summary>
    public async Task LeaveRunningAsync()
    {
        await (await StartAsync()).StopAsync();
        var binaries = await PostgresBinaries.FindAsync(Options.BinFolders, default);
        var account = await ServerAccount.ChooseAsync(Files.Server, default);
        await new ServerRun(Files, binaries[0], account, Options).StartAsync(await Files.PasswordAsync(default), default);
    }

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _started)
        {
            await server.StopAsync();
        }

        string?[] made = [Files.SocketFolder, new DirectoryInfo(Files.Server).LinkTarget, _parent];
        foreach (var folder in made.Where(Directory.Exists))
        {
            Directory.Delete(folder!, recursive: true);
        }
    }
}
