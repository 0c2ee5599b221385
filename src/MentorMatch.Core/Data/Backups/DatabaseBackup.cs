using MentorMatch.Core.Data.PrivatePostgres;
using Npgsql;

namespace MentorMatch.Core.Data.Backups;

/// <summary>The whole database to one file and back, with PostgreSQL's own programs and its custom format.</summary>
public sealed class DatabaseBackup(string connectionString)
{
    private readonly ClientPrograms _programs = new(
        new NpgsqlConnectionStringBuilder(connectionString), PostgresBinaries.UsualFolders(Environment.GetEnvironmentVariable("MENTORMATCH_PG_BIN")));

    /// <summary>Writes a file that only its owner reads. A file of that name is replaced once the new one is whole.</summary>
    public async Task WriteAsync(string file, CancellationToken cancellationToken = default)
    {
        var unfinished = file + ".unfinished";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await new FileStream(unfinished, options).DisposeAsync();
            await _programs.RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--no-password", "--file", unfinished], cancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception e) when (e is BackupException or OperationCanceledException)
        {
            File.Delete(unfinished);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"Cannot write {file}: {e.Message}");
        }
    }

    /// <summary>All of the backup or nothing of it: one transaction. A database with tables is left alone unless it is to be replaced.</summary>
    public async Task RestoreAsync(string file, bool replace, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
        {
            throw new BackupException($"There is no file {file}.");
        }

        var tables = await CountTablesAsync(cancellationToken);
        if (tables > 0 && !replace)
        {
            throw new BackupException($"The database holds {tables} tables already. Say --replace to put the backup in their place: what they hold is lost then.");
        }

        // The public schema anew, as PostgreSQL makes it in a new database.
        const string Empty = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC";
        await _programs.PipeAsync(
            ("pg_restore", ["--file=-", "--no-owner", "--no-privileges", file]),
            ("psql", ["--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1", "--command", Empty, "--file=-"]),
            cancellationToken);
    }

    private async Task<long> CountTablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
