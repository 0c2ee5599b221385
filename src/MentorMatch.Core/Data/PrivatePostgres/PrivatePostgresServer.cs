using Microsoft.Extensions.Logging;
using Npgsql;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>
/// Our own PostgreSQL server, for running without set-up. Every process that uses it holds a shared lock, so the
/// last one to leave stops it, whoever started it; one that a killed process left running is simply used again.
/// </summary>
public sealed class PrivatePostgresServer : IAsyncDisposable
{
    private readonly PrivatePostgresOptions _options;
    private readonly ServerFolder _folder;
    private readonly ServerRun _run;
    private readonly string _password;
    private readonly ILogger _logger;
    private IDisposable? _use;

    private PrivatePostgresServer(PrivatePostgresOptions options, ServerFolder folder, ServerRun run, string password, ILogger logger)
    {
        (_options, _folder, _run, _password, _logger) = (options, folder, run, password, logger);
        _use = FolderLock.Together(folder.UsersLock);
    }

    /// <summary>For the application: a role that owns the database and nothing else.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(AdministratorConnectionString)
    {
        Username = ServerContents.ApplicationRole,
        Database = _options.Database,
    }.ConnectionString;

    /// <summary>For making databases and restoring: the superuser, in the database <c>postgres</c>.</summary>
    public string AdministratorConnectionString { get; private set; } = "";

    /// <summary>The programs of the running server's version, pg_dump and pg_restore among them.</summary>
    public required PostgresBinaries Binaries { get; init; }

    /// <summary>Makes the cluster, starts the server and makes the database, each only where it is missing.</summary>
    /// <exception cref="PrivatePostgresException">It cannot be done; the message says what a person can do.</exception>
    public static async Task<PrivatePostgresServer> EnsureRunningAsync(PrivatePostgresOptions options, ILogger logger, CancellationToken cancellationToken = default)
    {
        var installed = await PostgresBinaries.FindAsync(options.BinFolders, cancellationToken);
        var folder = ServerFolder.Open(options.DataFolder);
        PrivatePostgresServer? server = null;
        try
        {
            using var alone = await FolderLock.AloneAsync(folder.StartLock, cancellationToken);
            server = await PrepareAsync(options, folder, installed, logger, cancellationToken);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch when (server is not null)
        {
            // Interrupted half-way: leave nothing running.
            await server.StopAsync(cancellationToken: CancellationToken.None);
            throw;
        }
    }

    /// <summary>Restarts the server whenever it dies, until cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WaitUntilItDiesAsync(cancellationToken);
            }
            catch (NpgsqlException e) when (!cancellationToken.IsCancellationRequested)
            {
                _logger.LogWarning("The private PostgreSQL server is gone ({Reason}): starting it again", e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await RestartAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Leaves the server, and stops it if nobody else uses it. Without <paramref name="wait"/> it is told to stop and
    /// this returns, for a process with no time left.
    /// </summary>
    public async Task StopAsync(bool wait = true, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _use, null) is not { } use)
        {
            return;
        }

        using var alone = await FolderLock.AloneAsync(_folder.StartLock, cancellationToken);
        use.Dispose();
        using var last = FolderLock.TryAlone(_folder.UsersLock);
        if (last is null)
        {
            _logger.LogInformation("PostgreSQL goes on running for another process");
            return;
        }

        await _run.StopAsync(wait, cancellationToken);
        _logger.LogInformation("PostgreSQL stopped");
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<PrivatePostgresServer> PrepareAsync(
        PrivatePostgresOptions options, ServerFolder folder, IReadOnlyList<PostgresBinaries> installed, ILogger logger, CancellationToken cancellationToken)
    {
        var account = await ServerAccount.ChooseAsync(folder.Server, cancellationToken);
        if (await folder.PrepareServerAsync(account, cancellationToken) is { } elsewhere)
        {
            logger.LogWarning("{Explanation}", elsewhere);
        }

        var binaries = ClusterCreation.ChooseBinaries(folder, installed);
        await ClusterCreation.CreateIfMissingAsync(folder, binaries, account, cancellationToken);
        var password = await folder.PasswordAsync(cancellationToken);
        var run = new ServerRun(folder, binaries, account, options);
        return new PrivatePostgresServer(options, folder, run, password, logger) { Binaries = binaries };
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = await _run.StartAsync(_password, cancellationToken);
        var address = _run.Address(_password);
        AdministratorConnectionString = address.ConnectionString;
        await ServerContents.CreateIfMissingAsync(address, _options.Database, cancellationToken);
        _logger.LogInformation("PostgreSQL {Major} {What} in {Cluster}", Binaries.Major, started ? "started" : "was already running", _folder.Cluster);
    }

    /// <summary>Holds one session open: it ends the moment the server does, with no polling.</summary>
    private async Task WaitUntilItDiesAsync(CancellationToken cancellationToken)
    {
        var address = new NpgsqlConnectionStringBuilder(AdministratorConnectionString) { Pooling = false, ApplicationName = "MentorMatch watch" };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var alone = await FolderLock.AloneAsync(_folder.StartLock, cancellationToken);
            await _run.StartAsync(_password, cancellationToken);
            // Sessions of the old server are dead: nobody should be handed one.
            NpgsqlConnection.ClearAllPools();
        }
        catch (Exception e) when (e is PrivatePostgresException or IOException or NpgsqlException)
        {
            _logger.LogError(e, "The private PostgreSQL server does not come back; trying again");
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
