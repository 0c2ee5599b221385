using System.Collections.Concurrent;
using System.Net;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Core.Data;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>A browser and the application on a database with the demonstration in it, for tests that change nothing; others take <see cref="ChangingDemoCollection"/>.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly BrowserFixture fixture = new();
    private readonly ConcurrentDictionary<Guid, Task<IReadOnlyList<Cookie>>> sessions = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await DemoData.FillAsync(fixture.App.Database);
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    public AppDbContext NewContext() => fixture.App.Database.NewContext();

    public async Task<IReadOnlyList<RouteExample>> ExamplesOfAsync(PageRoute route)
    {
        await using var db = NewContext();
        return await new RouteExamples(db, TimeProvider.System.GetUtcNow()).OfAsync(route);
    }

    public async Task<Guid> AccountOfAsync(string email)
    {
        await using var db = NewContext();
        return await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();
    }

    /// <summary>A browser of somebody who has never been here.</summary>
    public Task<IPage> VisitAnewAsync(Visit visit) => fixture.VisitAsync(visit);

    /// <summary>A browser of this person, or of a visitor who has begun to sign up.</summary>
    public async Task<IPage> VisitAsync(Visit visit, Guid? accountId)
    {
        var page = await fixture.VisitAsync(visit);
        var session = await sessions.GetOrAdd(accountId ?? Guid.Empty, id => id == Guid.Empty ? BeginSignUpAsync() : SignInAsync(id));
        await page.Context.AddCookiesAsync(session);
        await page.Context.AddCookiesAsync([new() { Name = "language", Value = visit.Language, Url = fixture.Address }]);
        return page;
    }

    /// <summary>Gives the browser a new session of this person's.</summary>
    public async Task SignInAsync(IPage page, Guid accountId) => await page.Context.AddCookiesAsync(await SignInAsync(accountId));

    private async Task<IReadOnlyList<Cookie>> SignInAsync(Guid accountId)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(fixture.Address) };
        await DemoSession.SignInAsync(client, accountId);
        return [.. cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = fixture.Address })];
    }

    /// <summary>Answers all questions, so that each of them can be opened.</summary>
    private async Task<IReadOnlyList<Cookie>> BeginSignUpAsync()
    {
        var page = await fixture.VisitAsync(new Visit { Script = false });
        await page.GotoAsync("/sign-up?programme=role-models");
        await SendAsync(page, ("Name", "Vilma Prøvestrand"));
        await SendAsync(page, ("Email", "vilma.proevestrand@example.com"), ("Phone", "12345678"));
        await SendAsync(page, ("BirthYear", "1960"), ("Postcode", "3450"));
        await page.SelectOptionAsync("[name='Input.OccupationField']", "Teaching");
        await page.Locator("[name='Input.Interests'][value='Walking']").CheckAsync(new() { Force = true });
        await SendAsync(page);
        await page.Locator("[name='Input.Times'][value='4']").CheckAsync(new() { Force = true });
        await SendAsync(page);
        await SendAsync(page, ("Motivation", "Jeg har tid og lyst."));
        await page.Locator("[name='Input.Source'][value='Newspaper']").CheckAsync(new() { Force = true });
        await page.Locator("[name='Input.InformationMeeting']").First.CheckAsync(new() { Force = true });
        await SendAsync(page);
        Assert.EndsWith("/sign-up/check", page.Url, StringComparison.Ordinal);
        return await CookiesOfAsync(page);
    }

    private static async Task SendAsync(IPage page, params (string Name, string Value)[] answers)
    {
        foreach (var (name, value) in answers) await page.FillAsync($"[name='Input.{name}']", value);
        await page.ClickAsync("main form button[type=submit] >> nth=0");
    }

    private async Task<IReadOnlyList<Cookie>> CookiesOfAsync(IPage page)
    {
        var cookies = await page.Context.CookiesAsync();
        await page.Context.CloseAsync();
        return [.. cookies.Where(c => c.Name != "language").Select(c => new Cookie
        {
            Name = c.Name,
            Value = c.Value,
            Url = fixture.Address,
        })];
    }
}

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>
{
    public const string Name = "Demonstration";
}

/// <summary>A demonstration of their own for tests that change it, one after the other: each looks for what it needs.</summary>
[CollectionDefinition(Name)]
public sealed class ChangingDemoCollection : ICollectionFixture<DemoFixture>
{
    public const string Name = "Demonstration that changes";
}
