using System.Diagnostics;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>What a running server writes into <c>postmaster.pid</c>.</summary>
internal sealed record PidFile(int ProcessId, int Port, string SocketFolder)
{
    private const string Name = "postmaster.pid";

    public static PidFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(cluster, Name));
            return lines.Length >= 5 && int.TryParse(lines[0], out var id) && int.TryParse(lines[3], out var port)
                ? new PidFile(id, port, lines[4])
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Removes what a killed server left behind when its number is nobody's, a zombie's or another program's.
    /// PostgreSQL itself would wait for that number for ever. Its own lock on the cluster's shared memory still
    /// keeps a new server out while processes of the old one live.
    /// </summary>
    public static void RemoveIfStale(ServerFolder folder)
    {
        if (Read(folder.Cluster) is not { } left || IsPostgres(left.ProcessId))
        {
            return;
        }

        File.Delete(Path.Combine(folder.Cluster, Name));
        if (left.SocketFolder == folder.SocketFolder && Directory.Exists(folder.SocketFolder))
        {
            File.Delete(Path.Combine(left.SocketFolder, $".s.PGSQL.{left.Port}"));
            File.Delete(Path.Combine(left.SocketFolder, $".s.PGSQL.{left.Port}.lock"));
        }
    }

    private static bool IsPostgres(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && !IsZombie(processId);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // "pid (name) S …": the state follows the last bracket.
    private static bool IsZombie(int processId) =>
        File.Exists($"/proc/{processId}/stat") && File.ReadAllText($"/proc/{processId}/stat") is var stat &&
        stat.LastIndexOf(')') is var end and >= 0 && stat.AsSpan(end + 1).TrimStart().StartsWith("Z");
}
