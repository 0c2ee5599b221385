using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace MentorMatch.TestKit;

/// <summary>
/// A migrated, empty database of one test class: <c>public sealed class MatchServiceTests(TestDatabase database) :
/// IClassFixture&lt;TestDatabase&gt;</c>. Copied from a template in milliseconds, dropped afterwards.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private ServiceProvider? _services;
    private string? _connectionString;

    public string ConnectionString => _connectionString ?? throw NotYet();

    /// <summary>Made as the product makes it.</summary>
    public IDbContextFactory<AppDbContext> Contexts => (_services ?? throw NotYet()).GetRequiredService<IDbContextFactory<AppDbContext>>();

    /// <summary>For a test that wants more databases than its class fixture, or none of xunit's lifetime.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        return database;
    }

    public AppDbContext NewContext() => Contexts.CreateDbContext();

    public async Task InitializeAsync()
    {
        var copies = await DatabaseCopies.SharedAsync();
        _connectionString = await copies.NewAsync();
        _services = new ServiceCollection().AddData(_connectionString, strict: true).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        if (_services is null)
        {
            return;
        }

        await _services.DisposeAsync();
        await using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await (await DatabaseCopies.SharedAsync()).DropAsync(ConnectionString);
    }

    private static InvalidOperationException NotYet() => new("The database exists after InitializeAsync, which xunit calls for a fixture.");
}
