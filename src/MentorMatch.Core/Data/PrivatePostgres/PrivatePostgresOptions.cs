namespace MentorMatch.Core.Data.PrivatePostgres;

public sealed record PrivatePostgresOptions
{
    /// <summary>The application's data folder. The server keeps everything of its own in <c>postgres/</c> below it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The database that the application uses; created if missing.</summary>
    public string Database { get; init; } = "mentormatch";

    /// <summary>Folders that may hold initdb, pg_ctl and postgres, best first.</summary>
    public IReadOnlyList<string> BinFolders { get; init; } = PostgresBinaries.UsualFolders(Environment.GetEnvironmentVariable("MENTORMATCH_PG_BIN"));

    /// <summary>Server settings beside our own, such as <c>fsync=off</c> for tests. Names and values without spaces.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Listen on 127.0.0.1 instead of a private Unix socket. Windows always does.</summary>
    public bool Loopback { get; init; } = OperatingSystem.IsWindows();
}
