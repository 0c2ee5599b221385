using MentorMatch.Core.Data.PrivatePostgres;
using Npgsql;

namespace MentorMatch.Core.Tests.Data.PrivatePostgres;

/// <summary>Each test starts from an empty data folder.</summary>
public sealed class FirstStartTests : IAsyncLifetime
{
    private readonly OwnDataFolder _data = new();

    public Task InitializeAsync() => _data.InitializeAsync();

    public Task DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task EnsureRunning_EmptyFolder_GivesADatabaseOfTheApplicationsOwn()
    {
        var server = await _data.StartAsync();

        Assert.Equal("mentormatch", await OwnDataFolder.AskAsync<string>(server.ConnectionString, "SELECT current_database()"));
        Assert.True(await OwnDataFolder.AskAsync<bool>(server.ConnectionString, "SELECT NOT rolsuper FROM pg_roles WHERE rolname = current_user"));
        Assert.True(await OwnDataFolder.AskAsync<bool>(server.ConnectionString, "SELECT 'Zenia' < 'Ærø' AND 'Ærø' < 'Øster' AND 'Øster' < 'Ålborg'"));
        Assert.Equal("ÆØÅ", await OwnDataFolder.AskAsync<string>(server.ConnectionString, "SELECT upper('æøå')"));
    }

    [Fact]
    public async Task EnsureRunning_EmptyFolder_LetsNobodyInWithoutTheSecret()
    {
        var server = await _data.StartAsync();

        var guess = new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Password = "mentormatch" };
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => OwnDataFolder.AskAsync<int>(guess.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_data.Files.PasswordFile));
        }
    }

    [Fact]
    public async Task EnsureRunning_AnyUser_NeverRunsTheServerAsRoot()
    {
        await _data.StartAsync();

        var owner = await ExternalCommand.RunAsync(["ps", "-o", "user=", "-p", _data.ServerProcess.ToString()!], default);
        Assert.True(owner.Succeeded, owner.Output);
        Assert.NotEqual("root", owner.Output);
    }

    [Fact]
    public async Task EnsureRunning_FolderThatOnlyItsOwnerEnters_StillStarts()
    {
        _data.LetOnlyTheOwnerEnter();

        var server = await _data.StartAsync();

        Assert.Equal(1, await OwnDataFolder.AskAsync<int>(server.ConnectionString, "SELECT 1"));
        Assert.Equal(Environment.IsPrivilegedProcess, new DirectoryInfo(_data.Files.Server).LinkTarget is not null);
    }

    [Fact]
    public async Task EnsureRunning_FirstInitialisationWasCutShort_StartsAfresh()
    {
        Directory.CreateDirectory(_data.Files.Cluster + ".new/base");
        await File.WriteAllTextAsync(_data.Files.Cluster + ".new/PG_VERSION", "15");

        var server = await _data.StartAsync();

        Assert.Equal(1, await OwnDataFolder.AskAsync<int>(server.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task EnsureRunning_ManyAtOnce_ShareOneServer()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_data.StartAsync)));

        Assert.Single(servers.Select(server => server.ConnectionString).Distinct());
        Assert.Equal(1, await OwnDataFolder.AskAsync<int>(servers[0].ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task EnsureRunning_OnLoopback_KeepsItsPortOverARestart()
    {
        _data.Options = _data.Options with { Loopback = true };
        var server = await _data.StartAsync();
        var port = new NpgsqlConnectionStringBuilder(server.ConnectionString) is { Host: "127.0.0.1" } address ? address.Port : 0;
        await server.StopAsync();

        var again = await _data.StartAsync();

        Assert.NotEqual(0, port);
        Assert.Equal(port, new NpgsqlConnectionStringBuilder(again.ConnectionString).Port);
        Assert.Equal(1, await OwnDataFolder.AskAsync<int>(again.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task EnsureRunning_DataFolderIsAFile_SaysWhichFolderAndWhatToDo()
    {
        await File.WriteAllTextAsync(_data.Options.DataFolder, "not a folder");

        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(_data.StartAsync);

        Assert.Contains(_data.Options.DataFolder, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MENTORMATCH_DATA", refusal.Message, StringComparison.Ordinal);
        File.Delete(_data.Options.DataFolder);
    }
}
