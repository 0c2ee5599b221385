using MentorMatch.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>The list that a coordinator works through, by keys alone.</summary>
[Collection(DemoCollection.Name)]
public sealed class WorklistTests(DemoFixture demo)
{
    [Fact]
    public async Task Keys_OnAWideScreen_StepThroughTheListWithThePersonBesideIt()
    {
        var page = await OpenAsync(width: 1280);
        var about = await page.Locator(".work-open").AllInnerTextsAsync();
        await Assertions.Expect(page.Locator(".work-detail h2")).ToHaveTextAsync(about[0]);

        foreach (var (key, place) in (IEnumerable<(string, int)>)[("j", 0), ("j", 1), ("j", 2), ("k", 1)])
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Locator(".work-row").Nth(place).Locator(".work-open")).ToBeFocusedAsync();
            await Assertions.Expect(page.Locator(".work-detail h2")).ToHaveTextAsync(about[place]);
            await Assertions.Expect(page.Locator(".work-shown .work-open")).ToHaveTextAsync(about[place]);
        }

        await Assertions.Expect(page.Locator(".work-detail a[href^='tel:'], .work-detail a[href^='mailto:'], .work-detail dd").First).ToBeVisibleAsync();
        var path = await page.Locator(".work-row").Nth(1).Locator(".work-open").GetAttributeAsync("href");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), path).ToString());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Keys_SwitchedOff_DoNothing()
    {
        var page = await OpenAsync(width: 1280);
        await page.Locator("#work-keys > summary").ClickAsync();
        await page.Locator("#work-keys-on").UncheckAsync(new() { Force = true });
        var focused = await page.EvaluateAsync<string>("() => document.activeElement.id");

        await page.Keyboard.PressAsync("j");

        Assert.Equal(focused, await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task List_OnAPhone_LeavesThePersonOut()
    {
        var page = await OpenAsync(width: 390);

        await Assertions.Expect(page.Locator(".work-row").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".work-detail")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(int width)
    {
        var page = await demo.VisitAsync(new Visit { Width = width }, await demo.AccountOfAsync("mette@example.com"));
        await (await Circuit.WatchAsync(page)).OpenAsync("/coordinator");
        return page;
    }
}
