using System.Diagnostics;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>A lock on a file between processes. The operating system releases it when its holder dies.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits for the others to finish.</summary>
    public static async Task<IDisposable> AloneAsync(string path, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (TryAlone(path) is { } held)
            {
                return held;
            }

            if (waited.Elapsed > Patience)
            {
                throw new PrivatePostgresException($"Another process has held {path} for {Patience.TotalMinutes:0} minutes. Look for a MentorMatch that hangs while starting.");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    public static IDisposable? TryAlone(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>One of many that use the same thing. Taken under the start lock, so nobody holds it alone.</summary>
    public static IDisposable Together(string path)
    {
        TryAlone(path)?.Dispose();
        return TryOpen(path, FileAccess.Read, FileShare.Read) ?? throw new PrivatePostgresException($"{path} is locked by a MentorMatch that is stopping.");
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, share);
        }
        catch (UnauthorizedAccessException e)
        {
            throw ServerFolder.NotOurs(path, e);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
