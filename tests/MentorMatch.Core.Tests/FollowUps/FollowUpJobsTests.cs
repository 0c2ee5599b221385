using MentorMatch.Core.Common;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Tests.Meetings;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.FollowUps;

public sealed class FollowUpJobsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Ask_DayByDay_FollowsThePlanExactly()
    {
        var pair = await world.StartedAsync();
        var asked = new List<(int Day, string What)>();
        for (var day = 0; day <= 95; day++)
        {
            var before = await QuestionsAsync(pair);
            await world.RunAsync<AskHowItGoesJob>();
            await world.RunAsync<AskHowItGoesJob>();
            asked.AddRange((await QuestionsAsync(pair)).Skip(before.Count).Where(c => c.Side == Side.Citizen).Select(c => (day, $"{c.Kind}{c.Number}")));
            world.Pass(1);
        }

        Assert.Equal(
            [(14, "Contact1"), (28, "Contact2"), (30, "Pulse1"), (58, "Contact3"), (60, "Pulse2"), (88, "Contact4"), (90, "Pulse3")],
            asked);
        Assert.Equal(14, (await MailsAsync(pair, "CheckIn")).Count);
    }

    [Fact]
    public async Task Ask_AfterMissedNights_AsksOnlyTheLatest()
    {
        var pair = await world.StartedAsync();
        world.Pass(95);

        await world.RunAsync<AskHowItGoesJob>();

        Assert.Equal(
            ["Contact4", "Contact4", "Pulse3", "Pulse3"],
            (await QuestionsAsync(pair)).Select(c => $"{c.Kind}{c.Number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ask_CitizenWithoutAnAddress_AsksTheCoordinatorToCallOnceAQuestion()
    {
        var pair = await world.StartedAsync();
        await using (var db = world.Open())
        {
            await db.Citizens.Where(c => c.Id == pair.Citizen.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, (string?)null).SetProperty(c => c.AccountId, (Guid?)null));
        }

        world.Pass(14);
        await world.RunAsync<AskHowItGoesJob>();
        await world.RunAsync<AskHowItGoesJob>();

        Assert.Null(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.CallCitizen)).DoneAt);
        Assert.Equal([Side.Citizen, Side.Volunteer], (await QuestionsAsync(pair)).Select(c => c.Side).Order());
        await using (var db = world.Open())
        {
            await db.WorkItems.Where(w => w.MatchId == pair.Match.Id).ExecuteUpdateAsync(set => set.SetProperty(w => w.DoneAt, world.Clock.Now));
        }

        await world.RunAsync<AskHowItGoesJob>();
        Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.CallCitizen));
        world.Pass(14);
        await world.RunAsync<AskHowItGoesJob>();
        Assert.Equal(2, (await world.WorkAsync(pair.Match.Id, WorkKind.CallCitizen)).Count);
    }

    [Fact]
    public async Task Case_OpenedByACoordinator_IsWrittenDownOnceAReading()
    {
        var pair = await world.StartedAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);

        await world.Get<MatchCaseQueries>().CaseAsync(coordinator, pair.Match.Id);
        await world.Get<MatchCaseQueries>().CaseAsync(coordinator, pair.Match.Id);
        world.Clock.Advance(TimeSpan.FromMinutes(31));
        await world.Get<MatchCaseQueries>().CaseAsync(coordinator, pair.Match.Id);
        Assert.False((await world.Get<MatchCaseQueries>().CaseAsync(TestData.Coordinator(Guid.NewGuid()), pair.Match.Id)).Succeeded);

        await using var db = world.Open();
        var reads = await db.CaseReads.Where(r => r.CitizenId == pair.Citizen.Id).ToListAsync();
        Assert.Equal(2, reads.Count);
        Assert.All(reads, r => Assert.Equal((coordinator.AccountId, coordinator.Name, "FollowUp"), (r.ByAccountId, r.ByName, r.Purpose)));
    }

    [Fact]
    public async Task AskAndNudge_OnHold_LeaveTheMatchInPeace()
    {
        var pair = await world.StartedAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        Assert.True((await world.Get<EndingService>().HoldAsync(coordinator, pair.Match.Id, "Rejse")).Succeeded);
        world.Pass(60);

        await world.RunAsync<AskHowItGoesJob>();
        await world.RunAsync<NudgeSilentMatchesJob>();
        await world.RunAsync<FirstContactJob>();

        Assert.Empty(await QuestionsAsync(pair));
        Assert.Empty(await MailsAsync(pair, "SilenceNudge"));
        Assert.Empty(await world.WorkAsync(pair.Match.Id, WorkKind.FirstContact));
        // Taken up again, silence is counted afresh.
        Assert.True((await world.Get<EndingService>().ResumeAsync(coordinator, pair.Match.Id)).Succeeded);
        await world.RunAsync<NudgeSilentMatchesJob>();
        Assert.Empty(await MailsAsync(pair, "SilenceNudge"));
    }

    [Fact]
    public async Task Nudge_Silence_MailsOnceThenAsksOnceAndBeginsAnewAfterAMeeting()
    {
        var pair = await world.StartedAsync();
        await NudgeAfterAsync(13.9);
        Assert.Empty(await MailsAsync(pair, "SilenceNudge"));
        await NudgeAfterAsync(1);
        await NudgeAfterAsync(5);
        Assert.Equal(2, (await MailsAsync(pair, "SilenceNudge")).Count);
        Assert.Empty(await world.WorkAsync(pair.Match.Id, WorkKind.SilentMatch));

        await NudgeAfterAsync(10);
        Assert.Null(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.SilentMatch)).DoneAt);
        await LogTodayAsync(pair);
        Assert.NotNull(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.SilentMatch)).DoneAt);

        await NudgeAfterAsync(13);
        Assert.Equal(2, (await MailsAsync(pair, "SilenceNudge")).Count);
        await NudgeAfterAsync(30);
        Assert.Equal(4, (await MailsAsync(pair, "SilenceNudge")).Count);
        Assert.Equal(2, (await world.WorkAsync(pair.Match.Id, WorkKind.SilentMatch)).Count);
    }

    [Fact]
    public async Task FirstContact_WithinTheFirstTwoWeeks_IsAskedForOnce()
    {
        var pair = await world.StartedAsync();
        world.Pass(6);
        await world.RunAsync<FirstContactJob>();
        Assert.Empty(await world.WorkAsync(pair.Match.Id, WorkKind.FirstContact));

        world.Pass(5);
        await world.RunAsync<FirstContactJob>();
        await DoneAsync(pair, WorkKind.FirstContact);
        await world.RunAsync<FirstContactJob>();

        Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.FirstContact));
    }

    [Fact]
    public async Task WriteToIdle_LongWait_IsWrittenOnceAWait()
    {
        var programme = TestData.Programme();
        var idle = TestData.ReadyVolunteer(programme, world.Clock.Now, v => v.IdleSince = world.Clock.Now);
        await using (var db = world.Open())
        {
            db.AddRange(programme, idle.Account, idle.Volunteer);
            await db.SaveChangesAsync();
        }

        await IdleAfterAsync(44);
        Assert.Empty(await world.MailsAsync(programme.Id));
        await IdleAfterAsync(2);
        await IdleAfterAsync(20);
        Assert.Single(await world.MailsAsync(programme.Id, "IdleVolunteer"));

        // Matched and idle again: another wait.
        await using (var db = world.Open())
        {
            (await db.Volunteers.SingleAsync(v => v.Id == idle.Volunteer.Id)).IdleSince = world.Clock.Now;
            await db.SaveChangesAsync();
        }

        await IdleAfterAsync(10);
        Assert.Single(await world.MailsAsync(programme.Id, "IdleVolunteer"));
        await IdleAfterAsync(40);
        Assert.Equal(2, (await world.MailsAsync(programme.Id, "IdleVolunteer")).Count);
    }

    private async Task NudgeAfterAsync(double days)
    {
        world.Pass(days);
        await world.RunAsync<NudgeSilentMatchesJob>();
        await world.RunAsync<NudgeSilentMatchesJob>();
    }

    private async Task IdleAfterAsync(double days)
    {
        world.Pass(days);
        await world.RunAsync<WriteToIdleVolunteersJob>();
        await world.RunAsync<WriteToIdleVolunteersJob>();
    }

    private async Task LogTodayAsync(MatchedPair pair)
    {
        var log = new LogMeeting { Id = Guid.CreateVersion7(), MatchId = pair.Match.Id, HeldOn = world.Clock.Now.DanishDate(), Minutes = 60 };
        Assert.True((await world.Get<MeetingLogService>().LogAsync(TestData.ActorOf(pair.Volunteer), log)).Succeeded);
    }

    private async Task DoneAsync(MatchedPair pair, WorkKind kind)
    {
        await using var db = world.Open();
        await Work.DoneAsync(db, Work.Key(kind, pair.Match.Id), TestData.Coordinator(), world.Clock.Now);
        await db.SaveChangesAsync();
    }

    private async Task<List<CheckIn>> QuestionsAsync(MatchedPair pair)
    {
        await using var db = world.Open();
        return await db.CheckIns.Where(c => c.MatchId == pair.Match.Id).OrderBy(c => c.AskedAt).ThenBy(c => c.Id).ToListAsync();
    }

    private async Task<List<string>> MailsAsync(MatchedPair pair, string kind) =>
        [.. (await world.MailsAsync(pair.Programme.Id)).Where(m => m.Kind.StartsWith(kind, StringComparison.Ordinal)).Select(m => m.ToAddress)];
}
