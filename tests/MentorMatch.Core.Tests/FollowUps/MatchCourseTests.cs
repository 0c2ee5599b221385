using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Tests.Meetings;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.FollowUps;

/// <summary>A match from its start to its end: the log, the answers, the wish for another mentor, the ending.</summary>
public sealed class MatchCourseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Log_AndRemoveAndUndo_LastMetFollows()
    {
        var pair = await world.StartedAsync();
        world.Pass(10);
        var log = Log(pair, daysAgo: 2);
        Assert.True((await Logs.LogAsync(TestData.ActorOf(pair.Volunteer), log)).Succeeded);
        Assert.True((await Logs.LogAsync(TestData.ActorOf(pair.Volunteer), log)).Succeeded);
        Assert.Equal(world.Clock.Now.DanishDate().AddDays(-2), (await world.MatchAsync(pair.Match.Id)).LastMetAt!.Value.DanishDate());

        Assert.True((await Logs.RemoveAsync(TestData.ActorOf(pair.Volunteer), log.Id)).Succeeded);
        Assert.Null((await world.MatchAsync(pair.Match.Id)).LastMetAt);
        Assert.True((await Logs.UndoRemoveAsync(TestData.ActorOf(pair.Volunteer), log.Id)).Succeeded);
        Assert.NotNull((await world.MatchAsync(pair.Match.Id)).LastMetAt);
        // One's own lines only; coordinators may put all right.
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await Logs.RemoveAsync(TestData.ActorOf(pair.Citizen), log.Id)).Errors));
        Assert.True((await Logs.RemoveAsync(TestData.Coordinator(pair.Programme.Id), log.Id)).Succeeded);
    }

    [Theory]
    [InlineData(-1, 60, "HeldOn")]
    [InlineData(11, 60, "HeldOn")]
    [InlineData(0, 4, "Minutes")]
    [InlineData(0, 601, "Minutes")]
    public async Task Log_OutOfBounds_IsRefusedAtTheField(int daysAgo, int minutes, string field)
    {
        var pair = await world.StartedAsync();
        world.Pass(10);

        var result = await Logs.LogAsync(TestData.ActorOf(pair.Citizen), Log(pair, daysAgo) with { Minutes = minutes });

        Assert.Equal(field, Assert.Single(result.Errors).Field);
    }

    [Fact]
    public async Task Log_Notes_AreReadByThoseTheyAreMeantFor()
    {
        var pair = await world.StartedAsync();
        var other = await world.StartedAsync();
        await Logs.LogAsync(TestData.ActorOf(pair.Citizen), Log(pair, 0) with { Note = "Kun til koordinatoren" });
        await Logs.LogAsync(TestData.ActorOf(pair.Volunteer), Log(pair, 0) with { Note = "Gik en tur" });

        var queries = world.Get<OwnMatchQueries>();
        Assert.Equal(["Gik en tur"], (await queries.VolunteerAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)).Value.Log.Select(l => l.Note).OfType<string>());
        Assert.Equal(2, (await queries.CitizenAsync(TestData.ActorOf(pair.Citizen))).Value.Log.Count(l => l.Note is not null));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await queries.VolunteerAsync(TestData.ActorOf(other.Volunteer), pair.Match.Id)).Errors));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await Logs.LogAsync(TestData.ActorOf(other.Volunteer), Log(pair, 0))).Errors));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await world.Get<MatchCaseQueries>().CaseAsync(TestData.Coordinator(other.Programme.Id), pair.Match.Id)).Errors));
    }

    [Fact]
    public async Task OwnMatch_Contact_IsShownOnlyAsAgreedAndWhileItLasts()
    {
        var accepted = await world.AcceptedAsync();
        var started = await world.StartedAsync();
        var queries = world.Get<OwnMatchQueries>();

        Assert.Null((await queries.VolunteerAsync(TestData.ActorOf(accepted.Volunteer), accepted.Match.Id)).Value.OtherContact);
        Assert.Equal(started.Citizen.Phone, (await queries.VolunteerAsync(TestData.ActorOf(started.Volunteer), started.Match.Id)).Value.OtherContact);
        await EndAsync(started, EndReason.GoalReached);
        Assert.Null((await queries.VolunteerAsync(TestData.ActorOf(started.Volunteer), started.Match.Id)).Value.OtherContact);
    }

    [Fact]
    public async Task Answer_BadNews_IsForTodayAndALaterAnswerReplacesIt()
    {
        var pair = await world.StartedAsync();
        world.Pass(14);
        await world.RunAsync<AskHowItGoesJob>();
        var asked = await AskedAsync(pair, Side.Citizen, CheckInKind.Contact);

        Assert.True((await AnswerAsync(pair, asked, 2)).Succeeded);
        Assert.True((await AnswerAsync(pair, asked, 1)).Succeeded);
        Assert.Equal(Urgency.Today, Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.BadNews)).Urgency);
        Assert.True((await AnswerAsync(pair, asked, 4)).Succeeded);
        Assert.Equal(4, (await Service.OwnAsync(TestData.ActorOf(pair.Citizen), asked)).Value.CheckIn.Answer);

        Assert.Equal(FollowUpErrors.AnswerMissing, Assert.Single((await AnswerAsync(pair, asked, 6)).Errors));
        foreach (var actor in new[] { TestData.ActorOf(pair.Volunteer), TestData.Coordinator(Guid.NewGuid()), Actor.Visitor })
        {
            Assert.Equal(AccessErrors.NotFound, Assert.Single((await Service.AnswerAsync(actor, new() { CheckInId = asked, Answer = 3 })).Errors));
            Assert.Equal(AccessErrors.NotFound, Assert.Single((await Service.OwnAsync(actor, asked)).Errors));
        }
    }

    [Fact]
    public async Task Answer_ByPhone_CarriesTheNameOfWhoWroteItDownUntilTheyAnswerThemselves()
    {
        var pair = await world.StartedAsync();
        world.Pass(14);
        await world.RunAsync<AskHowItGoesJob>();
        var asked = await AskedAsync(pair, Side.Citizen, CheckInKind.Contact);
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        await using (var db = world.Open())
        {
            await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.CallCitizen, pair.Match, world.Clock.Now, default));
            await db.SaveChangesAsync();
        }

        Assert.True((await Service.AnswerAsync(coordinator, new() { CheckInId = asked, Answer = 5, Comment = "Fortalt i telefonen" })).Succeeded);

        var written = (await Service.OwnAsync(TestData.ActorOf(pair.Citizen), asked)).Value.CheckIn;
        Assert.Equal((5, "Fortalt i telefonen", coordinator.Name), (written.Answer, written.Comment, written.WrittenBy));
        Assert.NotNull(Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.CallCitizen)).DoneAt);
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await Service.OwnAsync(coordinator, asked)).Errors));
        await AnswerAsync(pair, asked, 4);
        Assert.Null((await Service.OwnAsync(TestData.ActorOf(pair.Citizen), asked)).Value.CheckIn.WrittenBy);
        Assert.Equal(FollowUpErrors.MovedOn, Assert.Single((await Service.AnswerAsync(coordinator, new() { CheckInId = asked, Answer = 1 })).Errors));
    }

    [Fact]
    public async Task Answer_PulsesFarApart_TellTheCoordinator()
    {
        var pair = await world.StartedAsync();
        world.Pass(30);
        await world.RunAsync<AskHowItGoesJob>();

        await AnswerAsync(pair, await AskedAsync(pair, Side.Citizen, CheckInKind.Pulse), 3);
        await Service.AnswerAsync(TestData.ActorOf(pair.Volunteer), new() { CheckInId = await AskedAsync(pair, Side.Volunteer, CheckInKind.Pulse), Answer = 4 });
        Assert.Empty(await world.WorkAsync(pair.Match.Id, WorkKind.PulseGap));
        await Service.AnswerAsync(TestData.ActorOf(pair.Volunteer), new() { CheckInId = await AskedAsync(pair, Side.Volunteer, CheckInKind.Pulse), Answer = 5 });

        Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.PulseGap));
    }

    [Fact]
    public async Task Change_Wanted_AsksTheCoordinatorAndMovesNothing()
    {
        var pair = await world.StartedAsync();
        var changes = world.Get<ChangeWishService>();
        var message = Guid.CreateVersion7();

        Assert.True((await changes.AskAsync(TestData.ActorOf(pair.Citizen), pair.Match.Id, message, "Vi taler ikke så godt sammen")).Succeeded);
        Assert.True((await changes.AskAsync(TestData.ActorOf(pair.Citizen), pair.Match.Id, message, "Vi taler ikke så godt sammen")).Succeeded);

        Assert.Equal(Urgency.Today, Assert.Single(await world.WorkAsync(pair.Match.Id, WorkKind.ChangeWanted)).Urgency);
        Assert.Equal(MatchState.Started, (await world.MatchAsync(pair.Match.Id)).State);
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await changes.AskAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id, Guid.NewGuid(), null)).Errors));
    }

    [Fact]
    public async Task End_GoalReached_CompletesTheCitizenAndFreesThePlace()
    {
        var pair = await world.StartedAsync();
        await EndAsync(pair, EndReason.GoalReached);

        await using var db = world.Open();
        var volunteer = await db.Volunteers.SingleAsync(v => v.Id == pair.Volunteer.Id);
        Assert.Equal((0, (DateTimeOffset?)world.Clock.Now), (volunteer.Used, volunteer.IdleSince));
        Assert.Equal(CitizenState.Completed, (await db.Citizens.SingleAsync(c => c.Id == pair.Citizen.Id)).State);
        Assert.Equal(2, await db.CheckIns.CountAsync(c => c.MatchId == pair.Match.Id && c.Kind == CheckInKind.Exit));
        Assert.False(await db.WorkItems.AnyAsync(w => w.MatchId == pair.Match.Id && w.DoneAt == null));
    }

    [Fact]
    public async Task End_ChangeOfMentor_LetsTheCitizenChooseAgain()
    {
        var pair = await world.StartedAsync();
        await EndAsync(pair, EndReason.ChangeOfMentor);

        await using var db = world.Open();
        Assert.Equal(CitizenState.WishesDone, (await db.Citizens.SingleAsync(c => c.Id == pair.Citizen.Id)).State);
        Assert.Equal(ShortlistState.Expired, (await db.Shortlists.SingleAsync(s => s.Id == pair.Shortlist.Id)).State);
        Assert.True(await db.WorkItems.AnyAsync(w => w.CitizenId == pair.Citizen.Id && w.Kind == WorkKind.WishesReady && w.DoneAt == null));
    }

    [Fact]
    public async Task End_TenAtOnce_FreesThePlaceOnce()
    {
        var pair = await world.StartedAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        await using (var db = world.Open())
        {
            // Two places taken, so that one freed too many would show.
            var volunteer = await db.Volunteers.SingleAsync(v => v.Id == pair.Volunteer.Id);
            volunteer.Capacity = 2;
            await db.SaveChangesAsync();
            Assert.True(await VolunteerPlaces.TakeAsync(db, volunteer.Id));
        }

        Assert.True((await Ending.CloseAsync(coordinator, new() { MatchId = pair.Match.Id, Reason = EndReason.TimeIsUp })).Succeeded);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Ending.EndAsync(coordinator, End(pair, EndReason.TimeIsUp))));

        await using var after = world.Open();
        Assert.Equal(1, (await after.Volunteers.SingleAsync(v => v.Id == pair.Volunteer.Id)).Used);
        Assert.Equal(MatchState.Ended, (await world.MatchAsync(pair.Match.Id)).State);
    }

    [Fact]
    public async Task Ending_ByOthersOrOutOfOrder_IsRefused()
    {
        var pair = await world.StartedAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);

        foreach (var actor in new[] { TestData.ActorOf(pair.Volunteer), TestData.ActorOf(pair.Citizen), TestData.Coordinator(Guid.NewGuid()) })
        {
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Ending.CloseAsync(actor, new() { MatchId = pair.Match.Id, Reason = EndReason.Other })).Errors));
        }

        Assert.False((await Ending.EndAsync(coordinator, End(pair, EndReason.Other))).Succeeded);
        Assert.Equal("Reason", Assert.Single((await Ending.CloseAsync(coordinator, new() { MatchId = pair.Match.Id, Reason = null })).Errors).Field);
        Assert.Equal(MatchState.Started, (await world.MatchAsync(pair.Match.Id)).State);
    }

    private MeetingLogService Logs => world.Get<MeetingLogService>();

    private CheckInService Service => world.Get<CheckInService>();

    private EndingService Ending => world.Get<EndingService>();

    private LogMeeting Log(MatchedPair pair, int daysAgo) => new()
    {
        Id = Guid.CreateVersion7(),
        MatchId = pair.Match.Id,
        HeldOn = world.Clock.Now.DanishDate().AddDays(-daysAgo),
        Minutes = 60,
    };

    private static EndMatch End(MatchedPair pair, EndReason reason) =>
        new() { MatchId = pair.Match.Id, LastTalk = "Begge er glade for forløbet.", FindAnother = EndingService.LooksForAnother(reason) };

    private async Task EndAsync(MatchedPair pair, EndReason reason)
    {
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        Assert.True((await Ending.CloseAsync(coordinator, new() { MatchId = pair.Match.Id, Reason = reason, Why = "Aftalt" })).Succeeded);
        Assert.True((await Ending.EndAsync(coordinator, End(pair, reason))).Succeeded);
    }

    private Task<Result> AnswerAsync(MatchedPair pair, Guid asked, int answer) =>
        Service.AnswerAsync(TestData.ActorOf(pair.Citizen), new() { CheckInId = asked, Answer = answer });

    private async Task<Guid> AskedAsync(MatchedPair pair, Side side, CheckInKind kind)
    {
        await using var db = world.Open();
        return await db.CheckIns.Where(c => c.MatchId == pair.Match.Id && c.Side == side && c.Kind == kind).OrderByDescending(c => c.Number).Select(c => c.Id).FirstAsync();
    }
}
