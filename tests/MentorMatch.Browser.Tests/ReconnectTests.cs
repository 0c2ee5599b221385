using MentorMatch.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests;

/// <summary>What somebody sees who loses the connection on an interactive page, and what becomes of their text.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReconnectTests(BrowserFixture fixture)
{
    private const string Dialog = "#components-reconnect-modal";
    private const string Save = "form:has(#Input-Name) button[type=submit]";
    private const string Negotiations = "**/_blazor/negotiate*";

    [Theory]
    [InlineData("da", "Forbindelsen er afbrudt")]
    [InlineData("en", "The connection was lost")]
    [InlineData("da-x-let", "Siden mistede forbindelsen")]
    public async Task Connection_LostAndFound_IsToldInThePagesLanguageAndKeepsWhatWasTyped(string language, string heading)
    {
        var page = await fixture.VisitAsync(new Visit { Language = language });
        IWebSocketRoute? socket = null;
        await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), route =>
        {
            socket = route;
            route.ConnectToServer();
        });
        await OpenAsync(page);
        await page.FillAsync("#Input-Note", "Half a sentence");

        await page.RouteAsync(Negotiations, route => route.AbortAsync());
        await socket!.CloseAsync();
        await Assertions.Expect(page.Locator(Dialog)).ToBeVisibleAsync(new() { Timeout = 15000 });
        await Assertions.Expect(page.Locator($"{Dialog} h2")).ToHaveTextAsync(heading);
        await Assertions.Expect(page.Locator($"{Dialog} .reconnect-trying")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"{Dialog} .reconnect-failed").First).ToBeHiddenAsync();
        Assert.Empty(await AxeGate.ViolationsAsync(page));

        await page.UnrouteAsync(Negotiations);
        await Assertions.Expect(page.Locator(Dialog)).ToBeHiddenAsync(new() { Timeout = 30000 });
        await Assertions.Expect(page.Locator("#Input-Note")).ToHaveValueAsync("Half a sentence");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Circuit_Gone_IsLoadedAgainWithWhatWasTypedAndKnowsIt()
    {
        var page = await fixture.VisitAsync(new Visit { Language = "en" });
        await OpenAsync(page);
        await page.FillAsync("#Input-Name", "Karen Demo");
        await page.CheckAsync("#Input-Interests-2");
        await ShowAsync(page, "rejected");
        await page.ClickAsync($"{Dialog} [data-reconnect=reload]");

        await Assertions.Expect(page.Locator("#Input-Name")).ToHaveValueAsync("Karen Demo", new() { Timeout = 15000 });
        await Assertions.Expect(page.Locator("#Input-Interests-2")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(Save)).ToBeEnabledAsync(new() { Timeout = 15000 });
        await Assertions.Expect(page.Locator("body")).ToHaveAttributeAsync("data-typed", "restored", new() { Timeout = 15000 });
        await page.ClickAsync(Save);
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#Input-Name[aria-invalid]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#Input-Name")).ToHaveValueAsync("Karen Demo");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Text_TypedBeforeTheCircuitHasDrawnThePage_StaysAndIsKnownToIt()
    {
        var page = await fixture.VisitAsync(new Visit { Language = "en" });
        var mayStart = new TaskCompletionSource();
        await page.RouteAsync(Negotiations, async route =>
        {
            await mayStart.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/demo/interactive");
        await page.CheckAsync("#Input-Interests-2");
        await page.ClickAsync("#Input-Name");
        await page.Keyboard.TypeAsync("Karen ");

        mayStart.SetResult();
        await Assertions.Expect(page.Locator(Save)).ToBeEnabledAsync(new() { Timeout = 15000 });
        await page.Keyboard.TypeAsync("Demo");

        await Assertions.Expect(page.Locator("#Input-Name")).ToHaveValueAsync("Karen Demo");
        await Assertions.Expect(page.Locator("#Input-Interests-2")).ToBeCheckedAsync();
        await page.ClickAsync(Save);
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#Input-Name[aria-invalid]")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Connection_GivenUp_IsTriedAgainWhenTheTabIsLookedAtOrTheButtonPressed()
    {
        var page = await fixture.VisitAsync(new Visit { Language = "en" });
        await OpenAsync(page);
        await page.EvaluateAsync("() => { window.tries = 0; Blazor.reconnect = async () => { window.tries++; return true; }; }");
        await ShowAsync(page, "failed");
        await Assertions.Expect(page.Locator($"{Dialog} p.reconnect-failed")).ToBeVisibleAsync();

        await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.tries"));
        await page.ClickAsync($"{Dialog} [data-reconnect=retry]");
        Assert.Equal(2, await page.EvaluateAsync<int>("() => window.tries"));
        await page.Context.CloseAsync();
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/demo/interactive");
        await Assertions.Expect(page.Locator(Save)).ToBeEnabledAsync(new() { Timeout = 15000 });
    }

    private static async Task ShowAsync(IPage page, string state) =>
        await page.EvaluateAsync($"() => document.querySelector('{Dialog}').classList.add('components-reconnect-{state}')");
}
