using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Browser.Tests.Routes;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Tasks;

/// <summary>Somebody writes for longer than their session lasts.</summary>
[Collection(ChangingDemoCollection.Name)]
public sealed class SessionRunOutTests(DemoFixture demo)
{
    [Theory]
    [InlineData("da", true)]
    [InlineData("da-x-let", false)]
    public async Task Form_SentWhenTheSessionHasRunOut_WaitsUntilItsWriterIsBack(string language, bool script)
    {
        await using var db = demo.NewContext();
        var volunteer = await db.Volunteers.Where(v => v.State == VolunteerState.Ready && v.Used == 0).OrderBy(v => v.Id).FirstAsync();
        var page = await demo.VisitAsync(new Visit { Width = 390, Language = language, Script = script }, volunteer.AccountId);
        await page.GotoAsync("/volunteer/pause");
        await page.FillAsync("[name='Input.Reason']", "Jeg skal være \"bedstemor\" i tre uger");
        (await db.Accounts.SingleAsync(a => a.Id == volunteer.AccountId)).EndSessions();
        await db.SaveChangesAsync();

        await page.ClickAsync("main form:has([name='Input.Reason']) button[type=submit]");
        await page.WaitForURLAsync("**/sign-in?*", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        var next = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["returnTo"]!;
        await demo.SignInAsync(page, volunteer.AccountId);
        await page.GotoAsync(next);

        Assert.Equal("/account/kept", new Uri(page.Url).AbsolutePath);
        if (script) Assert.Empty(await AxeGate.ViolationsAsync(page));
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForURLAsync("**/volunteer*", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await db.Entry(volunteer).ReloadAsync();
        Assert.Equal(VolunteerState.Paused, volunteer.State);
        await page.Context.CloseAsync();
    }
}
