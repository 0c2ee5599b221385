using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Matching;

/// <summary>Where any volunteer stands for a citizen, as a coordinator looks it up.</summary>
public sealed class StandingTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    /// <summary>Found by name alone: the list of those who are kept out holds only people who are with the programme.</summary>
    [Fact]
    public async Task Standings_OfSomebodyWhoHasLeft_SaysSo()
    {
        var (programme, citizen) = await FillAsync();
        var coordinator = TestData.Coordinator(programme.Id);

        var found = (await world.Desk.StandingsAsync(coordinator, citizen.Id, "gammel gurli", null, new PageRequest(1))).Value;
        var keptOut = (await world.Desk.StandingsAsync(coordinator, citizen.Id, null, null, new PageRequest(1))).Value;

        var gone = Assert.Single(found.Rows);
        Assert.Equal((VolunteerState.Left, ExclusionReason.NotReady, true, (int?)null), (gone.State, gone.Exclusion!.Main, gone.Hard, gone.Place));
        Assert.DoesNotContain(keptOut.Rows, r => r.VolunteerId == gone.VolunteerId);
    }

    [Fact]
    public async Task Standings_OfWhoCanBeSuggested_GiveThePlaceAndExactlyWhatWeighed()
    {
        var (programme, citizen) = await FillAsync();

        var rows = (await world.Desk.StandingsAsync(TestData.Coordinator(programme.Id), citizen.Id, "Karen", null, new PageRequest(1, 2))).Value;

        Assert.Equal((3, 2, 2), (rows.Total, rows.Pages, rows.Rows.Count));
        Assert.All(rows.Rows, r => Assert.Equal(r.Score!.Value, r.Contributions.Values.Sum(), 9));
        Assert.All(rows.Rows, r => Assert.True(r is { Place: >= 1, Exclusion: null, Reasons.Count: >= 2 }));
    }

    private async Task<(Programme Programme, Citizen Citizen)> FillAsync()
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        var citizen = TestData.CitizenWithWishes(programme, world.Clock.Now);
        db.AddRange(programme, citizen.Account, citizen.Citizen);
        for (var i = 0; i < 3; i++) Add(TestData.ReadyVolunteer(programme, world.Clock.Now));
        Add(TestData.VolunteerIn(VolunteerState.Left, programme, world.Clock.Now, v => (v.FirstName, v.LastName) = ("Gurli", "Gammelby")));
        await db.SaveChangesAsync();
        return (programme, citizen.Citizen);

        void Add(VolunteerWithAccount volunteer) => db.AddRange(volunteer.Account, volunteer.Volunteer);
    }
}
