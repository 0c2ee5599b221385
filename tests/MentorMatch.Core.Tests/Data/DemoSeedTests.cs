using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data.Seed;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Data;

public sealed class DemoSeedTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task FillIfEmpty_EmptyDatabase_PutsSomebodyInEveryStateOnce()
    {
        var seed = new DemoSeed(database.Contexts, TimeProvider.System);

        var first = await seed.FillIfEmptyAsync();
        var second = await seed.FillIfEmptyAsync();

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.True(first);
        Assert.False(second);
        Assert.Equal(40, await db.Volunteers.CountAsync());
        Assert.Equal(30, await db.Citizens.CountAsync());
        var volunteerStates = await db.Volunteers.Select(v => v.State).Distinct().ToListAsync();
        Assert.Equal(Enum.GetValues<VolunteerState>().Order(), volunteerStates.Order());
        var citizenStates = await db.Citizens.Select(c => c.State).Distinct().ToListAsync();
        Assert.Contains(CitizenState.Matched, citizenStates);
        Assert.True(await db.Volunteers.AnyAsync(v => v.Used > 0));
        Assert.True(await db.TrainingEvenings.AnyAsync(e => e.Taken > 0));
        Assert.True(await db.StateChanges.AnyAsync(c => c.Entity == "Match"));
    }
}
