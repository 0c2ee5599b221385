using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Browser.Tests.Routes;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Tasks;

/// <summary>A citizen is rung up, and says how it goes.</summary>
[Collection(ChangingDemoCollection.Name)]
public sealed class PhoneAnswerTests(DemoFixture demo)
{
    [Fact]
    public async Task Answer_SaidByPhone_StandsOnTheMatchAndOnTheCitizensPage()
    {
        await using var db = demo.NewContext();
        var asked = await (
            from question in db.CheckIns
            join match in db.Matches on question.MatchId equals match.Id
            join citizen in db.Citizens on match.CitizenId equals citizen.Id
            join programme in db.Programmes on match.ProgrammeId equals programme.Id
            where programme.Slug == "role-models" && match.State == MatchState.Started && question.Side == Side.Citizen && question.Answer == null && citizen.AccountId != null
            orderby question.Id
            select new { question.Id, question.MatchId, citizen.AccountId }).FirstAsync();
        var page = await demo.VisitAsync(new Visit(), await demo.AccountOfAsync("mette@example.com"));
        var main = page.Locator("main");
        await (await Circuit.WatchAsync(page)).OpenAsync($"/coordinator/matches/{asked.MatchId}");

        await main.Locator("button[aria-label^='Skriv svaret ind: Borger']").First.ClickAsync();
        await Assertions.Expect(main.Locator("#phone-answer")).ToBeFocusedAsync();
        Assert.Empty(await AxeGate.ViolationsAsync(page));
        await main.GetByRole(AriaRole.Button, new() { Name = "Gem", Exact = true }).ClickAsync();
        await Assertions.Expect(main.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.Empty(await FormGate.FaultsAsync(page));
        await main.GetByLabel("Ikke så godt").CheckAsync();
        await main.Locator("[name='Input.Comment']").FillAsync("Fortalt i telefonen.");
        await main.GetByRole(AriaRole.Button, new() { Name = "Gem", Exact = true }).ClickAsync();

        await Assertions.Expect(main).ToContainTextAsync("Svaret er gemt.");
        await Assertions.Expect(main).ToContainTextAsync("Skrevet ind af Mette Solbakke");
        await page.Context.CloseAsync();
        var written = await db.CheckIns.AsNoTracking().SingleAsync(c => c.MatchId == asked.MatchId && c.WrittenBy != null);
        Assert.Equal((Side.Citizen, 2, "Fortalt i telefonen."), (written.Side, written.Answer, written.Comment));

        var phone = await demo.VisitAsync(new Visit { Width = 390 }, asked.AccountId);
        await phone.GotoAsync("/citizen/match");
        await Assertions.Expect(phone.Locator("main")).ToContainTextAsync("Ikke så godt (Mette Solbakke skrev svaret ind)");
        await phone.Context.CloseAsync();
    }
}
