using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

public sealed class SavingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task TryAsync_TwoThatWaitForEachOther_OneSavesAndTheOtherIsToldThatItLost()
    {
        var (one, two) = (TestData.Account(), TestData.Account());
        await using (var db = database.NewContext())
        {
            db.AddRange(one, two);
            await db.SaveChangesAsync();
        }

        await using var first = database.NewContext();
        await using var second = database.NewContext();
        await using var firstTransaction = await first.Database.BeginTransactionAsync();
        await using var secondTransaction = await second.Database.BeginTransactionAsync();
        await RenameAsync(first, one.Id, "First");
        await RenameAsync(second, two.Id, "Second");
        (await first.Accounts.SingleAsync(a => a.Id == two.Id)).DisplayName = "First";
        (await second.Accounts.SingleAsync(a => a.Id == one.Id)).DisplayName = "Second";

        var results = await Task.WhenAll(EndAsync(first), EndAsync(second));

        var won = Assert.Single(new[] { "First", "Second" }.Where((_, i) => results[i] is null));
        Assert.Single(results, MatchErrors.RequestMovedOn);
        await using var after = database.NewContext();
        Assert.All(await after.Accounts.Where(a => a.Id == one.Id || a.Id == two.Id).ToListAsync(), a => Assert.Equal(won, a.DisplayName));
    }

    private static async Task RenameAsync(AppDbContext db, Guid id, string name)
    {
        (await db.Accounts.SingleAsync(a => a.Id == id)).DisplayName = name;
        await db.SaveChangesAsync();
    }

    /// <summary>Ends the transaction as a service does, so that the other is not kept waiting.</summary>
    private static async Task<Error?> EndAsync(AppDbContext db)
    {
        var lost = await Saving.TryAsync(db, MatchErrors.RequestMovedOn, CancellationToken.None);
        if (lost is null) await db.Database.CommitTransactionAsync();
        else await db.Database.RollbackTransactionAsync();
        return lost;
    }
}
