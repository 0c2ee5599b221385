using MentorMatch.Core.Common;
using MentorMatch.Core.SignIn;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MentorMatch.Core.Tests.SignIn;

/// <summary>A database of its own: the job takes every name.</summary>
public sealed class ForgetNamesJobTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly ErasureWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Columns_ThatKeepAName_SaySinceWhen()
    {
        await using var db = world.Open();
        var names = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => PersonalColumns.Of(p) is { Category: DataCategory.Identity, Keep: Keep.FiveYears }).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotNull(name.DeclaringType.FindProperty(PersonalColumns.Of(name)?.Since ?? "")));
    }

    [Fact]
    public async Task Run_FiveYearsAfterADeed_ForgetsTheNameInEveryColumnAndNotBefore()
    {
        var mark = $"Kan{Guid.NewGuid():N}"[..20];
        await world.PairAsync();
        var planted = await PlantAsync(mark);
        Assert.NotEmpty(planted);

        world.Clock.Advance(TimeSpan.FromDays((5 * 365) - 5));
        await world.Get<ForgetNamesJob>().RunAsync(CancellationToken.None);
        Assert.Equal(planted, await FoundAsync(mark));

        world.Clock.Advance(TimeSpan.FromDays(10));
        await world.Get<ForgetNamesJob>().RunAsync(CancellationToken.None);
        Assert.Empty(await FoundAsync(mark));
        Assert.Equal(0, await world.Get<ForgetNamesJob>().RunAsync(CancellationToken.None));
    }

    /// <summary>The tables that held a row, now with the mark as the name and today as the date.</summary>
    private async Task<List<string>> PlantAsync(string mark)
    {
        await using var db = world.Open();
        foreach (var (table, name, since) in Columns(db.Model))
        {
#pragma warning disable EF1002 // Names of the model, not of a user.
            await db.Database.ExecuteSqlRawAsync($"update \"{table}\" set \"{name}\" = {{0}}, \"{since}\" = {{1}}", mark, world.Clock.Now);
#pragma warning restore EF1002
        }

        return await FoundAsync(mark);
    }

    private async Task<List<string>> FoundAsync(string mark)
    {
        await using var db = world.Open();
        var found = new List<string>();
        foreach (var (table, name, _) in Columns(db.Model))
        {
#pragma warning disable EF1002 // Names of the model, not of a user.
            var rows = await db.Database.SqlQueryRaw<int>($"select count(*)::int as \"Value\" from \"{table}\" where \"{name}\" = {{0}}", mark).SingleAsync();
#pragma warning restore EF1002
            if (rows > 0) found.Add($"{table}.{name}");
        }

        return found;
    }

    private static IEnumerable<(string Table, string Name, string Since)> Columns(IModel model) =>
        from entity in model.GetEntityTypes()
        from property in entity.GetProperties()
        where PersonalColumns.Of(property) is { Since: not null }
        let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
        select (table.Name, property.GetColumnName(table)!, entity.FindProperty(PersonalColumns.Of(property)!.Since!)!.GetColumnName(table)!);
}
