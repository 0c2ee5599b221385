using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Citizens;

public sealed class CitizenFrontTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData(CitizenState.Invited, "You are invited", "/citizen/wishes")]
    [InlineData(CitizenState.WishesDone, "We are looking for a mentor for you", "/citizen/wishes")]
    [InlineData(CitizenState.Choosing, "You can choose a mentor now", "/citizen/choose")]
    [InlineData(CitizenState.Matched, "You have chosen a mentor", "/citizen/match")]
    [InlineData(CitizenState.Completed, "The programme has ended", null)]
    [InlineData(CitizenState.Left, "You are no longer taking part", null)]
    public async Task Front_InEveryState_SaysWhereTheCitizenIsAndTheOneNextStep(CitizenState state, string status, string? next)
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await using (var db = app.NewContext())
        {
            Walk(await db.Citizens.SingleAsync(c => c.Id == citizen.CitizenId), state);
            await db.SaveChangesAsync();
        }

        var page = await citizen.Visit.OpenAsync("/citizen");

        Assert.Equal(status, page.Document.QuerySelector("#status")!.TextContent);
        Assert.Equal(next, page.Document.QuerySelector(".big-button")?.GetAttribute("href"));
        Assert.Contains(citizen.Coordinator.Name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_WhenNobodyFitsYet_SaysWhenTheCitizenHearsAgain()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await using (var db = app.NewContext())
        {
            var row = await db.Citizens.SingleAsync(c => c.Id == citizen.CitizenId);
            Walk(row, CitizenState.WishesDone);
            row.StillLookingAt = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
            await db.SaveChangesAsync();
        }

        var page = await citizen.Visit.OpenAsync("/citizen");

        Assert.Equal("We are still looking for a mentor for you", page.Document.QuerySelector("#status")!.TextContent);
        Assert.Contains("16 November 2026", page.Text, StringComparison.Ordinal);
        Assert.Equal("/citizen/wishes", page.Document.QuerySelector(".big-button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Front_WhileTheMentorIsAsked_SaysWhoAndUntilWhen()
    {
        await using var db = app.NewContext();
        var pair = await TestData.RequestedMatchAsync(db, app.Clock.Now);
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), pair.Citizen.AccountId);
        await app.SaveAsync(link);
        using var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");

        var page = await visit.OpenAsync("/citizen");

        Assert.Equal($"Vi har spurgt {pair.Volunteer.FirstName}", page.Document.QuerySelector("#status")!.TextContent);
        Assert.Equal("/citizen/choose", page.Document.QuerySelector(".big-button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task SomethingWrong_Told_ReachesTheCoordinatorOnce()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.Visit.OpenAsync("/citizen");
        var (first, again) = (citizen.Visit.Post("wrong", ("Input.Text", "Jeg er ikke tryg.")), citizen.Visit.Post("wrong", ("Input.Text", "Jeg er ikke tryg.")));

        Assert.Equal(HttpStatusCode.Found, (await citizen.Visit.SendAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await citizen.Visit.SendAsync(again)).StatusCode);

        await using var db = app.NewContext();
        Assert.Equal("Jeg er ikke tryg.", (await db.CitizenMessages.SingleAsync(m => m.CitizenId == citizen.CitizenId)).Text);
        Assert.Equal(1, await db.WorkItems.CountAsync(w => w.CitizenId == citizen.CitizenId && w.Kind == WorkKind.SomethingWrong));
    }

    [Fact]
    public async Task SomethingWrong_Empty_SaysSoWithTheFormOpen()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.Visit.OpenAsync("/citizen");

        var page = await citizen.Visit.SendAsync("wrong");

        Assert.Equal(["Write what feels wrong. One sentence is enough."], page.Errors);
        Assert.True(page.Document.QuerySelector("details:has(textarea)")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Export_ByACitizen_IsRefused()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        var page = await citizen.Visit.OpenAsync("/coordinator/citizens/export.csv");

        Assert.NotEqual(HttpStatusCode.OK, page.Status);
    }

    private static void Walk(Citizen citizen, CitizenState state)
    {
        var by = Actor.System("Test");
        if (state == CitizenState.Left) citizen.Leave(by, citizen.InvitedAt, null);
        if (state is CitizenState.Invited or CitizenState.Left) return;
        citizen.FinishWishes(by, citizen.InvitedAt);
        if (state == CitizenState.WishesDone) return;
        citizen.StartChoosing(by, citizen.InvitedAt);
        if (state == CitizenState.Choosing) return;
        citizen.Match(by, citizen.InvitedAt);
        if (state == CitizenState.Completed) citizen.Complete(by, citizen.InvitedAt, null);
    }
}
