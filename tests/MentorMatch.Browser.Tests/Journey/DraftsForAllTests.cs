using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Journey;

/// <summary>A coordinator drafts for everybody who waits, leaves the page meanwhile, comes back, approves and shows.</summary>
public sealed class DraftsForAllTests : IClassFixture<DraftsForAllTests.Fixture>
{
    private const string Page = "/coordinator/suggestions";
    private readonly Fixture fixture;

    public DraftsForAllTests(Fixture fixture) => this.fixture = fixture;

    [Fact]
    public async Task Coordinator_DraftsForAllLeavesAndComesBack_ApprovesUndoesAndShows()
    {
        var page = await fixture.SignInAsync("mette@example.com");
        var circuit = await Circuit.WatchAsync(page);
        await circuit.OpenAsync(Page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lav udkast til dem" }).ClickAsync();
        await page.GotoAsync("/coordinator/matches");

        await UntilDoneAsync();
        await circuit.OpenAsync(Page);
        await Assertions.Expect(page.GetByText("udkast blev lavet")).ToBeVisibleAsync();

        await ConfirmAsync(page, "Godkend kortene i alle udkast");
        await Assertions.Expect(page.GetByText("kort er godkendt")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fortryd" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Godkendelserne er fortrudt")).ToBeVisibleAsync();
        await ConfirmAsync(page, "Godkend kortene i alle udkast");
        await ConfirmAsync(page, "Vis kortene for alle");
        await Assertions.Expect(page.GetByText("borgere har fået deres kort")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await using var db = fixture.Inner.App.Database.NewContext();
        var shown = await db.Shortlists.Where(s => s.State == ShortlistState.Published && db.BatchedCitizens.Any(b => b.ShortlistId == s.Id)).Select(s => s.CitizenId).OrderBy(id => id).ToListAsync();
        Assert.NotEmpty(shown);
        Assert.True(await db.Citizens.Where(c => shown.Contains(c.Id)).AllAsync(c => c.State == CitizenState.Choosing));
        Assert.Equal(shown.Count, await db.Emails.CountAsync(e => e.Kind == "SuggestionsReady" && e.CitizenId != null && shown.Contains(e.CitizenId.Value)));
    }

    private static async Task ConfirmAsync(IPage page, string text)
    {
        var question = page.Locator("details.confirm").Filter(new() { HasText = text }).First;
        await question.Locator("summary").ClickAsync();
        await question.Locator(".confirm-panel button").First.ClickAsync();
    }

    private async Task UntilDoneAsync()
    {
        for (var i = 0; i < 150; i++)
        {
            await using var db = fixture.Inner.App.Database.NewContext();
            if (await db.ShortlistBatches.AnyAsync(b => b.State == BatchState.Done)) return;
            await Task.Delay(200);
        }

        Assert.Fail("The batch did not end within half a minute.");
    }

    /// <summary>The demonstration, on a database that this class may change.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public BrowserFixture Inner { get; } = new();

        public async Task InitializeAsync()
        {
            await Inner.InitializeAsync();
            await DemoData.FillAsync(Inner.App.Database);
        }

        public Task DisposeAsync() => Inner.DisposeAsync();

        public async Task<IPage> SignInAsync(string email)
        {
            await using var db = Inner.App.Database.NewContext();
            var account = await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();
            var cookies = new System.Net.CookieContainer();
            using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(Inner.Address) };
            await DemoSession.SignInAsync(client, account);
            var page = await Inner.VisitAsync(new Visit());
            await page.Context.AddCookiesAsync(cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Inner.Address }));
            return page;
        }
    }
}
