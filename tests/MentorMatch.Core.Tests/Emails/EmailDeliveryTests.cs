using MentorMatch.Core.Emails;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>The outbox against a real database and a real mail server.</summary>
public sealed class EmailDeliveryTests : IAsyncLifetime
{
    private TestSmtpServer server = null!;
    private Post post = null!;

    public async Task InitializeAsync()
    {
        server = await TestSmtpServer.StartAsync();
        post = await Post.OpenAsync(server.Settings());
    }

    public async Task DisposeAsync()
    {
        await post.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task SendNextAsync_ADueMail_SendsItOnceAndEmptiesIt()
    {
        var calendar = new CalendarPart("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "REQUEST");
        var id = await post.PutInAsync(calendar: calendar);
        var worker = post.Worker();

        Assert.True(await worker.SendNextAsync(default));
        Assert.False(await worker.SendNextAsync(default));

        var mail = Assert.Single(server.Received);
        var row = await post.FindAsync(id);
        Assert.Equal(row.MessageId, mail.MessageId);
        Assert.Equal("Der er nyt til dig på Rådhuset", mail.Subject);
        Assert.Equal("soren@example.com", mail.ToAddress);
        Assert.Contains("Søren Ægir", mail.To);
        Assert.Contains("som kun du kan læse", mail.Text);
        Assert.Equal(["https://mentor.example.com/volunteer/requests/1?a=b&c=d"], mail.Links);
        Assert.Equal(calendar.Text, mail.Calendar);
        Assert.Equal("REQUEST", mail.CalendarMethod);
        Assert.Equal((EmailState.Sent, post.Clock.Now, 1), (row.State, row.SentAt, row.Attempts));
        Assert.Equal((null, null, null), (row.Letter, row.Calendar, row.LeaseUntil));
    }

    [Fact]
    public async Task SendNextAsync_AMailDueTomorrow_WaitsForTheApplicationsClock()
    {
        await post.PutInAsync(dueAt: post.Clock.Now.AddDays(1));
        Assert.False(await post.Worker().SendNextAsync(default));

        post.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task SendNextAsync_ManyWorkersOnManyMails_SendsEachOnce()
    {
        foreach (var about in Enumerable.Range(1, 30)) await post.PutInAsync(about.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var worker = post.Worker();
            while (await worker.SendNextAsync(default))
            {
            }
        }));

        Assert.Equal(30, server.Received.Count);
        Assert.Equal(30, server.Received.Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task SendNextAsync_WorkerDiedAfterTheServersYes_RepeatsWithTheSameMessageId()
    {
        post.Settings.LeaseSeconds = 1;
        var id = await post.PutInAsync();
        var dying = new DyingTransport(new MailServerTransport(Options.Create(post.Settings)));
        _ = post.Worker(dying).SendNextAsync(default);
        await dying.Handed.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(await post.Worker().SendNextAsync(default));

        await UntilAsync(() => post.Worker().SendNextAsync(default));

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(m => m.MessageId).Distinct());
        Assert.Equal(EmailState.Sent, (await post.FindAsync(id)).State);
    }

    [Fact]
    public async Task SendNextAsync_WorkerDiedWithAMailToHold_AsksAPerson()
    {
        post.Settings.LeaseSeconds = 1;
        var id = await post.PutInAsync(whenUncertain: WhenUncertain.Hold);
        var dying = new DyingTransport(new MailServerTransport(Options.Create(post.Settings)));
        _ = post.Worker(dying).SendNextAsync(default);
        await dying.Handed.WaitAsync(TimeSpan.FromSeconds(20));

        await UntilAsync(async () => !await post.Worker().SendNextAsync(default) && (await post.FindAsync(id)).State == EmailState.Uncertain);

        Assert.Single(server.Received);
        Assert.NotNull((await post.FindAsync(id)).Letter);
    }

    [Fact]
    public async Task SendNextAsync_ServerSaysLater_BacksOffLongerAndLongerThenGivesUp()
    {
        var id = await post.PutInAsync();
        await server.RefuseRecipientAsync(451);
        foreach (var minutes in new[] { 1, 5, 30, 120, 720 })
        {
            Assert.True(await post.Worker().SendNextAsync(default));
            Assert.Equal(post.Clock.Now.AddMinutes(minutes), (await post.FindAsync(id)).NextAttemptAt);
            post.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(await post.Worker().SendNextAsync(default));
            post.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(await post.Worker().SendNextAsync(default));
        var row = await post.FindAsync(id);
        Assert.Equal((EmailState.DeadLetter, EmailDelivery.MaxAttempts, "451", true), (row.State, row.Attempts, row.LastError, row.Letter is not null));
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendNextAsync_ServerSaysNever_StopsAndAsksTheCoordinator(bool atTheRecipient)
    {
        var id = await post.PutInAsync();
        await (atTheRecipient ? server.RefuseRecipientAsync(550) : server.RefuseDataAsync(554));

        Assert.True(await post.Worker().SendNextAsync(default));
        post.Clock.Advance(TimeSpan.FromDays(2));
        Assert.False(await post.Worker().SendNextAsync(default));

        var row = await post.FindAsync(id);
        await using var db = post.Database.NewContext();
        var work = await db.WorkItems.SingleAsync();
        Assert.Equal((EmailState.Refused, atTheRecipient ? "550" : "554"), (row.State, row.LastError));
        Assert.Equal((WorkKind.EmailRefused, Post.Programme, row.VolunteerId, "Søren Ægir"), (work.Kind, work.ProgrammeId, work.VolunteerId, work.About));
    }

    [Fact]
    public async Task SendNextAsync_ServerAway_SendsWhenItIsBack()
    {
        var id = await post.PutInAsync();
        await server.DisposeAsync();
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Equal(EmailState.Waiting, (await post.FindAsync(id)).State);

        server = await TestSmtpServer.StartAsync(port: post.Settings.Port);
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Single(server.Received);
    }

    [Theory]
    [InlineData(WhenUncertain.Resend, EmailState.Waiting)]
    [InlineData(WhenUncertain.Hold, EmailState.Uncertain)]
    public async Task SendNextAsync_CutInTheMiddleOfTheMessage_GoesByTheMailsClass(WhenUncertain whenUncertain, EmailState state)
    {
        var id = await post.PutInAsync(whenUncertain: whenUncertain);
        await server.DropInDataAsync(times: 1);

        Assert.True(await post.Worker().SendNextAsync(default));

        Assert.Equal(state, (await post.FindAsync(id)).State);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task SendNextAsync_TakenButNeverAnswered_RepeatsWithTheSameMessageId()
    {
        var id = await post.PutInAsync();
        await server.DropAfterDataAsync(times: 1);
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Equal(EmailState.Waiting, (await post.FindAsync(id)).State);

        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await post.Worker().SendNextAsync(default));

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task SendNextAsync_CutBeforeAnyContent_IsSentLaterEvenWhereUncertainMailsAreHeld()
    {
        var id = await post.PutInAsync(whenUncertain: WhenUncertain.Hold);
        await server.DropBeforeDataAsync(times: 1);

        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Equal(EmailState.Waiting, (await post.FindAsync(id)).State);

        post.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task SendNextAsync_ServerTakesTooLong_IsBrokenOffAndUncertain()
    {
        post.Settings.SendTimeoutSeconds = 1;
        var id = await post.PutInAsync(whenUncertain: WhenUncertain.Hold);
        await server.DelayAsync(TimeSpan.FromSeconds(8), times: 1);

        Assert.True(await post.Worker().SendNextAsync(default).WaitAsync(TimeSpan.FromSeconds(6)));

        Assert.Equal(EmailState.Uncertain, (await post.FindAsync(id)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendNextAsync_NoTrustedTlsOutsideDemoMode_SendsNothing(bool offersUntrustedTls)
    {
        await using var other = await TestSmtpServer.StartAsync(offersUntrustedTls);
        (post.Settings.Port, post.Settings.DemoMode, post.Settings.UserName, post.Settings.Password) = (other.Port, false, "mentor", "secret");
        var id = await post.PutInAsync();

        Assert.True(await post.Worker().SendNextAsync(default));

        Assert.Equal(EmailState.Waiting, (await post.FindAsync(id)).State);
        Assert.Equal((1, 0), (other.Connections, other.SignedIn));
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task SendNextAsync_WithAUserName_SignsIn()
    {
        (post.Settings.UserName, post.Settings.Password) = ("mentor", "secret");
        await post.PutInAsync();

        Assert.True(await post.Worker().SendNextAsync(default));

        Assert.Equal(1, server.SignedIn);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task SendNextAsync_AMailThatCannotBeWritten_HoldsUpNoOther()
    {
        await using (var db = post.Database.NewContext())
        {
            Outbox.Add(db, "MatchRequest", "broken", new EmailReader("not an address", "X", "da"), Post.Letter(), post.Clock.Now.AddMinutes(-1));
            await db.SaveChangesAsync();
        }

        await post.PutInAsync();
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.True(await post.Worker().SendNextAsync(default));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Add_AKeyThatExists_IsRefusedByTheDatabase()
    {
        await post.PutInAsync("twice");
        await using (var db = post.Database.NewContext())
        {
            Assert.True(await Outbox.HasAsync(db, "MatchRequest", "twice"));
            Assert.False(await Outbox.HasAsync(db, "MatchRequest", "once"));
        }

        await Assert.ThrowsAsync<DbUpdateException>(() => post.PutInAsync("twice"));
    }

    private static async Task UntilAsync(Func<Task<bool>> happens)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await happens()) return;
            await Task.Delay(100);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }

    /// <summary>Hands the mail over and then never comes back, as a process that is killed there.</summary>
    private sealed class DyingTransport(MailServerTransport real) : IEmailTransport
    {
        private readonly TaskCompletionSource handed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Handed => handed.Task;

        public async Task SendAsync(RenderedEmail email, CancellationToken ct)
        {
            await real.SendAsync(email, ct);
            handed.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        }
    }
}
