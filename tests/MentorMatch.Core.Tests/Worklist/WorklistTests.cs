using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Worklist;

public sealed class WorklistTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly FakeClock clock = new();
    private readonly Programme programme = TestData.Programme();

    private WorklistQueries Queries => new(database.Contexts, clock);

    private WorklistService Service => new(database.Contexts, clock);

    private Actor Mette => TestData.Coordinator(programme.Id);

    [Fact]
    public async Task ListAsync_SeveralItems_PutsTheMostUrgentFirstThenTheLongestWaiting()
    {
        await AddAsync(
            Item("whenever", Urgency.Whenever, daysAgo: 9),
            Item("soon new", Urgency.Soon, daysAgo: 1),
            Item("soon old", Urgency.Soon, daysAgo: 5),
            Item("today", Urgency.Today, daysAgo: 0));

        var page = await Queries.ListAsync(Mette, new WorklistFilter(), new PageRequest(1, 3));

        Assert.Equal(["today", "soon old", "soon new"], page.Rows.Select(r => r.About));
        Assert.Equal((4, 2), (page.Total, page.Pages));
        Assert.Equal(["whenever"], (await Queries.ListAsync(Mette, new WorklistFilter(), new PageRequest(2, 3))).Rows.Select(r => r.About));
    }

    [Fact]
    public async Task ListAsync_ByAnotherProgrammesCoordinator_ShowsNothing()
    {
        await AddAsync(Item("Bo Dal"));

        Assert.Empty((await Queries.ListAsync(TestData.Coordinator(Guid.NewGuid()), new WorklistFilter(), new PageRequest(1))).Rows);
        Assert.Equal(0, (await Queries.CountsAsync(TestData.Coordinator(Guid.NewGuid()))).All);
        Assert.Empty((await Queries.ListAsync(Mette with { Roles = [Role.Administrator] }, new WorklistFilter(), new PageRequest(1))).Rows);
    }

    [Fact]
    public async Task ListAsync_Narrowed_MatchesTheCounts()
    {
        await AddAsync(
            Item("Bo Dal", Urgency.Today, kind: WorkKind.BadNews),
            Item("Ida_Bo", Urgency.Soon, kind: WorkKind.NewVolunteer),
            Item("Ib Holm", Urgency.Soon, kind: WorkKind.WishesReady));

        var counts = await Queries.CountsAsync(Mette);
        Assert.Equal((3, 1, 1, 1, 1), (counts.All, counts.Today, counts.ByGroup[WorkGroup.Recruitment], counts.ByGroup[WorkGroup.Matching], counts.ByGroup[WorkGroup.FollowUp]));
        Assert.Equal([(programme.Id, 3)], counts.ByProgramme.Select(p => (p.ProgrammeId, p.Count)));
        Assert.Equal(["Bo Dal"], await NamesAsync(new WorklistFilter { TodayOnly = true }));
        Assert.Equal(["Ida_Bo"], await NamesAsync(new WorklistFilter { Group = WorkGroup.Recruitment }));
        Assert.Equal(["Ida_Bo"], await NamesAsync(new WorklistFilter { Search = "a_b" }));
        Assert.Empty(await NamesAsync(new WorklistFilter { Search = "%" }));
        Assert.Empty(await NamesAsync(new WorklistFilter { ProgrammeId = Guid.NewGuid() }));
    }

    [Fact]
    public async Task MarkDoneAsync_ThenReopened_IsBackAsItWas()
    {
        var item = Item("Bo Dal");
        await AddAsync(item);

        var done = await Service.MarkDoneAsync(Mette, [item.Id]);
        Assert.Equal([item.Id], done.Value);
        Assert.Empty(await NamesAsync(new WorklistFilter()));
        Assert.Empty((await Service.MarkDoneAsync(Mette, [item.Id])).Value);

        await Service.ReopenAsync(Mette, done.Value);
        Assert.Equal(["Bo Dal"], await NamesAsync(new WorklistFilter()));
    }

    [Fact]
    public async Task ReopenAsync_WhenTheSameWorkHasComeUpAnew_LeavesTheOldOneDone()
    {
        var old = Item("Bo Dal");
        await AddAsync(old);
        await Service.MarkDoneAsync(Mette, [old.Id]);
        await AddAsync(Item("Bo Dal again", key: old.Key), withProgramme: false);

        Assert.Empty((await Service.ReopenAsync(Mette, [old.Id])).Value);
        Assert.Equal(["Bo Dal again"], await NamesAsync(new WorklistFilter()));
    }

    [Fact]
    public async Task SnoozeAsync_UntilTomorrow_ComesBackInTheMorning()
    {
        var item = Item("Bo Dal");
        await AddAsync(item);

        await Service.SnoozeAsync(Mette, [item.Id], WorklistService.Tomorrow(clock.Now));
        Assert.Empty(await NamesAsync(new WorklistFilter()));
        Assert.Equal(0, (await Queries.CountsAsync(Mette)).All);

        clock.Set(DanishTime.FromDanish(clock.Now.DanishDate().AddDays(1), new TimeOnly(6, 0)));
        Assert.Equal(["Bo Dal"], await NamesAsync(new WorklistFilter()));
    }

    [Theory]
    [InlineData("2026-02-02", "2026-02-09")]
    [InlineData("2026-02-08", "2026-02-09")]
    [InlineData("2026-03-28", "2026-03-30")]
    public void NextWeek_FromADay_IsTheNextMondayMorning(string today, string monday)
    {
        var now = DanishTime.FromDanish(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(15, 0));
        var next = WorklistService.NextWeek(now).ToDanish();

        Assert.Equal(monday, DateOnly.FromDateTime(next.DateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(6, next.Hour);
    }

    [Fact]
    public async Task Changes_ByAnotherProgrammesCoordinator_AreRefusedAndChangeNothing()
    {
        var item = Item("Bo Dal");
        await AddAsync(item);
        var other = TestData.Coordinator(Guid.NewGuid());

        Assert.False((await Service.MarkDoneAsync(other, [item.Id])).Succeeded);
        Assert.False((await Service.SnoozeAsync(other, [item.Id], clock.Now.AddDays(1))).Succeeded);
        Assert.False((await Service.ReopenAsync(other, [item.Id])).Succeeded);
        await using var db = database.NewContext();
        var row = await db.WorkItems.SingleAsync(w => w.Id == item.Id);
        Assert.Equal((null, null), (row.DoneAt, row.SnoozedUntil));
    }

    [Fact]
    public void Groups_OfAllKinds_PutEachKindInOne() =>
        Assert.Equal(Enum.GetValues<WorkKind>().Order(), Enum.GetValues<WorkGroup>().SelectMany(WorkGroups.KindsOf).Order());

    private async Task<IEnumerable<string>> NamesAsync(WorklistFilter filter) =>
        (await Queries.ListAsync(Mette, filter, new PageRequest(1))).Rows.Select(r => r.About);

    private async Task AddAsync(params WorkItem[] items) => await AddAsync(items, withProgramme: true);

    private Task AddAsync(WorkItem item, bool withProgramme) => AddAsync([item], withProgramme);

    private async Task AddAsync(WorkItem[] items, bool withProgramme)
    {
        await using AppDbContext db = database.NewContext();
        if (withProgramme) db.Programmes.Add(programme);
        db.WorkItems.AddRange(items);
        await db.SaveChangesAsync();
    }

    private WorkItem Item(string about, Urgency urgency = Urgency.Soon, int daysAgo = 1, WorkKind kind = WorkKind.NewVolunteer, string? key = null) => new()
    {
        ProgrammeId = programme.Id,
        Kind = kind,
        Key = key ?? Work.Key(kind, Guid.NewGuid()),
        Urgency = urgency,
        About = about,
        Path = "/coordinator/volunteers",
        Since = clock.Now.AddDays(-daysAgo),
    };
}
