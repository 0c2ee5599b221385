using MentorMatch.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class FrameAccessibilityTests(BrowserFixture fixture)
{
    [Fact]
    public async Task KnownBadPage_AtTheGate_FailsOnEachOfItsFaults()
    {
        var page = await fixture.VisitAsync(new Visit());
        await page.GotoAsync("/demo/known-bad");

        var rules = (await AxeGate.ViolationsAsync(page)).Select(violation => violation.Split(':')[0]).ToList();

        Assert.Contains("image-alt", rules);
        Assert.Contains("label", rules);
        Assert.Contains("color-contrast", rules);
        Assert.Contains("target-size", rules);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task KnownBadPage_WithoutAText_ShowsItsKeyAndIsFound()
    {
        var page = await fixture.VisitAsync(new Visit());
        await page.GotoAsync("/demo/known-bad");

        Assert.Equal(["[NoSuchText]"], await AxeGate.MissingTextsAsync(page));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task KnownBadPage_WithTargetsOfTenPixels_IsFound()
    {
        var page = await fixture.VisitAsync(new Visit { Width = 390 });
        await page.GotoAsync("/demo/known-bad");

        var small = await AxeGate.SmallTargetsAsync(page, 44);

        Assert.Equal(2, small.Count(target => target.Contains("known-bad-target", StringComparison.Ordinal)));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task KnownBadPage_WithAnErrorThatTellsNothing_IsFound()
    {
        var page = await fixture.VisitAsync(new Visit());
        await page.GotoAsync("/demo/known-bad");

        Assert.Equal(
            [
                "has the title “Known bad”, which tells of no error", "has the focus on body., not on the summary", "links to nowhere, which is not there", "“Name” has no words beside it",
                "“Name” is not linked from the summary", "“Name” is not marked as wrong",
            ],
            await FormGate.FaultsAsync(page));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task KnownBadPage_OnANarrowScreen_OverflowsIt()
    {
        var page = await fixture.VisitAsync(new Visit { Width = 320 });
        await page.GotoAsync("/demo/known-bad");

        Assert.Contains(await AxeGate.OverflowsAsync(page), overflow => overflow.Contains("known-bad-wide", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task SkipLink_WithTheFirstTab_IsSeenAndLeadsPastTheMenu()
    {
        var page = await fixture.VisitAsync(new Visit());
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");

        Assert.Equal("skipnav", await page.EvaluateAsync<string>("() => document.activeElement.className"));
        await Assertions.Expect(page.Locator(".skipnav")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => !!document.activeElement.closest('main')"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Link_Followed_IsReadFromTheHeadingOfTheNextPage()
    {
        var page = await fixture.VisitAsync(new Visit());
        await page.GotoAsync("/");
        await page.ClickAsync("footer a[href='/privacy']");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/privacy$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }
}
