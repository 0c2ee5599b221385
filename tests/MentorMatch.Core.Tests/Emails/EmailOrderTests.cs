using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>Which mail goes when: connections, the pace of a domain, what goes first, and what wrong clocks leave behind.</summary>
public sealed class EmailOrderTests : IAsyncLifetime
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
    public async Task SendNextAsync_ManyMails_GoThroughOneConnectionUntilItHasCarriedEnough()
    {
        post.Settings.MailsPerConnection = 4;
        await PutInAsync(10);

        Assert.Equal(10, await DrainAsync(post.Worker()));

        Assert.Equal((10, 3), (server.Received.Count, server.Connections));
    }

    [Fact]
    public async Task SendNextAsync_TheKeptConnectionWasClosed_SendsThroughANewOneAtOnce()
    {
        var worker = post.Worker();
        await PutInAsync(1);
        await worker.SendNextAsync(default);
        await server.HangUpAsync();
        var id = await post.PutInAsync("after");

        Assert.True(await worker.SendNextAsync(default));

        var row = await post.FindAsync(id);
        Assert.Equal((EmailState.Sent, 1), (row.State, row.Attempts));
        Assert.Equal((2, 2), (server.Received.Count, server.Connections));
    }

    [Fact]
    public async Task SendNextAsync_AfterARefusal_TheNextMailGoes()
    {
        var worker = post.Worker();
        await PutInAsync(2);
        await server.RefuseRecipientAsync(550, times: 1);

        Assert.Equal(2, await DrainAsync(worker));

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task SendNextAsync_ADomainThatGetsTooMany_WaitsForItsTurnsAndHoldsUpNoOther()
    {
        post.Settings.PerDomainPerMinute = 2;
        var now = post.Clock.Now;
        for (var i = 0; i < 5; i++) await post.PutInAsync($"{i}", dueAt: now.AddSeconds(i - 60), address: "bo@Many.example.com");
        await post.PutInAsync("other", address: "bo@other.example.com");

        await DrainAsync(post.Worker());
        Assert.Equal(["bo@many.example.com", "bo@other.example.com"], server.Received.Select(m => m.ToAddress.ToLowerInvariant()));
        await using (var db = post.Database.NewContext())
        {
            // Half a minute apart, less a small burst, in the order in which they were due; the database's clock has moved on a little.
            var turns = await db.Emails.Where(e => e.HasTurn).OrderBy(e => e.DueAt).Select(e => e.NextAttemptAt!.Value).ToListAsync();
            Assert.Equal([30, 60, 90, 120], turns.Select(t => (int)Math.Round((t - now).TotalSeconds / 30) * 30));
            Assert.All(await db.Emails.Where(e => e.HasTurn).ToListAsync(), e => Assert.Equal((EmailState.Waiting, 0), (e.State, e.Attempts)));
        }

        for (var turn = 2; turn <= 5; turn++)
        {
            post.Clock.Advance(TimeSpan.FromSeconds(30));
            await DrainAsync(post.Worker());
            Assert.Equal(turn + 1, server.Received.Count);
        }
    }

    [Fact]
    public async Task SendNextAsync_WhatSomebodyWaitsFor_GoesFirstAndIsNotHeldBack()
    {
        post.Settings.PerDomainPerMinute = 1;
        await PutInAsync(3);
        await post.PutInAsync("link", address: "waits@example.com", urgent: true);
        await post.PutInAsync("link 2", address: "waits@example.com", urgent: true);

        await DrainAsync(post.Worker());

        Assert.Equal(["waits@example.com", "waits@example.com", "soren@example.com"], server.Received.Select(m => m.ToAddress));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendNextAsync_SignInOrSenderRefused_IsTheServersMatterAndNotTheReaders(bool atTheSignIn)
    {
        (post.Settings.UserName, post.Settings.Password) = ("mentor", "wrong");
        var id = await post.PutInAsync();
        await (atTheSignIn ? server.RefuseSignInAsync(535) : server.RefuseSenderAsync(550));

        Assert.True(await post.Worker().SendNextAsync(default));

        var row = await post.FindAsync(id);
        Assert.Equal(EmailState.Waiting, row.State);
        // The framework's client passes over 535 and is then refused by 530.
        Assert.Contains(row.LastError, atTheSignIn ? ["530", "535"] : new[] { "550" });
    }

    [Fact]
    public async Task SendNextAsync_AnAddressThatIsNone_StopsAtOnceAndAsksTheCoordinator()
    {
        var id = await post.PutInAsync(address: "not an address");

        Assert.True(await post.Worker().SendNextAsync(default));

        var row = await post.FindAsync(id);
        await using var db = post.Database.NewContext();
        Assert.Equal((EmailState.Refused, "NotAnAddress", 1), (row.State, row.LastError, await db.WorkItems.CountAsync()));
    }

    [Fact]
    public async Task SendNextAsync_AMailThatEndsItsWorkerEveryTime_IsGivenUp()
    {
        var id = await post.PutInAsync();
        await SetAsync(id, set => set.SetProperty(e => e.State, EmailState.Sending).SetProperty(e => e.Attempts, EmailDelivery.MaxAttempts)
            .SetProperty(e => e.LeaseUntil, DateTimeOffset.UnixEpoch));

        Assert.False(await post.Worker().SendNextAsync(default));

        Assert.Equal(EmailState.DeadLetter, (await post.FindAsync(id)).State);
    }

    [Fact]
    public async Task SendNextAsync_ALeaseOfAWrongClock_IsTakenOver()
    {
        var id = await post.PutInAsync();
        await SetAsync(id, set => set.SetProperty(e => e.State, EmailState.Sending).SetProperty(e => e.LeaseUntil, TimeProvider.System.GetUtcNow().AddYears(4)));

        await DrainAsync(post.Worker());

        Assert.Equal(EmailState.Sent, (await post.FindAsync(id)).State);
    }

    [Fact]
    public async Task MendTimesOfEmailsJob_AfterAClockThatWasAhead_LetsTheMailsGoAndKeepsTheirWaits()
    {
        var right = post.Clock.Now;
        post.Clock.Set(right.AddYears(4));
        var made = await post.PutInAsync("made");
        var later = await post.PutInAsync("later", dueAt: post.Clock.Now.AddHours(5));
        post.Clock.Set(right);
        var putOff = await post.PutInAsync("put off");
        await SetAsync(putOff, set => set.SetProperty(e => e.NextAttemptAt, right.AddYears(4)));
        var planned = await post.PutInAsync("planned", dueAt: right.AddDays(40));

        Assert.Equal(3, await new MendTimesOfEmailsJob(post.Database.Contexts, post.Clock).RunAsync(default));
        Assert.Equal(2, await DrainAsync(post.Worker()));

        Assert.Equal((EmailState.Sent, EmailState.Sent), ((await post.FindAsync(made)).State, (await post.FindAsync(putOff)).State));
        Assert.Equal((right.AddHours(5), right.AddDays(40)), ((await post.FindAsync(later)).ReadyAt, (await post.FindAsync(planned)).ReadyAt));
    }

    private async Task PutInAsync(int count)
    {
        for (var i = 0; i < count; i++) await post.PutInAsync($"{i}");
    }

    private async Task SetAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutgoingEmail>> set)
    {
        await using var db = post.Database.NewContext();
        await db.Emails.Where(e => e.Id == id).ExecuteUpdateAsync(set);
    }

    private static async Task<int> DrainAsync(EmailDelivery worker)
    {
        var count = 0;
        while (await worker.SendNextAsync(default)) count++;
        return count;
    }
}
