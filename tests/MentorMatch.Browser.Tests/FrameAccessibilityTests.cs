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
    public async Task KnownBadPage_OnANarrowScreen_OverflowsIt()
    {
        var page = await fixture.VisitAsync(new Visit { Width = 320 });
        await page.GotoAsync("/demo/known-bad");

        Assert.Contains(await AxeGate.OverflowsAsync(page), overflow => overflow.Contains("known-bad-wide", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/demo/components")]
    [InlineData("/contact")]
    public async Task PublicPage_OnAPhone_HasTargetsForAThumb(string path)
    {
        var page = await fixture.VisitAsync(new Visit { Width = 390 });
        await page.GotoAsync(path);

        // Links in running text are as tall as their line, as WCAG allows.
        var small = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, input, select, textarea, summary, nav a, a.button, a.function-link, a.service-name')]
              .filter(element => element.getClientRects().length && element.type !== 'hidden' && !element.matches('.skipnav'))
              .map(element => [element, element.getBoundingClientRect()])
              .filter(([element, box]) => box.height < 43.5 && !(element.labels?.[0]?.getBoundingClientRect().height >= 43.5))
              .map(([element, box]) => `${element.localName}.${element.className} ${Math.round(box.height)}`)
            """);

        Assert.Empty(small);
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
