using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>
/// One browser and one application for all classes of the collection: <c>[Collection(BrowserCollection.Name)]</c>.
/// The application listens on a free port, in Development, on a database of its own.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    internal static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public TestApp App { get; } = new();

    public IBrowser Browser => browser ?? throw new InvalidOperationException("The browser starts with the collection.");

    public string Address => App.ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        App.UseKestrel(0);
        App.StartServer();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Arguments, Headless = true });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await ((IAsyncLifetime)App).DisposeAsync();
    }

    /// <summary>A visit of its own: no cookies but the language, a screen as wide as the test says.</summary>
    public async Task<IPage> VisitAsync(Visit visit)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = visit.Width, Height = 900 },
            JavaScriptEnabled = visit.Script,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "da-DK",
        });
        await context.AddCookiesAsync([new() { Name = "language", Value = visit.Language, Url = Address }]);
        return await context.NewPageAsync();
    }

    /// <summary>Chromium where a system installs it; MENTORMATCH_CHROMIUM names another.</summary>
    internal static string Executable() => new[]
    {
        Environment.GetEnvironmentVariable("MENTORMATCH_CHROMIUM"),
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    }.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Install Chromium, or name it in MENTORMATCH_CHROMIUM.");
}

/// <summary>How somebody looks at a page.</summary>
public sealed record Visit
{
    public string Language { get; init; } = "da";

    public int Width { get; init; } = 1280;

    public bool Script { get; init; } = true;
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
