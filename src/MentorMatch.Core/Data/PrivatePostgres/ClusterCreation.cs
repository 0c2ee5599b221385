namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>Makes the cluster (initdb) and refuses one that the installed PostgreSQL cannot read.</summary>
internal static class ClusterCreation
{
    public const string Administrator = "mentormatch_admin";

    /// <summary>The installation that fits the cluster: of the same major version, or the best when there is no cluster yet.</summary>
    public static PostgresBinaries ChooseBinaries(ServerFolder folder, IReadOnlyList<PostgresBinaries> installed)
    {
        var versionFile = Path.Combine(folder.Cluster, "PG_VERSION");
        if (!File.Exists(versionFile))
        {
            return installed[0];
        }

        var major = int.Parse(File.ReadAllText(versionFile).Trim());
        return installed.FirstOrDefault(binaries => binaries.Major == major) ?? throw new PrivatePostgresException(
            $"""
            The database in {folder.Cluster} was made by PostgreSQL {major}, and PostgreSQL {string.Join(", ", installed.Select(i => i.Major).Distinct())} cannot read it.
            Either install PostgreSQL {major} again (or point MENTORMATCH_PG_BIN at it),
            or move the data: back up with PostgreSQL {major} (mentormatch backup FILE), set MENTORMATCH_DATA to a new folder, and restore (mentormatch restore FILE).
            """);
    }

    /// <summary>Made under another name and renamed at the end: a cluster that is there is whole.</summary>
    public static async Task CreateIfMissingAsync(ServerFolder folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellationToken)
    {
        var password = await folder.PasswordAsync(cancellationToken);
        if (Directory.Exists(folder.Cluster))
        {
            return;
        }

        var unfinished = folder.Cluster + ".new";
        var passwordForInit = folder.Cluster + ".password";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await ServerFolder.WriteSecretAsync(passwordForInit, password, cancellationToken);
        try
        {
            await account.OwnAsync(passwordForInit, cancellationToken);
            var result = await ExternalCommand.RunAsync(account.Run(binaries.Program("initdb"), Arguments(unfinished, passwordForInit)), cancellationToken);
            if (!result.Succeeded)
            {
                throw new PrivatePostgresException($"initdb could not make the database in {folder.Cluster}:{Environment.NewLine}{result.Output}");
            }
        }
        finally
        {
            File.Delete(passwordForInit);
        }

        Directory.Move(unfinished, folder.Cluster);
    }

    // Names sort as Danish readers expect (æ, ø, å last), on every system alike: hence ICU.
    private static string[] Arguments(string cluster, string passwordFile) =>
    [
        "--pgdata", cluster, "--username", Administrator, "--pwfile", passwordFile, "--auth", "scram-sha-256",
        "--encoding", "UTF8", "--locale-provider", "icu", "--icu-locale", "da", "--locale", CharacterTypes(), "--data-checksums",
    ];

    private static string CharacterTypes() =>
        OperatingSystem.IsWindows() ? "C" : OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8";
}
