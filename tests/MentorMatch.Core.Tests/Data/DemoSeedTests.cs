using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Data;

public sealed class DemoSeedTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task FillIfEmpty_EmptyDatabase_PutsSomebodyInEveryStateOnce()
    {
        var first = await DemoData.FillAsync(database);
        var second = await DemoData.FillAsync(database);

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.True(first);
        Assert.False(second);
        Assert.Equal(40, await db.Volunteers.CountAsync());
        Assert.Equal(30, await db.Citizens.CountAsync());
        var volunteerStates = await db.Volunteers.Select(v => v.State).Distinct().ToListAsync();
        Assert.Equal(Enum.GetValues<VolunteerState>().Order(), volunteerStates.Order());
        var citizenStates = await db.Citizens.Select(c => c.State).Distinct().ToListAsync();
        Assert.Subset(citizenStates.ToHashSet(), new HashSet<CitizenState> { CitizenState.Invited, CitizenState.WishesDone, CitizenState.Choosing, CitizenState.Matched });
        Assert.True(await db.Shortlists.AnyAsync(s => s.State == ShortlistState.Draft));
        Assert.All(await db.Shortlists.Include(s => s.Suggestions).Where(s => s.State == ShortlistState.Published).ToListAsync(), s => Assert.All(s.Suggestions.Where(c => c.State == SuggestionState.Shown), c => Assert.NotEmpty(c.Reasons)));
        Assert.True(await db.Volunteers.AnyAsync(v => v.Used > 0));
        Assert.True(await db.TrainingEvenings.AnyAsync(e => e.Taken > 0));
        Assert.True(await db.StateChanges.AnyAsync(c => c.Entity == "Match"));
    }
}
