using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Reports;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Reports;

public sealed class KeyFigureQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Actor Management = new() { AccountId = Guid.NewGuid(), Name = "Birgit Ledelse", Roles = [Role.Management] };

    private readonly FakeClock clock = new();

    [Fact]
    public async Task All_Programmes_CountsWhoIsWhereAndHidesTheFew()
    {
        var (large, small) = (Named(), Named());
        await using (var db = database.NewContext())
        {
            db.AddRange(large, small);
            for (var i = 0; i < 6; i++) await TestData.StartedMatchAsync(db, clock.Now, large);
            for (var i = 0; i < 2; i++) await TestData.StartedMatchAsync(db, clock.Now, small);
            for (var i = 0; i < 7; i++) AddCitizen(db, large, clock.Now.AddDays(-10 * (i + 1)));
            await db.SaveChangesAsync();
        }

        var figures = (await Queries().AllAsync(Management)).Value;

        // Each match leaves two more ready volunteers whose cards were not chosen.
        Assert.Equal([null, 12, 6, null], Column(figures, large, "Volunteers"));
        Assert.Equal([null, 7, null, 6], Column(figures, large, "Citizens"));
        Assert.Equal([null, 6, null], Column(figures, large, "Matches"));
        Assert.Equal([null, null, null], Column(figures, small, "Matches"));
        Assert.Equal(40, Column(figures, large, "Waiting").Single());
        Assert.All(Column(figures, small, "Volunteers").Concat(Column(figures, small, "Citizens")).Concat(Column(figures, small, "Waiting")), Assert.Null);
    }

    [Fact]
    public async Task All_Meetings_AreToldWhereFivePairsAreBehindThem()
    {
        var (many, few) = (Named(), Named());
        await using (var db = database.NewContext())
        {
            db.AddRange(many, few);
            for (var i = 0; i < 5; i++) await LogAsync(db, many, meetings: 2);
            for (var i = 0; i < 4; i++) await LogAsync(db, few, meetings: 9);
        }

        var figures = (await Queries().AllAsync(Management)).Value;

        Assert.Equal(10, Column(figures, many, "Meetings").Single());
        Assert.Null(Column(figures, few, "Meetings").Single());
    }

    [Theory]
    [InlineData(Role.Visitor)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Administrator)]
    public async Task All_ByAnotherRole_IsRefused(Role role) =>
        Assert.Equal([AccessErrors.NotAllowed], (await Queries().AllAsync(new Actor { AccountId = Guid.NewGuid(), Name = "X", Roles = [role] })).Errors);

    private static IReadOnlyList<int?> Column(KeyFigures figures, Programme programme, string group)
    {
        var at = figures.Programmes.Select((name, i) => (name, i)).Single(p => p.name.Da == programme.Name.Da).i;
        return [.. figures.Groups.Single(g => g.Key == group).Rows.Select(r => r.Values[at])];
    }

    private static Programme Named()
    {
        var programme = TestData.Programme();
        programme.Name = LocalText.Of(programme.Slug);
        return programme;
    }

    private static void AddCitizen(Core.Data.AppDbContext db, Programme programme, DateTimeOffset since)
    {
        var (account, citizen) = TestData.CitizenIn(CitizenState.WishesDone, programme, since);
        db.AddRange(account, citizen);
    }

    private async Task LogAsync(Core.Data.AppDbContext db, Programme programme, int meetings)
    {
        var pair = await TestData.StartedMatchAsync(db, clock.Now, programme);
        for (var i = 0; i < meetings; i++)
        {
            db.Add(new LoggedMeeting
            {
                ProgrammeId = programme.Id,
                MatchId = pair.Match.Id,
                HeldOn = clock.Now.AddDays(-i).DanishDate(),
                Minutes = 60,
                LoggedBy = Side.Volunteer,
                LoggedAt = clock.Now,
            });
        }

        await db.SaveChangesAsync();
    }

    private KeyFigureQueries Queries() => new(database.Contexts, clock);
}
