using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Tests.Meetings;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.FollowUps;

/// <summary>A mail that waits is not sent once its reason is gone, one test a kind; and it is sent while the reason stands.</summary>
public sealed class StoppedAtOnceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task RequestReminder_Answered_IsStopped()
    {
        MatchedPair pair;
        await using (var db = world.Open()) pair = await TestData.RequestedMatchAsync(db, world.Clock.Now);
        world.Pass(4.1);
        await world.RunAsync<RemindVolunteerToAnswerJob>();
        var mail = Assert.Single(await world.MailsAsync(pair.Programme.Id, "MatchRequestReminder"));

        await StoppedByAsync(mail, () => ChangeAsync<Match>(pair.Match.Id, match => match.Accept(TestData.ActorOf(pair.Volunteer), world.Clock.Now)));
    }

    [Theory]
    [InlineData("CheckInContact")]
    [InlineData("CheckInPulse")]
    public async Task CheckIn_Answered_IsStopped(string kind)
    {
        var pair = await world.StartedAsync();
        world.Pass(31);
        await world.RunAsync<AskHowItGoesJob>();
        var mail = (await world.MailsAsync(pair.Programme.Id, kind))[0];

        await StoppedByAsync(mail, async () =>
        {
            await using var db = world.Open();
            (await db.CheckIns.SingleAsync(c => mail.Key.Contains(c.Id.ToString().Replace("-", "")))).Give(4, null, world.Clock.Now);
            await db.SaveChangesAsync();
        });
    }

    [Theory]
    [InlineData(typeof(AskHowItGoesJob), "CheckInContact")]
    [InlineData(typeof(NudgeSilentMatchesJob), "SilenceNudge")]
    public async Task RunningMatch_PutOnHold_IsLeftInPeace(Type job, string kind)
    {
        var pair = await world.StartedAsync();
        world.Pass(15);
        await (job == typeof(AskHowItGoesJob) ? world.RunAsync<AskHowItGoesJob>() : world.RunAsync<NudgeSilentMatchesJob>());
        var mail = (await world.MailsAsync(pair.Programme.Id, kind))[0];

        await StoppedByAsync(mail, async () => await world.Get<EndingService>().HoldAsync(TestData.Coordinator(pair.Programme.Id), pair.Match.Id, "Rejse"));
    }

    [Fact]
    public async Task SilenceNudge_MeetingLogged_IsStopped()
    {
        var pair = await world.StartedAsync();
        world.Pass(15);
        await world.RunAsync<NudgeSilentMatchesJob>();
        var mail = (await world.MailsAsync(pair.Programme.Id, "SilenceNudge"))[0];

        await StoppedByAsync(mail, async () => await world.Get<MeetingLogService>().LogAsync(
            TestData.ActorOf(pair.Volunteer), new LogMeeting { Id = Guid.CreateVersion7(), MatchId = pair.Match.Id, HeldOn = world.Clock.Now.DanishDate(), Minutes = 60 }));
    }

    [Fact]
    public async Task ClosingQuestions_Answered_AreStopped()
    {
        var pair = await world.StartedAsync();
        await world.Get<EndingService>().CloseAsync(TestData.Coordinator(pair.Programme.Id), new CloseMatch { MatchId = pair.Match.Id, Reason = EndReason.TimeIsUp });
        var mail = (await world.MailsAsync(pair.Programme.Id, "CheckInExit"))[0];

        await StoppedByAsync(mail, async () =>
        {
            await using var db = world.Open();
            (await db.CheckIns.SingleAsync(c => mail.Key.Contains(c.Id.ToString().Replace("-", "")))).Give(4, null, world.Clock.Now);
            await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task MeetingReminder_MovedOrDeclined_IsStopped()
    {
        var pair = await world.AcceptedAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        var booked = await world.First.BookAsync(coordinator, pair.Match.Id, world.In(4));
        world.Pass(2.1);
        await world.RunAsync<RemindOfMeetingJob>();
        var mails = await world.MailsAsync(pair.Programme.Id, "MeetingReminder");

        await StoppedByAsync(mails[0], () => world.Answers.AnswerAsync(ActorOf(pair, mails[0]), booked.Value, InvitationState.No));
        await StoppedByAsync(mails[1], () => world.First.MoveAsync(coordinator, booked.Value, world.In(6)));
    }

    [Fact]
    public async Task IdleVolunteer_Paused_IsStopped()
    {
        var volunteer = await VolunteerAsync(v => v.IdleSince = world.Clock.Now);
        world.Pass(46);
        await world.RunAsync<WriteToIdleVolunteersJob>();
        var mail = Assert.Single(await world.MailsAsync(volunteer.ProgrammeId, "IdleVolunteer"));

        await StoppedByAsync(mail, () => ChangeAsync<Volunteer>(volunteer.Id, v => v.Pause(TestData.Coordinator(volunteer.ProgrammeId), world.Clock.Now, null)));
    }

    [Fact]
    public async Task Certificate_Renewed_IsStopped()
    {
        var today = world.Clock.Now.DanishDate();
        var volunteer = await VolunteerAsync(v => v.RecordCertificate(today, "Mette", today.AddDays(50)), s => s with { CertificateRequired = true });
        await world.RunAsync<WarnOfCertificateJob>();
        await world.RunAsync<WarnOfCertificateJob>();
        var mail = Assert.Single(await world.MailsAsync(volunteer.ProgrammeId, "CertificateRunsOut"));
        world.Pass(21);
        await world.RunAsync<WarnOfCertificateJob>();
        Assert.Equal(2, (await world.MailsAsync(volunteer.ProgrammeId, "CertificateRunsOut")).Count);

        await StoppedByAsync(mail, async () =>
        {
            await ChangeAsync<Volunteer>(volunteer.Id, v => v.RecordCertificate(today, "Mette", today.AddDays(700)));
        });
        await using var db = world.Open();
        Assert.Equal(1, await db.WorkItems.CountAsync(w => w.VolunteerId == volunteer.Id));
    }

    [Fact]
    public async Task Unsubscribed_Topic_IsStoppedAndOthersAreNot()
    {
        var volunteer = await VolunteerAsync(v => v.IdleSince = world.Clock.Now);
        world.Pass(46);
        await world.RunAsync<WriteToIdleVolunteersJob>();
        var mail = Assert.Single(await world.MailsAsync(volunteer.ProgrammeId, "IdleVolunteer"));
        var optOuts = world.Get<EmailOptOuts>();

        Assert.Null(await LookAsync(mail));
        Assert.True((await optOuts.ChooseByLinkAsync(Actor.Visitor, mail.Letter!.UnsubscribeToken!, wanted: false)).Succeeded);
        Assert.Equal(EmailPreparation.OptedOut, await LookAsync(mail));
        Assert.True((await optOuts.ChooseByLinkAsync(Actor.Visitor, mail.Letter!.UnsubscribeToken!, wanted: true)).Succeeded);
        Assert.Null(await LookAsync(mail));
    }

    private async Task StoppedByAsync(OutgoingEmail mail, Func<Task> end)
    {
        Assert.Null(await LookAsync(mail));
        await end();
        Assert.Equal(EmailPreparation.ReasonGone, await LookAsync(mail));
    }

    private Task<string?> LookAsync(OutgoingEmail mail) => world.Get<EmailPreparation>().PrepareAsync(mail, CancellationToken.None);

    private static Actor ActorOf(MatchedPair pair, OutgoingEmail mail) => mail.VolunteerId is null ? TestData.ActorOf(pair.Citizen) : TestData.ActorOf(pair.Volunteer);

    private async Task ChangeAsync<T>(Guid id, Action<T> change)
        where T : class
    {
        await using var db = world.Open();
        change((await db.FindAsync<T>(id))!);
        await db.SaveChangesAsync();
    }

    private async Task<Volunteer> VolunteerAsync(Action<Volunteer> change, Func<ProgrammeSettings, ProgrammeSettings>? settings = null)
    {
        var programme = TestData.Programme();
        if (settings is not null) programme.Settings = settings(programme.Settings);
        var (account, volunteer) = TestData.ReadyVolunteer(programme, world.Clock.Now, change);
        await using var db = world.Open();
        db.AddRange(programme, account, volunteer);
        await db.SaveChangesAsync();
        return volunteer;
    }
}
