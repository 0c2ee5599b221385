using System.Text;
using Microsoft.Playwright;

namespace MentorMatch.Faults.Nodes;

/// <summary>
/// A coordinator in a real browser who types in a match guide, word after word, while nodes come and go. When the page says
/// that the connection is gone, they press the button that it offers, and go on typing.
/// </summary>
internal sealed class CoordinatorAtWork : IAsyncDisposable
{
    private const string Notes = "main textarea[name$=Notes]";
    private const string Dialog = "#components-reconnect-modal";

    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly IPage page;
    private readonly StringBuilder typed = new();

    private CoordinatorAtWork(IPlaywright playwright, IBrowser browser, IPage page) => (this.playwright, this.browser, this.page) = (playwright, browser, page);

    /// <summary>How often the page had lost its circuit and was loaded again by the button.</summary>
    public int Reloads { get; private set; }

    /// <summary>All that was typed, in order.</summary>
    public string Typed => typed.ToString();

    public static string? Chromium { get; } = new[] { Environment.GetEnvironmentVariable("MENTORMATCH_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static async Task<CoordinatorAtWork> SitDownAsync(Uri proxy, Guid account, Guid volunteer)
    {
        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments, Headless = true });
        var tab = await (await chromium.NewContextAsync(new() { BaseURL = proxy.ToString(), ReducedMotion = ReducedMotion.Reduce })).NewPageAsync();
        tab.SetDefaultTimeout(30_000);
        await tab.GotoAsync("/demo/sign-in");
        await tab.Locator($"main button[name=account][value='{account}']").ClickAsync();
        await tab.WaitForURLAsync("**/coordinator**");
        await tab.GotoAsync($"/coordinator/volunteers/{volunteer}/guide");
        await tab.Locator(Notes).WaitForAsync();
        return new CoordinatorAtWork(driver, chromium, tab);
    }

    /// <summary>Types until told to stop.</summary>
    public async Task TypeAsync(CancellationToken end)
    {
        for (var word = 1; !end.IsCancellationRequested; word++)
        {
            await ConnectedAsync();
            await AppendAsync($"ord{word} ");
            await Task.Delay(400, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What stands in the field, once the page is connected.</summary>
    public async Task<string> ShownAsync()
    {
        await ConnectedAsync();
        return await page.Locator(Notes).InputValueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task AppendAsync(string word)
    {
        var field = page.Locator(Notes);
        await field.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(word);
        typed.Append(word);
    }

    /// <summary>As long as the dialog is shown, does what it offers: nobody can type behind it.</summary>
    private async Task ConnectedAsync()
    {
        while (await page.Locator(Dialog).IsVisibleAsync())
        {
            var reload = page.Locator($"{Dialog} [data-reconnect=reload]");
            if (!await reload.IsVisibleAsync())
            {
                await Task.Delay(100);
                continue;
            }

            Reloads++;
            await reload.ClickAsync();
            await page.Locator("body[data-typed=restored]").WaitForAsync();
        }
    }
}
