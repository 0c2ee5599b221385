using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Matching;

/// <summary>Drafts for everybody in a programme who waits: made by a worker, looked through and shown by a coordinator.</summary>
public sealed class BatchTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MatchingWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Run_ManyWait_DraftsForEachAndKeepsEverybodyUnderTheCap()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 12, volunteers: 20);
        var coordinator = TestData.Coordinator(programme.Id);

        var batch = await RunAsync(coordinator, programme.Id);

        var report = (await world.Get<BatchQueries>().LastAsync(coordinator, programme.Id)).Value!;
        Assert.Equal((batch, BatchState.Done, 12, 12, 12), (report.Id, report.State, report.Total, report.Reached, report.Outcomes[BatchOutcome.Drafted]));
        Assert.Equal((coordinator.Name, 12), (report.StartedBy, report.Untouched));
        await using var db = world.Open();
        var lists = await db.Shortlists.AsNoTracking().Include(s => s.Suggestions).Where(s => s.ProgrammeId == programme.Id).OrderBy(s => s.Id).ToListAsync();
        Assert.Equal(citizens.Order(), lists.Select(s => s.CitizenId).Order());
        var size = programme.Settings.ShortlistSize;
        Assert.All(lists, s =>
        {
            Assert.Equal(ShortlistState.Draft, s.State);
            Assert.Equal(Enumerable.Range(1, size + ShortlistDrafts.Spare), s.Suggestions.Select(g => g.Place).Order());
            Assert.All(s.Suggestions, g => Assert.True(g.State == SuggestionState.Proposed && g.Reasons.Count > 0 && g.Contributions.Count > 0 && g.RankerPlace >= 1));
        });
        var shown = lists.SelectMany(s => s.Suggestions.Where(g => g.Place <= size)).GroupBy(g => g.VolunteerId).Select(g => g.Count()).ToList();
        Assert.True(shown.Max() <= (int)Math.Ceiling(1.5 * 12 * size / 20), $"{shown.Max()}");
        Assert.Contains(lists.SelectMany(s => s.Suggestions), g => g.ForExposure);
    }

    [Fact]
    public async Task Run_SomebodyDraftedByHand_LeavesItAlone()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 3, volunteers: 6);
        var coordinator = TestData.Coordinator(programme.Id);
        var byHand = (await world.Drafts.DraftAsync(coordinator, citizens[1])).Value;
        var removed = (await world.ShortlistAsync(byHand)).Suggestions[0].Id;
        await world.Suggestions.RemoveAsync(coordinator, removed, "Kender hinanden");

        await RunAsync(coordinator, programme.Id);

        var after = await world.ShortlistAsync(byHand);
        Assert.Equal((ShortlistState.Draft, SuggestionState.Removed), (after.State, after.Suggestions.Single(s => s.Id == removed).State));
        await using var db = world.Open();
        Assert.Equal(3, await db.Shortlists.CountAsync(s => s.ProgrammeId == programme.Id));
        Assert.Equal(2, (await world.Get<BatchQueries>().LastAsync(coordinator, programme.Id)).Value!.Total);
    }

    [Fact]
    public async Task Save_APersonDraftedWhileItRan_PassesOver()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 1, volunteers: 6);
        var coordinator = TestData.Coordinator(programme.Id);
        var batch = new ShortlistBatch { ProgrammeId = programme.Id, StartedAt = world.Clock.Now, StartedBy = "Mette", StartedById = null, State = BatchState.Done };
        await using (var db = world.Open())
        {
            db.Add(batch);
            await db.SaveChangesAsync();
        }

        var byHand = (await world.Drafts.DraftAsync(coordinator, citizens[0])).Value;
        var late = new Shortlist { ProgrammeId = programme.Id, CitizenId = citizens[0], CreatedAt = world.Clock.Now, CardOrderSeed = 1, ModelVersion = "v0" };
        var row = new BatchedCitizen { BatchId = batch.Id, CitizenId = citizens[0], Outcome = BatchOutcome.Drafted, ShortlistId = late.Id };

        Assert.False(await world.Drafts.SaveFromBatchAsync(batch, citizens[0], late, row, CancellationToken.None));

        Assert.Equal(ShortlistState.Draft, (await world.ShortlistAsync(byHand)).State);
        await using var after = world.Open();
        Assert.Equal(1, await after.Shortlists.CountAsync(s => s.CitizenId == citizens[0]));
    }

    [Fact]
    public async Task Start_WhileOneIsOpen_JoinsIt()
    {
        var (programme, _, _) = await FillAsync(citizens: 1, volunteers: 4);
        var drafts = world.Get<BatchDrafts>();
        await WorkAsync();

        var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => drafts.StartAsync(TestData.Coordinator(programme.Id), programme.Id)));

        Assert.Single(started.Select(s => s.Value).Distinct());
        Assert.Equal(1, await WorkAsync());
        Assert.NotEqual(started[0].Value, (await drafts.StartAsync(TestData.Coordinator(programme.Id), programme.Id)).Value);
        await WorkAsync();
    }

    [Fact]
    public async Task Run_TheWorkerDiedHalfway_TheNextGoesOnWithTheRest()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 3, volunteers: 6);
        var coordinator = TestData.Coordinator(programme.Id);
        var batch = (await world.Get<BatchDrafts>().StartAsync(coordinator, programme.Id)).Value;
        await using (var db = world.Open())
        {
            // What a worker leaves behind that was killed after one citizen.
            await db.ShortlistBatches.Where(b => b.Id == batch).ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BatchState.Saving).SetProperty(b => b.Total, 3));
            db.Add(new BatchedCitizen { BatchId = batch, CitizenId = citizens[0], Outcome = BatchOutcome.NobodyFits });
            await db.SaveChangesAsync();
        }

        await WorkAsync();

        var report = (await world.Get<BatchQueries>().LastAsync(coordinator, programme.Id)).Value!;
        Assert.Equal((BatchState.Done, 3, 2, 1), (report.State, report.Total, report.Outcomes[BatchOutcome.Drafted], report.Outcomes[BatchOutcome.NobodyFits]));
    }

    [Fact]
    public async Task Run_NobodyFitsOne_SaysWhichRuleToEase()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 2, volunteers: 5, (i, citizen) =>
        {
            if (i == 1) citizen.Wishes.Languages = [new LanguageSkill("ar", 4)];
        });
        var coordinator = TestData.Coordinator(programme.Id);

        await RunAsync(coordinator, programme.Id);

        var page = (await world.Get<BatchQueries>().PageAsync(coordinator, new WaitingFilter(programme.Id), new PageRequest(1))).Value;
        var nobody = page.Page.Rows.Single(r => r.CitizenId == citizens[1]);
        Assert.Equal((WaitingStatus.NobodyFits, new EasingHint(ExclusionReason.NoCommonLanguage, 5)), (nobody.Status, nobody.Easing));
        Assert.Equal((1, 1), (page.Counts[WaitingStatus.NobodyFits], page.Counts[WaitingStatus.ToLookThrough]));
    }

    [Fact]
    public async Task Run_RankerOff_DraftsWithoutScores()
    {
        var (programme, _, _) = await FillAsync(citizens: 4, volunteers: 8);
        await using (var db = world.Open()) await db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.RankerOn, false));

        await RunAsync(TestData.Coordinator(programme.Id), programme.Id);

        await using var after = world.Open();
        var cards = await after.Suggestions.AsNoTracking().Where(s => s.ProgrammeId == programme.Id).OrderBy(s => s.Id).ToListAsync();
        Assert.Equal(4 * 8, cards.Count);
        Assert.All(cards, card => Assert.True(card.Score is null && card.RankerPlace is null && card.Contributions.Count == 0 && card.Reasons.Count > 0));
        Assert.All(await after.Shortlists.Where(s => s.ProgrammeId == programme.Id).Select(s => s.ModelVersion).ToListAsync(), v => Assert.Equal(ProgrammeRanking.NoModel, v));
    }

    [Fact]
    public async Task ApproveAndPublish_AllReady_ShowsThemAndNamesWhoCouldNot()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 3, volunteers: 12);
        var coordinator = TestData.Coordinator(programme.Id);
        await RunAsync(coordinator, programme.Id);
        var approvals = world.Get<BatchApprovals>();

        var approved = (await approvals.ApproveAsync(coordinator, programme.Id)).Value;
        Assert.Equal(3 * programme.Settings.ShortlistSize, approved.Count);
        Assert.Equal(3, await ReadyAsync(coordinator, programme.Id));
        Assert.True((await approvals.TakeBackAsync(coordinator, programme.Id, approved)).Succeeded);
        Assert.Equal(0, await ReadyAsync(coordinator, programme.Id));

        await approvals.ApproveAsync(coordinator, programme.Id);
        var full = await FillOneCardAsync(citizens[0]);
        var seen = new List<int>();
        var published = (await approvals.PublishReadyAsync(coordinator, programme.Id, new Seen(seen))).Value;

        await using var db = world.Open();
        var onWhose = await db.Suggestions.Where(s => s.VolunteerId == full && s.State == SuggestionState.Approved)
            .Join(db.Shortlists, s => s.ShortlistId, l => l.Id, (_, l) => l.CitizenId).OrderBy(id => id).ToListAsync();
        Assert.Equal(onWhose, published.Refused.Select(r => r.CitizenId).Order());
        Assert.All(published.Refused, r => Assert.Equal("Error.NoLongerFits", Assert.Single(r.Errors).Key));
        Assert.Equal((3 - onWhose.Count, 3), (published.Shown, seen.Count));
        Assert.Equal(published.Shown, await db.Citizens.CountAsync(c => c.ProgrammeId == programme.Id && c.State == CitizenState.Choosing));
    }

    [Fact]
    public async Task TakeBack_SomeTouched_KeepsThose()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 3, volunteers: 8);
        var coordinator = TestData.Coordinator(programme.Id);
        var batch = await RunAsync(coordinator, programme.Id);
        var touched = (await ListOfAsync(citizens[2])).Suggestions.OrderBy(s => s.Place).First();
        await world.Suggestions.MoveAsync(coordinator, touched.Id, 1);

        Assert.Equal(2, (await world.Get<BatchDrafts>().TakeBackAsync(coordinator, batch)).Value);

        Assert.Equal(ShortlistState.Draft, (await ListOfAsync(citizens[2])).State);
        var report = (await world.Get<BatchQueries>().LastAsync(coordinator, programme.Id)).Value!;
        Assert.Equal((2, 0), (report.Outcomes[BatchOutcome.TakenBack], report.Untouched));
        await RunAsync(coordinator, programme.Id);
        Assert.Equal(2, (await world.Get<BatchQueries>().LastAsync(coordinator, programme.Id)).Value!.Outcomes[BatchOutcome.Drafted]);
    }

    [Fact]
    public async Task Page_SearchAndStatus_NarrowTheRowsAndNotTheTotals()
    {
        var (programme, citizens, _) = await FillAsync(citizens: 5, volunteers: 6, (i, citizen) => citizen.FirstName = i < 2 ? "Yrsa" : "Ib");
        var coordinator = TestData.Coordinator(programme.Id);
        await world.Drafts.DraftAsync(coordinator, citizens[0]);

        var page = (await world.Get<BatchQueries>().PageAsync(coordinator, new WaitingFilter(programme.Id, "yrs prø", WaitingStatus.ToLookThrough), new PageRequest(1))).Value;

        Assert.Equal(citizens[0], Assert.Single(page.Page.Rows).CitizenId);
        Assert.Equal((1, 1), (page.Counts[WaitingStatus.NoDraft], page.Counts[WaitingStatus.ToLookThrough]));
        Assert.Equal((4, 1), (page.Totals[WaitingStatus.NoDraft], page.Totals[WaitingStatus.ToLookThrough]));
        Assert.Equal(programme.Settings.ShortlistSize, page.Page.Rows[0].Cards.Count);
        Assert.Equal(citizens[0], (await world.Get<BatchQueries>().NextDraftAsync(coordinator, programme.Id, citizens[3]))?.Id);
        Assert.Null(await world.Get<BatchQueries>().NextDraftAsync(coordinator, programme.Id, citizens[0]));
    }

    [Theory]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Management)]
    public async Task EveryDeed_ByAStranger_IsRefused(Role role)
    {
        var (programme, _, _) = await FillAsync(citizens: 1, volunteers: 4);
        var batch = await RunAsync(TestData.Coordinator(programme.Id), programme.Id);
        var stranger = MatchingWorld.Stranger(role);

        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchDrafts>().StartAsync(stranger, programme.Id)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchDrafts>().TakeBackAsync(stranger, batch)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchApprovals>().ApproveAsync(stranger, programme.Id)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchApprovals>().TakeBackAsync(stranger, programme.Id, [])).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchApprovals>().PublishReadyAsync(stranger, programme.Id)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchQueries>().PageAsync(stranger, new WaitingFilter(programme.Id), new PageRequest(1))).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await world.Get<BatchQueries>().LastAsync(stranger, programme.Id)).Errors);
        Assert.Null(await world.Get<BatchQueries>().NextDraftAsync(stranger, programme.Id, Guid.Empty));
    }

    private async Task<Guid> RunAsync(Actor coordinator, Guid programmeId)
    {
        var batch = (await world.Get<BatchDrafts>().StartAsync(coordinator, programmeId)).Value;
        await WorkAsync();
        return batch;
    }

    /// <summary>As the worker does it, until nothing is open: a batch that another test of the class left is done on the way.</summary>
    private async Task<int> WorkAsync()
    {
        var done = 0;
        while (await world.Get<BatchDrafting>().RunNextAsync(CancellationToken.None)) done++;
        return done;
    }

    private async Task<int> ReadyAsync(Actor coordinator, Guid programmeId) =>
        (await world.Get<BatchQueries>().PageAsync(coordinator, new WaitingFilter(programmeId), new PageRequest(1))).Value.Counts.GetValueOrDefault(WaitingStatus.Ready);

    private async Task<Shortlist> ListOfAsync(Guid citizenId)
    {
        await using var db = world.Open();
        return await db.Shortlists.AsNoTracking().Include(s => s.Suggestions).SingleAsync(s => s.CitizenId == citizenId && s.State != ShortlistState.Expired);
    }

    /// <summary>Somebody on the citizen's approved cards has taken another citizen in the meantime.</summary>
    private async Task<Guid> FillOneCardAsync(Guid citizenId)
    {
        var card = (await ListOfAsync(citizenId)).Suggestions.Where(s => s.State == SuggestionState.Approved).MinBy(s => s.Place)!;
        await using var db = world.Open();
        Assert.True(await VolunteerPlaces.TakeAsync(db, card.VolunteerId));
        return card.VolunteerId;
    }

    private async Task<(Programme Programme, List<Guid> Citizens, List<Guid> Volunteers)> FillAsync(int citizens, int volunteers, Action<int, Citizen>? change = null)
    {
        await using var db = world.Open();
        var programme = TestData.Programme();
        db.Add(programme);
        var waiting = Enumerable.Range(0, citizens).Select(i => TestData.CitizenWithWishes(programme, world.Clock.Now.AddDays(-citizens + i), c => change?.Invoke(i, c))).ToList();
        var ready = Enumerable.Range(0, volunteers).Select(i => TestData.ReadyVolunteer(programme, world.Clock.Now.AddDays(-i), v =>
        {
            (v.LastName, v.Guide.BirthYear) = ($"Eksempel {i}", 1950 + i);
            if (i % 3 == 0) v.Guide.Likes = ["Cooking", "Walking"];
        })).ToList();
        foreach (var c in waiting) db.AddRange(c.Account, c.Citizen);
        foreach (var v in ready) db.AddRange(v.Account, v.Volunteer);
        await db.SaveChangesAsync();
        return (programme, waiting.ConvertAll(c => c.Citizen.Id), ready.ConvertAll(v => v.Volunteer.Id));
    }

    private sealed class Seen(List<int> seen) : IProgress<int>
    {
        public void Report(int value) => seen.Add(value);
    }
}
