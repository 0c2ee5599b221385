using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Emails;

/// <summary>The worker as it runs beside the pages, with a real mail server.</summary>
public sealed class EmailWorkerTests
{
    [Fact]
    public async Task Worker_AMailPutInHere_IsSentAtOnceWithoutWaitingForThePoll()
    {
        await using var server = await TestSmtpServer.StartAsync();
        await using var app = await StartAsync(server, pollSeconds: "3600");

        await RunningApp.PutInAsync(app.NewOwnContext(), "first@example.com");
        await server.WaitForAsync("first@example.com");
        await RunningApp.PutInAsync(app.NewOwnContext(), "second@example.com");

        Assert.Equal(["https://mentor.example.com/volunteer"], (await server.WaitForAsync("second@example.com")).Links);
    }

    [Fact]
    public async Task Worker_AMailPutInElsewhere_IsFoundByThePoll()
    {
        await using var server = await TestSmtpServer.StartAsync();
        await using var app = await StartAsync(server, pollSeconds: "0.2");

        await RunningApp.PutInAsync(app.NewForeignContext(), "bo@example.com");

        await server.WaitForAsync("bo@example.com");
    }

    [Fact]
    public async Task Worker_ToldToStopInTheMiddleOfASend_LetsItArriveAndTakesNoOther()
    {
        await using var server = await TestSmtpServer.StartAsync();
        await server.DelayAsync(TimeSpan.FromSeconds(4));
        await using var app = await StartAsync(server, pollSeconds: "3600", parallel: "1");
        var onItsWay = await RunningApp.PutInAsync(app.NewOwnContext(), "on-its-way@example.com");
        var next = await RunningApp.PutInAsync(app.NewOwnContext(), "next@example.com");
        await UntilAsync(async () => await StateAsync(app, onItsWay) == EmailState.Sending);

        await app.StopAsync();

        Assert.Equal(EmailState.Sent, await StateAsync(app, onItsWay));
        Assert.Equal(EmailState.Waiting, await StateAsync(app, next));
        Assert.Equal(["on-its-way@example.com"], server.Received.Select(m => m.ToAddress));
    }

    private static Task<RunningApp> StartAsync(TestSmtpServer server, string pollSeconds, string parallel = "2") => RunningApp.StartAsync(
        "Production",
        ("Email:Host", "127.0.0.1"),
        ("Email:Port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Email:DemoMode", "true"),
        ("Email:PollSeconds", pollSeconds),
        ("Email:Parallel", parallel));

    private static async Task<EmailState> StateAsync(RunningApp app, Guid id)
    {
        await using var db = app.NewForeignContext();
        return (await db.Emails.AsNoTracking().SingleAsync(e => e.Id == id)).State;
    }

    private static async Task UntilAsync(Func<Task<bool>> happens)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await happens()) return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }
}
