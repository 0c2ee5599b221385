using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>Starts and stops the server of one cluster, and says whether it answers.</summary>
internal sealed class ServerRun(ServerFolder folder, PostgresBinaries binaries, ServerAccount account, PrivatePostgresOptions options)
{
    private const int SocketPort = 5432;
    private const long LargestLog = 10 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a start says while a killed predecessor is not quite gone.</summary>
    private static readonly string[] PassingTroubles = ["already exists", "already in use", "still in use", "could not bind"];

    /// <summary>Starts the server unless it answers already.</summary>
    /// <returns>Whether this call started it.</returns>
    public async Task<bool> StartAsync(string password, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await AnswersAsync(password, waited, cancellationToken))
            {
                return false;
            }

            PidFile.RemoveIfStale(folder);
            var logged = LogLength();
            if (await TryStartAsync(cancellationToken))
            {
                return true;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var why = LogSince(logged);
            if (waited.Elapsed > Patience || !PassingTroubles.Any(trouble => why.Contains(trouble, StringComparison.Ordinal)))
            {
                throw new PrivatePostgresException($"PostgreSQL did not start. Its log, {folder.Log}, says:{Environment.NewLine}{why}");
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    /// <summary>Fast shutdown: sessions are ended, everything committed is on disk.</summary>
    public async Task StopAsync(bool wait, CancellationToken cancellationToken)
    {
        var result = await RunPgCtlAsync(["stop", "-D", folder.Cluster, "-m", "fast", "-t", "60", wait ? "-w" : "-W"], keepOutput: true, cancellationToken);
        if (wait && result.Succeeded && Directory.Exists(folder.SocketFolder))
        {
            Directory.Delete(folder.SocketFolder, recursive: true);
        }
    }

    /// <summary>How to reach the running server.</summary>
    public NpgsqlConnectionStringBuilder Address(string password)
    {
        var running = PidFile.Read(folder.Cluster) ?? throw new NpgsqlException($"No server runs in {folder.Cluster}.");
        return new NpgsqlConnectionStringBuilder
        {
            Host = running.SocketFolder.Length > 0 ? running.SocketFolder : IPAddress.Loopback.ToString(),
            Port = running.Port,
            Username = ClusterCreation.Administrator,
            Password = password,
            Database = "postgres",
            ApplicationName = "MentorMatch",
            Timeout = 5,
        };
    }

    private async Task<bool> AnswersAsync(string password, Stopwatch waited, CancellationToken cancellationToken)
    {
        while (PidFile.Read(folder.Cluster) is not null)
        {
            try
            {
                var address = Address(password);
                address.Pooling = false;
                await using var connection = new NpgsqlConnection(address.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow && waited.Elapsed < 2 * Patience)
            {
                // Starting, recovering or stopping: it will answer or be gone.
                await Task.Delay(100, cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new PrivatePostgresException($"The running server does not take the password in {folder.PasswordFile}. Restore that file, or stop the server: {StopByHand()}", e);
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }

        return false;
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>(options.Settings)
        {
            // Little to redo and to write out after a kill: serving again within seconds.
            ["checkpoint_timeout"] = "1min",
            ["listen_addresses"] = options.Loopback ? IPAddress.Loopback.ToString() : "",
            ["port"] = (options.Loopback ? LoopbackPort() : SocketPort).ToString(),
            ["unix_socket_directories"] = options.Loopback ? "" : folder.SocketFolder,
        };
        if (!options.Loopback)
        {
            await folder.PrepareSocketAsync(account, cancellationToken);
        }

        KeepLogSmall();
        var arguments = string.Join(' ', settings.Select(setting => $"-c {setting.Key}={setting.Value}"));
        var result = await RunPgCtlAsync(["start", "-D", folder.Cluster, "-l", folder.Log, "-o", arguments, "-w", "-t", "120", "-s"], !OperatingSystem.IsWindows(), CancellationToken.None);
        return result.Succeeded;
    }

    private Task<CommandResult> RunPgCtlAsync(IEnumerable<string> arguments, bool keepOutput, CancellationToken cancellationToken) =>
        ExternalCommand.RunAsync(account.Run(binaries.Program("pg_ctl"), arguments), keepOutput, cancellationToken);

    private string StopByHand() => string.Join(' ', account.Run(binaries.Program("pg_ctl"), "stop", "-D", folder.Cluster));

    // The same port after every restart, as long as it is free: the running application knows the old one.
    private int LoopbackPort()
    {
        var usual = File.Exists(folder.PortFile) && int.TryParse(File.ReadAllText(folder.PortFile), out var written) ? written : 0;
        var port = FreePort(usual) ?? FreePort(0) ?? throw new PrivatePostgresException("No port is free on 127.0.0.1.");
        File.WriteAllText(folder.PortFile, port.ToString());
        return port;
    }

    private static int? FreePort(int wanted)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, wanted);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private void KeepLogSmall()
    {
        if (LogLength() > LargestLog)
        {
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
        }
    }

    private long LogLength() => File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;

    private string LogSince(long position)
    {
        if (LogLength() <= position)
        {
            return "(nothing)";
        }

        using var log = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(position, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Trim();
    }
}
