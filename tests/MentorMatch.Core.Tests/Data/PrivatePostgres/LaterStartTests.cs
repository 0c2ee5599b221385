using System.Diagnostics;
using MentorMatch.Core.Data.PrivatePostgres;

namespace MentorMatch.Core.Tests.Data.PrivatePostgres;

/// <summary>One cluster for all: each test leaves it whole and stopped.</summary>
public sealed class LaterStartTests(OwnDataFolder data) : IClassFixture<OwnDataFolder>
{
    [Fact]
    public async Task EnsureRunning_ServerWasLeftRunning_IsUsedAgainAndStoppedAtTheEnd()
    {
        await data.LeaveRunningAsync();
        var left = data.ServerProcess;

        var server = await data.StartAsync();

        Assert.NotNull(left);
        Assert.Equal(left, data.ServerProcess);
        await server.StopAsync();
        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task StopAsync_AnotherUsesTheServer_LeavesItToTheLast()
    {
        var first = await data.StartAsync();
        var second = await data.StartAsync();

        await first.StopAsync();

        Assert.Equal(1, await OwnDataFolder.AskAsync<int>(second.ConnectionString, "SELECT 1"));
        await second.StopAsync();
        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task EnsureRunning_ServerWasKilled_StartsAgainWithWhatWasCommitted()
    {
        var killed = await data.StartAsync();
        await OwnDataFolder.AskAsync<long>(killed.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS seven; SELECT count(*) FROM kept");
        var process = KillServer();

        var server = await data.StartAsync();

        Assert.NotEqual(process, data.ServerProcess);
        Assert.Equal(7, await OwnDataFolder.AskAsync<int>(server.ConnectionString, "SELECT seven FROM kept"));
        await killed.StopAsync();
        await server.StopAsync();
    }

    [Fact]
    public async Task WatchAsync_ServerIsKilledThreeTimes_ServesAgainWithinFiveSeconds()
    {
        var server = await data.StartAsync();
        using var stop = new CancellationTokenSource();
        var watching = server.WatchAsync(stop.Token);
        for (var kill = 0; kill < 3; kill++)
        {
            await OwnDataFolder.AskAsync<int>(server.ConnectionString, "SELECT 1");
            var killed = KillServer();

            var away = Stopwatch.StartNew();
            while (!await AnswersAsync(server) || data.ServerProcess == killed)
            {
                Assert.True(away.Elapsed < TimeSpan.FromSeconds(5), $"Still away after {away.Elapsed}");
                await Task.Delay(20);
            }
        }

        await stop.CancelAsync();
        await watching;
        await server.StopAsync();
    }

    [Fact]
    public async Task EnsureRunning_PidFileNamesAnotherProgram_StartsAllTheSame()
    {
        await (await data.StartAsync()).StopAsync();
        await File.WriteAllLinesAsync(
            Path.Combine(data.Files.Cluster, "postmaster.pid"),
            [Environment.ProcessId.ToString(), data.Files.Cluster, "1", "5432", data.Files.SocketFolder, "", "", "ready"]);

        var server = await data.StartAsync();

        Assert.NotEqual(Environment.ProcessId, data.ServerProcess);
        Assert.Equal(1, await OwnDataFolder.AskAsync<int>(server.ConnectionString, "SELECT 1"));
        await server.StopAsync();
    }

    [Fact]
    public async Task EnsureRunning_PasswordFileIsGone_ExplainsInsteadOfMakingAnother()
    {
        await (await data.StartAsync()).StopAsync();
        var password = await data.Files.PasswordAsync(default);
        File.Delete(data.Files.PasswordFile);

        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(data.StartAsync);

        Assert.Contains(data.Files.PasswordFile, refusal.Message, StringComparison.Ordinal);
        await ServerFolder.WriteSecretAsync(data.Files.PasswordFile, password, default);
    }

    [Fact]
    public async Task EnsureRunning_RunningServerHasAnotherPassword_Explains()
    {
        var server = await data.StartAsync();
        var password = await data.Files.PasswordAsync(default);
        await ServerFolder.WriteSecretAsync(data.Files.PasswordFile, "another", default);

        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(data.StartAsync);

        Assert.Contains("does not take the password", refusal.Message, StringComparison.Ordinal);
        await ServerFolder.WriteSecretAsync(data.Files.PasswordFile, password, default);
        await server.StopAsync();
    }

    [Fact]
    public async Task EnsureRunning_ClusterOfAnotherMajorVersion_IsRefusedAndUntouched()
    {
        await (await data.StartAsync()).StopAsync();
        var versionFile = Path.Combine(data.Files.Cluster, "PG_VERSION");
        var version = await File.ReadAllTextAsync(versionFile);
        await File.WriteAllTextAsync(versionFile, "11\n");

        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(data.StartAsync);

        Assert.Contains("PostgreSQL 11", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"PostgreSQL {version.Trim()}", refusal.Message, StringComparison.Ordinal);
        Assert.Null(data.ServerProcess);
        await File.WriteAllTextAsync(versionFile, version);
    }

    private int KillServer()
    {
        using var server = Process.GetProcessById(data.ServerProcess!.Value);
        server.Kill();
        return server.Id;
    }

    private static async Task<bool> AnswersAsync(PrivatePostgresServer server)
    {
        try
        {
            return await OwnDataFolder.AskAsync<int>(server.ConnectionString, "SELECT 1") == 1;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }
}
