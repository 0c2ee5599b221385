using MentorMatch.Core.Data.PrivatePostgres;
using Npgsql;

namespace MentorMatch.TestKit;

/// <summary>
/// The databases of this test process. Their names carry the process's run number, on which it holds an advisory
/// lock as long as it lives, so that the next process can tell which databases are a dead one's and drop them.
/// </summary>
internal sealed class DatabaseCopies
{
    private const string Prefix = "mm_test_";
    private const int RunLock = 0x4d4d_0001;

    private static readonly Lazy<Task<DatabaseCopies>> Shared = new(OpenAsync);

    private readonly PrivatePostgresServer _server;
    private readonly NpgsqlConnection _alive;
    private readonly int _run = Random.Shared.Next(1, int.MaxValue);
    private readonly string _template;
    private int _count;

    private DatabaseCopies(PrivatePostgresServer server, string template)
    {
        (_server, _template) = (server, template);
        _alive = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Pooling = false }.ConnectionString);
    }

    public static Task<DatabaseCopies> SharedAsync() => Shared.Value;

    /// <returns>The connection string of a new copy.</returns>
    public async Task<string> NewAsync()
    {
        var name = $"{Prefix}{_run}_{Interlocked.Increment(ref _count)}";
        await RunAsync(_server, $"CREATE DATABASE {name} TEMPLATE {_template} OWNER mentormatch");
        return new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name, IncludeErrorDetail = true }.ConnectionString;
    }

    public Task DropAsync(string connectionString) =>
        RunAsync(_server, $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task<DatabaseCopies> OpenAsync()
    {
        var server = await TestPostgres.SharedAsync();
        var copies = new DatabaseCopies(server, await TemplateDatabase.EnsureAsync(server));
        await copies._alive.OpenAsync();
        await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({RunLock}, {copies._run})", copies._alive);
        await hold.ExecuteNonQueryAsync();
        await copies.DropThoseOfDeadRunsAsync();
        return copies;
    }

    private async Task DropThoseOfDeadRunsAsync()
    {
        var names = new List<string>();
        await using (var search = new NpgsqlCommand(
            $"""
            SELECT datname FROM pg_database
            WHERE datname LIKE '{Prefix}%' AND NOT EXISTS (
                SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = {RunLock} AND objid = split_part(datname, '_', 3)::oid)
            """,
            _alive))
        await using (var rows = await search.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await RunAsync(_server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    internal static async Task RunAsync(PrivatePostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.AdministratorConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
