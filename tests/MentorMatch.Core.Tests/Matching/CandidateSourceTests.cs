using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

public sealed class CandidateSourceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Load_AfterAGuideChanged_SeesTheChange()
    {
        var (programme, citizen, volunteer) = await PairAsync();
        Assert.Single(Ranked(await LoadAsync(programme, citizen)));

        await using (var db = world.Open())
        {
            (await db.Volunteers.FirstAsync(v => v.Id == volunteer.Id)).Guide.Languages = [new LanguageSkill("so", 4)];
            await db.SaveChangesAsync();
        }

        Assert.Empty(Ranked(await LoadAsync(programme, citizen)));
    }

    [Fact]
    public async Task Load_AfterAPlaceWasTakenByAStatement_SeesThatItIsFull()
    {
        var (programme, citizen, volunteer) = await PairAsync();
        Assert.Single(Ranked(await LoadAsync(programme, citizen)));

        await using (var db = world.Open())
        {
            Assert.True(await VolunteerPlaces.TakeAsync(db, volunteer.Id));
        }

        Assert.Equal(1, (await LoadAsync(programme, citizen))[volunteer.Id].Facts.Used);
        Assert.Empty(Ranked(await LoadAsync(programme, citizen)));
    }

    /// <summary>Whatever changed a row, and however: the next question gets it.</summary>
    [Fact]
    public async Task Load_AfterAnyRowCameWentOrChanged_IsNeverOlderThanTheQuestion()
    {
        var (programme, citizen, volunteer) = await PairAsync();
        Assert.Single((await LoadAsync(programme, citizen)).Facts);
        Guid second;
        await using (var db = world.Open())
        {
            var other = TestData.ReadyVolunteer(programme, world.Clock.Now);
            Add(db, other);
            await db.SaveChangesAsync();
            second = other.Volunteer.Id;
        }

        Assert.Equal(2, (await LoadAsync(programme, citizen)).Facts.Count());
        await using (var db = world.Open()) await db.Volunteers.Where(v => v.Id == second).ExecuteUpdateAsync(set => set.SetProperty(v => v.Capacity, 4));
        Assert.Equal(4, (await LoadAsync(programme, citizen))[second].Facts.Capacity);
        await using (var db = world.Open()) await db.Database.ExecuteSqlAsync($"update volunteers set state = 'Paused' where id = {second}");
        Assert.False((await LoadAsync(programme, citizen))[second].Facts.IsReady);
        await using (var db = world.Open()) await db.Database.ExecuteSqlAsync($"update volunteers set state = 'Left' where id = {second}");
        Assert.Equal(volunteer.Id, Assert.Single((await LoadAsync(programme, citizen)).Facts).Id);
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(3, (await LoadAsync(programme, citizen))[volunteer.Id].Facts.IdleDays);
    }

    [Fact]
    public async Task Load_ForManyCitizens_KeepsWhatIsBetweenTwoPeopleApart()
    {
        var pair = await MatchedAsync();
        await using var db = world.Open();
        var another = TestData.CitizenWithWishes(pair.Programme, world.Clock.Now);
        db.AddRange(another.Account, another.Citizen);
        await db.Matches.Where(m => m.Id == pair.Match.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MatchState.Declined));
        await db.SaveChangesAsync();

        var pools = await world.Get<CandidateSource>().LoadForAsync(db, pair.Programme, [pair.Citizen, another.Citizen], world.Clock.Now);

        Assert.Equal([true, false], pools.Select(pool => pool[pair.Volunteer.Id].Facts.EarlierNo));
        Assert.Equal([true, false], pools.Select(pool => pool.Facts.Single(f => f.Id == pair.Volunteer.Id).EarlierNo));
    }

    [Fact]
    public async Task Load_AfterTheQuestionsChanged_ReadsMotivationsAnew()
    {
        var (programme, citizen, volunteer) = await PairAsync();
        Assert.Equal("GiveBack", Assert.Single((await LoadAsync(programme, citizen))[volunteer.Id].Facts.Motivations));

        programme.Questions = [.. programme.Questions.Where(q => q.Kind == QuestionKind.Scenario)];

        Assert.Empty((await LoadAsync(programme, citizen))[volunteer.Id].Facts.Motivations);
    }

    [Fact]
    public async Task Load_VolunteerWhoSaidNoBefore_IsKeptOut()
    {
        var pair = await world.RequestAsync();
        await world.Answers.DeclineAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id, null);

        var facts = (await LoadAsync(pair.Programme, pair.Citizen))[pair.Volunteer.Id].Facts;

        Assert.True(facts.EarlierNo);
        Assert.Equal((0, 1, 1), (facts.History.Met, facts.History.Total, facts.TimesShown));
    }

    [Fact]
    public async Task Load_CertificateRunOut_IsAMissingRequirement()
    {
        var (programme, citizen, volunteer) = await PairAsync(new ProgrammeSettings { CertificateRequired = true });
        Assert.Single(Ranked(await LoadAsync(programme, citizen)));
        world.Clock.Advance(TimeSpan.FromDays(800));

        var pool = await LoadAsync(programme, citizen);

        Assert.Equal(ExclusionReason.RequirementMissing, Filters.Check(pool.Citizen, pool[volunteer.Id].Facts)!.Main);
    }

    [Theory]
    [InlineData(Core.Programmes.Gender.Woman, Core.Programmes.Gender.Woman, null)]
    [InlineData(Core.Programmes.Gender.Woman, Core.Programmes.Gender.Man, ExclusionReason.WantedGender)]
    [InlineData(Core.Programmes.Gender.Man, Core.Programmes.Gender.Other, ExclusionReason.WantedGender)]
    [InlineData(Core.Programmes.Gender.Man, null, ExclusionReason.WantedGender)]
    [InlineData(null, null, null)]
    [InlineData(null, Core.Programmes.Gender.Man, null)]
    public async Task Load_StatedWishOnGender_IsAFilterForBothSides(Core.Programmes.Gender? wish, Core.Programmes.Gender? own, ExclusionReason? expected)
    {
        var (programme, citizen, volunteer) = await PairAsync();
        await StateAsync(citizen, volunteer, w => (w.WantedGender, w.Gender) = (wish, null), g => (g.WantedGender, g.Gender) = (null, own));
        Assert.Equal(expected, await ExclusionAsync(programme, citizen, volunteer));

        await StateAsync(citizen, volunteer, w => (w.WantedGender, w.Gender) = (null, own), g => (g.WantedGender, g.Gender) = (wish, null));

        Assert.Equal(expected, await ExclusionAsync(programme, citizen, volunteer));
    }

    [Fact]
    public async Task Load_StatedGenders_ChangeNoScore()
    {
        var (programme, citizen, volunteer) = await PairAsync();
        await StateAsync(citizen, volunteer, w => w.Gender = null, g => g.Gender = null);
        var before = Assert.Single(Ranked(await LoadAsync(programme, citizen))).Score;

        await StateAsync(citizen, volunteer, w => (w.Gender, w.WantedGender) = (Core.Programmes.Gender.Man, Core.Programmes.Gender.Woman), g => g.Gender = Core.Programmes.Gender.Woman);

        Assert.Equal(before, Assert.Single(Ranked(await LoadAsync(programme, citizen))).Score);
    }

    [Fact]
    public async Task Load_Dislikes_AreWeighed()
    {
        var (programme, citizen, volunteer) = await PairAsync();
        await StateAsync(citizen, volunteer, w => w.Dislikes = [], g => (g.Likes, g.Dislikes) = (["Fishing"], ["Chess"]));
        var before = Assert.Single(Ranked(await LoadAsync(programme, citizen))).Score;

        await StateAsync(citizen, volunteer, w => w.Dislikes = ["Chess"], _ => { });
        var shared = Assert.Single(Ranked(await LoadAsync(programme, citizen))).Score;
        await StateAsync(citizen, volunteer, w => w.Dislikes = ["Fishing"], _ => { });
        var opposed = Assert.Single(Ranked(await LoadAsync(programme, citizen))).Score;

        Assert.True(shared > before && before > opposed, $"{shared} > {before} > {opposed}");
    }

    [Fact]
    public async Task Draft_ManyMixedVolunteers_NeverProposesOneWhomAFilterKeepsOut()
    {
        var random = new Random(11);
        var programme = TestData.Programme();
        var citizens = new List<Citizen>();
        await using (var db = world.Open())
        {
            db.Add(programme);
            for (var i = 0; i < 120; i++) Add(db, Mixed(programme, random));
            for (var i = 0; i < 15; i++)
            {
                var citizen = TestData.CitizenWithWishes(programme, world.Clock.Now, c => Mix(c, random));
                db.AddRange(citizen.Account, citizen.Citizen);
                citizens.Add(citizen.Citizen);
            }

            await db.SaveChangesAsync();
        }

        var proposed = 0;
        foreach (var citizen in citizens)
        {
            var list = await world.ShortlistAsync((await world.Drafts.DraftAsync(TestData.Coordinator(programme.Id), citizen.Id)).Value);
            foreach (var suggestion in list.Suggestions)
            {
                proposed++;
                Assert.Empty(BrokenByHand(citizen, await world.VolunteerAsync(suggestion.VolunteerId)));
            }
        }

        Assert.InRange(proposed, 20, 120);
    }

    /// <summary>The rules said once more in the plainest way, on the rows themselves.</summary>
    private static IEnumerable<string> BrokenByHand(Citizen citizen, Volunteer volunteer)
    {
        var (w, g) = (citizen.Wishes, volunteer.Guide);
        if (volunteer.State != VolunteerState.Ready) yield return "state";
        if (volunteer.Used >= volunteer.Capacity) yield return "capacity";
        if (!w.Languages.Any(l => g.Languages.Any(o => o.Code == l.Code))) yield return "language";
        if (w.Times.Common(g.Times).IsEmpty) yield return "times";
        if (w.WantedGender is { } wanted && g.Gender != wanted) yield return "gender";
        if (g.WantedGender is { } asked && w.Gender != asked) yield return "gender of the citizen";
        if (w.Reservations.Intersect(g.Traits).Any() || g.Reservations.Intersect(w.Traits).Any()) yield return "reservation";
        if (w.Postcode is { } a && g.Postcode is { } b && Postcodes.CentreOf(a) is { } from && Postcodes.CentreOf(b) is { } to
            && from.DistanceKmTo(to) > Math.Min(w.DistanceCapKm ?? int.MaxValue, g.DistanceCapKm ?? int.MaxValue))
        {
            yield return "distance";
        }
    }

    private VolunteerWithAccount Mixed(Programme programme, Random random) => TestData.VolunteerIn(
        random.Next(5) == 0 ? VolunteerState.Paused : VolunteerState.Ready, programme, world.Clock.Now, v =>
        {
            v.Capacity = random.Next(3);
            v.Guide.Gender = (Core.Programmes.Gender)random.Next(2);
            v.Guide.WantedGender = random.Next(4) == 0 ? (Core.Programmes.Gender)random.Next(2) : null;
            v.Guide.Postcode = Postcode.Parse(Pick(random, "3450", "3400", "8000", "2100"));
            v.Guide.DistanceCapKm = random.Next(2) == 0 ? null : random.Next(5, 40);
            v.Guide.Languages = [new LanguageSkill(Pick(random, "da", "en", "so"), random.Next(1, 5))];
            v.Guide.Times = new Core.Common.WeekTimes(random.Next(1, Core.Common.WeekTimes.AllBits));
            v.Guide.Traits = [.. Catalogues.Traits.Where(_ => random.Next(3) == 0)];
            v.Guide.Reservations = [.. Catalogues.Reservations.Where(_ => random.Next(4) == 0)];
        });

    private static void Mix(Citizen citizen, Random random)
    {
        citizen.Wishes.Gender = random.Next(3) == 0 ? null : (Core.Programmes.Gender)random.Next(3);
        citizen.Wishes.WantedGender = random.Next(3) == 0 ? Core.Programmes.Gender.Woman : null;
        citizen.Wishes.Reservations = [.. Catalogues.Reservations.Where(_ => random.Next(4) == 0)];
        citizen.Wishes.Traits = [.. Catalogues.Traits.Where(_ => random.Next(4) == 0)];
        citizen.Wishes.Times = new Core.Common.WeekTimes(random.Next(1, Core.Common.WeekTimes.AllBits));
    }

    private static string Pick(Random random, params string[] from) => from[random.Next(from.Length)];

    private static List<RankedVolunteer> Ranked(CandidatePool pool) =>
        [.. Ranker.Rank(pool.Citizen, pool.Facts, ProgrammeRanking.ModelOf(ExpertWeights.Default)).Ranked];

    /// <summary>Rewrites what both have stated, and tells the copy of the test.</summary>
    private async Task StateAsync(Citizen citizen, Volunteer volunteer, Action<Wishes> wishes, Action<MatchGuide> guide)
    {
        await using var db = world.Open();
        var stored = await db.Volunteers.FirstAsync(v => v.Id == volunteer.Id);
        guide(stored.Guide);
        wishes((await db.Citizens.FirstAsync(c => c.Id == citizen.Id)).Wishes);
        wishes(citizen.Wishes);
        await db.SaveChangesAsync();
    }

    private async Task<ExclusionReason?> ExclusionAsync(Programme programme, Citizen citizen, Volunteer volunteer)
    {
        var pool = await LoadAsync(programme, citizen);
        return Filters.Check(pool.Citizen, pool[volunteer.Id].Facts)?.Main;
    }

    private async Task<CandidatePool> LoadAsync(Programme programme, Citizen citizen)
    {
        await using var db = world.Open();
        return await world.Get<CandidateSource>().LoadAsync(db, programme, citizen, world.Clock.Now);
    }

    private async Task<(Programme Programme, Citizen Citizen, Volunteer Volunteer)> PairAsync(ProgrammeSettings? settings = null)
    {
        await using var db = world.Open();
        var programme = TestData.Programme(settings: settings);
        var citizen = TestData.CitizenWithWishes(programme, world.Clock.Now);
        var volunteer = TestData.ReadyVolunteer(programme, world.Clock.Now);
        db.AddRange(programme, citizen.Account, citizen.Citizen);
        Add(db, volunteer);
        await db.SaveChangesAsync();
        return (programme, citizen.Citizen, volunteer.Volunteer);
    }

    private async Task<MatchedPair> MatchedAsync()
    {
        await using var db = world.Open();
        return await TestData.RequestedMatchAsync(db, world.Clock.Now);
    }

    private static void Add(AppDbContext db, VolunteerWithAccount volunteer) => db.AddRange(volunteer.Account, volunteer.Volunteer);
}
