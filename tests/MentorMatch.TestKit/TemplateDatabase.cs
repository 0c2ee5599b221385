using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.PrivatePostgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace MentorMatch.TestKit;

/// <summary>The migrated database that the others are copied from: made once for each state of the migrations.</summary>
internal static class TemplateDatabase
{
    private const string Prefix = "mm_template_";
    private const long MakingLock = 0x4d4d_0000_0002;

    public static async Task<string> EnsureAsync(PrivatePostgresServer server)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, $"SELECT pg_advisory_lock({MakingLock})");

        var name = Prefix + HashOfMigrations(server.ConnectionString);
        if (!await IsWholeAsync(connection, name))
        {
            await DropOthersAsync(connection);
            await RunAsync(connection, $"CREATE DATABASE {name} OWNER mentormatch");
            await MigrateAsync(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = false }.ConnectionString);
            // The mark of a whole one; and a copy needs a source without sessions.
            await RunAsync(connection, $"ALTER DATABASE {name} IS_TEMPLATE true ALLOW_CONNECTIONS false");
        }

        return name;
    }

    private static string HashOfMigrations(string connectionString)
    {
        using var context = NewContext(connectionString);
        var script = context.GetService<IMigrator>().GenerateScript();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..12];
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var context = NewContext(connectionString);
        await context.Database.MigrateAsync();
    }

    private static AppDbContext NewContext(string connectionString) =>
        new(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(connectionString).Options);

    private static async Task<bool> IsWholeAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return await command.ExecuteScalarAsync() is not null;
    }

    /// <summary>Templates of earlier migrations, and halves of a killed run.</summary>
    private static async Task DropOthersAsync(NpgsqlConnection connection)
    {
        var names = new List<string>();
        await using (var search = new NpgsqlCommand($"SELECT datname FROM pg_database WHERE datname LIKE '{Prefix}%'", connection))
        await using (var rows = await search.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await RunAsync(connection, $"ALTER DATABASE {name} IS_TEMPLATE false");
            await RunAsync(connection, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
