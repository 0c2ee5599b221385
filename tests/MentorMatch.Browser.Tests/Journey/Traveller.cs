using MentorMatch.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Journey;

/// <summary>One person with a browser of their own. Pages are used as they are found: by field names, link addresses and button words.</summary>
internal sealed class Traveller
{
    private readonly RunningProduct product;
    private readonly Circuit circuit;
    private readonly bool script;

    private Traveller(IPage page, Circuit circuit, RunningProduct product, bool script)
    {
        Page = page;
        this.product = product;
        page.SetDefaultTimeout(30_000);
        this.circuit = circuit;
        this.script = script;
    }

    public IPage Page { get; }

    public static async Task<Traveller> SetOutAsync(IBrowser browser, RunningProduct product, int width, bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "da-DK",
        });
        var page = await context.NewPageAsync();
        return new Traveller(page, await Circuit.WatchAsync(page), product, script);
    }

    public async Task GoAsync(string path)
    {
        var response = await Page.GotoAsync(path.StartsWith("http", StringComparison.Ordinal) ? path : product.Address + path);
        Assert.True(response!.Ok, $"{path} answered {response.Status}");
    }

    /// <summary>Opens a page that runs in a circuit, and waits until it does.</summary>
    public async Task GoToDeskAsync(string path)
    {
        var answer = await circuit.OpenAsync(product.Address + path);
        Assert.True(answer.Ok, $"{path} answered {answer.Status}");
    }

    public Task FillAsync(string name, string value) => Page.FillAsync($"[name='{name}']", value);

    /// <summary>Ticks a box or takes a choice by its value.</summary>
    public Task TakeAsync(string name, string value) => TickAsync(Page.Locator($"input[name='{name}'][value='{value}']"));

    /// <summary>Ticks a box or a choice from the keyboard: the design system draws the input itself in another place.</summary>
    public async Task TickAsync(ILocator input)
    {
        if (await input.IsCheckedAsync()) return;
        await input.FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(input).ToBeCheckedAsync();
    }

    public Task SelectAsync(string name, string value) => Page.SelectOptionAsync($"[name='{name}']", value);

    /// <summary>Sends the form that has this field.</summary>
    public Task SendFormOfAsync(string name) => SubmitAsync(Page.Locator($"form:has([name='{name}']) button[type=submit]").First);

    /// <summary>Where a page has no script, goes on when the server has answered: leaving earlier would take the form back.</summary>
    public Task SubmitAsync(ILocator button) =>
        script ? button.ClickAsync() : Page.RunAndWaitForResponseAsync(() => button.ClickAsync(), answer => answer.Request.Method == "POST");

    /// <summary>Presses the button of the main part with these words.</summary>
    public Task PressAsync(string words, bool exact = false) =>
        Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = words, Exact = exact }).First.ClickAsync();

    public Task FollowAsync(string words) => Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words }).First.ClickAsync();

    public Task SeesAsync(string words) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(words, new() { Timeout = 30_000 });

    /// <summary>The page says so after looking again: for what jobs do in the background.</summary>
    public async Task SeesInTheEndAsync(string path, string words)
    {
        for (var tries = 0; tries < 40; tries++)
        {
            await GoAsync(path);
            if ((await Page.Locator("main").InnerTextAsync()).Contains(words, StringComparison.OrdinalIgnoreCase)) return;
            await Page.WaitForTimeoutAsync(1000);
        }

        Assert.Fail($"{path} never said '{words}': {await Page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>Signs in as a person of the demonstration.</summary>
    public async Task SignInAsDemoAsync(string name)
    {
        await GoAsync("/demo/sign-in");
        await PressAsync(name);
    }

    /// <summary>Opens the button of a mail and presses the one button on the page that it leads to.</summary>
    public async Task UseLinkAsync(Core.Emails.ReceivedMail mail)
    {
        var link = mail.Links.First(l => l.StartsWith(product.Address, StringComparison.Ordinal));
        await GoAsync(link);
        if (link.Contains("/sign-in/link/", StringComparison.Ordinal)) await SubmitAsync(Page.Locator("main form button[type=submit]").First);
    }
}
