using System.Security.Cryptography;
using System.Text;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>
/// Where the server's files are. Ours: the password and the locks. The server account's, in <c>server/</c>: the
/// cluster and the log. When that account cannot reach our folder (a home folder of root's, say), <c>server</c> is a
/// link to a folder below <c>/var/lib/mentormatch</c>, so that deleting the data folder still starts afresh.
/// </summary>
internal sealed class ServerFolder
{
    /// <summary>A Unix socket's path, with its ending, must fit the kernel's 108 bytes.</summary>
    private const int SocketPathLimit = 107;
    private const string UnreachableFallback = "/var/lib/mentormatch";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private ServerFolder(string dataFolder) => Root = Path.Combine(Path.GetFullPath(dataFolder), "postgres");

    public string Root { get; }
    public string Server => Path.Combine(Root, "server");
    public string Cluster => Path.Combine(RealServer, "cluster");
    public string Log => Path.Combine(RealServer, "server.log");
    public string PasswordFile => Path.Combine(Root, "password");
    public string PortFile => Path.Combine(Root, "port");
    public string StartLock => Path.Combine(Root, "start.lock");
    public string UsersLock => Path.Combine(Root, "users.lock");
    public string SocketFolder => "/tmp/mm-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Cluster)))[..16];

    private string RealServer => new DirectoryInfo(Server).LinkTarget ?? Server;

    public static ServerFolder Open(string dataFolder)
    {
        var folder = new ServerFolder(dataFolder);
        try
        {
            Directory.CreateDirectory(folder.Root);
            if (!OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess)
            {
                File.SetUnixFileMode(folder.Root, OwnerOnly);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw NotOurs(folder.Root, e);
        }

        return folder;
    }

    public static PrivatePostgresException NotOurs(string path, Exception inner) => new(
        $"Cannot use {path}: {inner.Message} If it belongs to another user, start MentorMatch as that user, remove it, or set MENTORMATCH_DATA to a folder of your own.", inner);

    /// <summary>Makes the server account's folder, or checks that the account still reaches it.</summary>
    /// <returns>A sentence for the log when the files went elsewhere.</returns>
    public async Task<string?> PrepareServerAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Server) || !account.IsAnother || await account.CanEnterAsync(Root, cancellationToken))
        {
            await CreateOwnedAsync(RealServer, account, cancellationToken);
            return !account.IsAnother || await account.CanEnterAsync(RealServer, cancellationToken)
                ? null
                : throw new PrivatePostgresException($"The user that runs PostgreSQL cannot enter {RealServer}. Move the data folder back to where it was, or start MentorMatch as the folder's owner.");
        }

        var elsewhere = Path.Combine(UnreachableFallback, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        Directory.CreateDirectory(UnreachableFallback);
        await CreateOwnedAsync(elsewhere, account, cancellationToken);
        // There may be a link whose target is gone: that database was deleted.
        File.Delete(Server);
        Directory.CreateSymbolicLink(Server, elsewhere);
        return $"The user that runs PostgreSQL cannot enter {Root}, so the database's files are in {elsewhere}.";
    }

    /// <summary>The folder of the socket: ours alone, at a path short enough.</summary>
    public async Task PrepareSocketAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(Path.Combine(SocketFolder, ".s.PGSQL.5432.lock")) > SocketPathLimit)
        {
            throw new PrivatePostgresException($"The socket path {SocketFolder} is too long.");
        }

        if (new DirectoryInfo(SocketFolder).LinkTarget is not null)
        {
            throw new PrivatePostgresException($"{SocketFolder} is a link that somebody else made. Remove it and start again.");
        }

        await CreateOwnedAsync(SocketFolder, account, cancellationToken);
    }

    /// <summary>The password of the server's two roles: made once, readable by its owner alone.</summary>
    public async Task<string> PasswordAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(PasswordFile))
        {
            if (Directory.Exists(Cluster))
            {
                throw new PrivatePostgresException($"The password of the database in {Cluster} is missing: {PasswordFile}. Restore that file, or restore a backup into a new data folder.");
            }

            await WriteSecretAsync(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), cancellationToken);
        }

        try
        {
            return await File.ReadAllTextAsync(PasswordFile, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotOurs(PasswordFile, e);
        }
    }

    /// <summary>Written under another name first, so that a crash leaves either no secret or all of it.</summary>
    public static async Task WriteSecretAsync(string path, string secret, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(path + ".new", options))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes(secret), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private static async Task CreateOwnedAsync(string folder, ServerAccount account, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                // Fails unless the folder is ours, which is the check that we want in a shared /tmp.
                File.SetUnixFileMode(folder, OwnerOnly);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw NotOurs(folder, e);
        }

        await account.OwnAsync(folder, cancellationToken);
    }
}
