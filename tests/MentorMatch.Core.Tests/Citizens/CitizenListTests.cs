using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Citizens;

public sealed class CitizenListTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Page_ByDefault_ShowsThoseWhoWaitLongestFirst()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        await AddAsync(desk, CitizenState.WishesDone, "Bo", waitsDays: 3);
        await AddAsync(desk, CitizenState.Matched, "Dan");
        await AddAsync(desk, CitizenState.Choosing, "Ada", waitsDays: 9);

        var page = await desk.List.PageAsync(desk.Coordinator, new CitizenFilter { ProgrammeId = desk.Programme.Id }, new(1));

        Assert.Equal(["Ada Prøve", "Bo Prøve", "Dan Prøve"], page.Rows.Select(r => r.FullName));
    }

    [Theory]
    [InlineData("ad prø", "Ada Prøve")]
    [InlineData("%", null)]
    [InlineData("_da", null)]
    [InlineData("BO", "Bo Prøve")]
    public async Task Page_Search_FindsByPartOfTheNameAndTakesPatternsAsText(string search, string? found)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        await AddAsync(desk, CitizenState.WishesDone, "Ada");
        await AddAsync(desk, CitizenState.WishesDone, "Bo");

        var page = await desk.List.PageAsync(desk.Coordinator, new CitizenFilter { ProgrammeId = desk.Programme.Id, Search = search }, new(1));

        Assert.Equal(found is null ? [] : [found], page.Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task Page_Second_HoldsTheRest()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        foreach (var name in new[] { "A", "B", "C" }) await AddAsync(desk, CitizenState.Invited, name);
        var filter = new CitizenFilter { ProgrammeId = desk.Programme.Id, Sort = CitizenSort.Name };

        var page = await desk.List.PageAsync(desk.Coordinator, filter, new PageRequest(2, 2));

        Assert.Equal(["C Prøve"], page.Rows.Select(r => r.FullName));
        Assert.Equal((3, 2), (page.Total, page.Pages));
    }

    [Fact]
    public async Task Counts_UnderAState_CountEveryState()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        await AddAsync(desk, CitizenState.Invited, "A");
        await AddAsync(desk, CitizenState.Choosing, "B");

        var counts = await desk.List.CountsAsync(desk.Coordinator, new CitizenFilter { ProgrammeId = desk.Programme.Id, State = CitizenState.Invited });

        Assert.Equal(new Dictionary<CitizenState, int> { [CitizenState.Invited] = 1, [CitizenState.Choosing] = 1 }, counts.ToDictionary());
    }

    private static Task<Citizen> AddAsync(CitizenDesk desk, CitizenState state, string name, int? waitsDays = null) => desk.AddCitizenAsync(state, c =>
    {
        c.FirstName = name;
        if (waitsDays is { } days) c.WaitingSince = desk.Clock.Now.AddDays(-days);
    });
}
