using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>Interactive pages write their title over the circuit, the others send it with the page.</summary>
[Collection(DemoCollection.Name)]
public sealed class TitleTests(DemoFixture demo)
{
    [Fact]
    public async Task Title_FromPageToPageAndBack_IsAlwaysThatOfThePage()
    {
        var worklist = EveryRoute.All().Single(route => route.Template == "/coordinator");
        var example = (await demo.ExamplesOfAsync(worklist))[0];
        var page = await demo.VisitAsync(new Visit(), example.AccountId);
        await Circuit.OpenAsync(page, worklist, example.Path);
        await IsCalledAsync("Opgaver");

        await FollowAsync("/coordinator/volunteers", "Frivillige");
        await FollowAsync("/coordinator/meetings", "Møder");
        await FollowAsync("/contact", "Kontakt");
        await page.GoBackAsync();
        await IsCalledAsync("Møder");
        await page.GoBackAsync();
        await IsCalledAsync("Frivillige");
        Assert.Equal(1, await page.Locator("head title").CountAsync());
        await page.Context.CloseAsync();

        async Task FollowAsync(string path, string title)
        {
            await page.Locator($"a[href='{path}']:visible").First.ClickAsync();
            await IsCalledAsync(title);
        }

        Task IsCalledAsync(string title) => Assertions.Expect(page).ToHaveTitleAsync($"{title} – MentorMatch", new() { Timeout = 15_000 });
    }
}
