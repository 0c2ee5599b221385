using System.Diagnostics;
using Npgsql;

namespace MentorMatch.Core.Data.Backups;

/// <summary>Runs pg_dump, pg_restore and psql on one database. The password travels in the environment, never on a command line.</summary>
internal sealed class ClientPrograms(NpgsqlConnectionStringBuilder database, IReadOnlyList<string> folders)
{
    public async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            await EndAsync(process, program, cancellationToken);
            await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>
    /// Feeds the one program's output to the other. When the first fails, the second is killed before it sees the end
    /// of its input: a transaction that it has open is never committed.
    /// </summary>
    public async Task PipeAsync(
        (string Program, IEnumerable<string> Arguments) from, (string Program, IEnumerable<string> Arguments) to, CancellationToken cancellationToken)
    {
        using var source = Start(from.Program, from.Arguments);
        source.StandardInput.Close();
        using var target = Start(to.Program, to.Arguments);
        var ignored = target.StandardOutput.ReadToEndAsync(cancellationToken);
        try
        {
            await CopyAsync(source, target, cancellationToken);
            await EndAsync(source, from.Program, cancellationToken);
        }
        catch
        {
            target.Kill();
            source.Kill();
            throw;
        }

        target.StandardInput.Close();
        await EndAsync(target, to.Program, cancellationToken);
        await ignored;
    }

    private static async Task CopyAsync(Process source, Process target, CancellationToken cancellationToken)
    {
        try
        {
            await source.StandardOutput.BaseStream.CopyToAsync(target.StandardInput.BaseStream, cancellationToken);
            await target.StandardInput.BaseStream.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The target has stopped reading, and says why itself.
            throw new BackupException((await target.StandardError.ReadToEndAsync(cancellationToken)).Trim());
        }
    }

    private static async Task EndAsync(Process process, string program, CancellationToken cancellationToken)
    {
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new BackupException($"{program}: {errors.Trim()}");
        }
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var path = folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
            ?? throw new BackupException($"{program} was not found. Install PostgreSQL's client programs (Debian, Ubuntu: sudo apt-get install postgresql-client), or set MENTORMATCH_PG_BIN.");
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Address())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private IEnumerable<(string Name, string? Value)> Address() =>
    [
        ("PGHOST", database.Host),
        ("PGPORT", database.Port.ToString()),
        ("PGUSER", database.Username),
        ("PGPASSWORD", database.Password),
        ("PGDATABASE", database.Database),
        ("PGSSLMODE", database.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() }),
        ("PGSSLROOTCERT", database.RootCertificate),
    ];
}
