using Npgsql;

namespace MentorMatch.Core.Data.PrivatePostgres;

/// <summary>The application's role and database. The role is no superuser: row-level security binds it.</summary>
internal static class ServerContents
{
    public const string ApplicationRole = "mentormatch";

    public static async Task CreateIfMissingAsync(NpgsqlConnectionStringBuilder administrator, string database, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(administrator);
        if (!await ExistsAsync(source, "SELECT 1 FROM pg_roles WHERE rolname = $1", ApplicationRole, cancellationToken))
        {
            await RunAsync(source, $"CREATE ROLE {ApplicationRole} LOGIN PASSWORD '{administrator.Password}'", cancellationToken);
        }

        if (!await ExistsAsync(source, "SELECT 1 FROM pg_database WHERE datname = $1", database, cancellationToken))
        {
            await RunAsync(source, $"CREATE DATABASE {Quote(database)} OWNER {ApplicationRole}", cancellationToken);
        }
    }

    private static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static async Task<bool> ExistsAsync(NpgsqlDataSource source, string sql, string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        // Names and the password are our own; none comes from outside.
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
