using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MentorMatch.Core.Tests.TestKit;

public sealed class TestDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Initialize_Copy_IsFullyMigratedAndEmpty()
    {
        await using var context = database.NewContext();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.NotEmpty(await context.Database.GetAppliedMigrationsAsync());
        Assert.False(await context.Volunteers.AnyAsync());
    }

    [Fact]
    public async Task Initialize_Copy_BelongsToTheApplicationsRole()
    {
        await using var context = database.NewContext();

        var owner = await context.Database.SqlQuery<string>($"SELECT tableowner AS \"Value\" FROM pg_tables WHERE tablename = 'volunteers'").SingleAsync();

        Assert.Equal("mentormatch", owner);
    }

    [Fact]
    public async Task Create_Two_ShareNothing()
    {
        var other = await TestDatabase.CreateAsync();
        await using var context = other.NewContext();
        await context.Database.ExecuteSqlAsync($"CREATE TABLE only_here (id int)");

        await using var mine = database.NewContext();
        Assert.Equal(0, await mine.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_tables WHERE tablename = 'only_here'").SingleAsync());
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_Copy_IsDropped()
    {
        var other = await TestDatabase.CreateAsync();
        await using (var context = other.NewContext())
        {
            await context.Programmes.CountAsync();
        }

        await other.DisposeAsync();

        await using var gone = new NpgsqlConnection(other.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => gone.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refusal.SqlState);
    }
}
