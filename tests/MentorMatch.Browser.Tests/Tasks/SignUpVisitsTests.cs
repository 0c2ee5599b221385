using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Core.Common;
using MentorMatch.TestKit;
using MentorMatch.Web.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Tasks;

/// <summary>Signing up as people do it: they go back, open it twice, and go on with it on another phone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SignUpVisitsTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BackButton_AfterEachStep_ShowsWhatWasAnsweredAndTakesItAnew(bool script)
    {
        var page = await BeginAsync(new Visit { Width = 390, Script = script });
        await SendAsync(page, "contact", ("Name", "Bodil Prøvestrand"));

        await BackToAsync(page, "Name", "Bodil Prøvestrand");
        await SendAsync(page, "contact", ("Name", "Bodil Prøvevang"));
        await SendAsync(page, "about", ("Email", "bodil@example.com"), ("Phone", "12345678"));
        await BackToAsync(page, "Email", "bodil@example.com");
        await SendAsync(page, "about", ("Phone", "87654321"));
        await SendAsync(page, "interests", ("BirthYear", "1961"), ("Postcode", "3450"));
        await BackToAsync(page, "BirthYear", "1961");
        await SendAsync(page, "interests", ("Postcode", "3400"));

        Assert.Contains("87654321", await SavedAsync("Phone"), StringComparison.Ordinal);
        await page.GotoAsync("/sign-up/name");
        await Assertions.Expect(page.Locator("[name='Input.Name']")).ToHaveValueAsync("Bodil Prøvevang");
        await page.Context.CloseAsync();

        async Task<string> SavedAsync(string field)
        {
            await page.GotoAsync("/sign-up/contact");
            return await page.InputValueAsync($"[name='Input.{field}']");
        }
    }

    [Fact]
    public async Task TwoTabs_OfOneSignUp_EachSavesItsOwnQuestion()
    {
        var first = await BeginAsync(new Visit());
        await SendAsync(first, "contact", ("Name", "Tora Prøvestrand"));
        await SendAsync(first, "about", ("Email", "tora@example.com"), ("Phone", "12345678"));

        var second = await first.Context.NewPageAsync();
        await second.GotoAsync("/sign-up/name");
        await second.FillAsync("[name='Input.Name']", "Tora Prøvevang");
        await SendAsync(first, "interests", ("BirthYear", "1962"), ("Postcode", "3450"));
        await second.ClickAsync("main form button[type=submit] >> nth=0");
        await second.WaitForURLAsync("**/sign-up/interests", new() { WaitUntil = WaitUntilState.Commit });

        await first.GotoAsync("/sign-up/name");
        await Assertions.Expect(first.Locator("[name='Input.Name']")).ToHaveValueAsync("Tora Prøvevang");
        await first.GotoAsync("/sign-up/about");
        await Assertions.Expect(first.Locator("[name='Input.BirthYear']")).ToHaveValueAsync("1962");
        await first.Context.CloseAsync();
    }

    [Fact]
    public async Task MailedLink_OnAnotherPhone_GoesOnThereAndTheFirstOneSaysSo()
    {
        var address = TestData.NewAddress();
        var first = await BeginAsync(new Visit { Width = 390 });
        await SendAsync(first, "contact", ("Name", "Anna Prøvestrand"));
        await SendAsync(first, "about", ("Email", address), ("Phone", "12345678"));
        await first.ClickAsync("main summary");
        await first.ClickAsync("main details button[type=submit]");
        await Assertions.Expect(first.Locator("main details .alert-success")).ToBeVisibleAsync();

        var other = await fixture.VisitAsync(new Visit { Width = 390 });
        await other.GotoAsync(await MailedLinkAsync(address));
        await other.ClickAsync("main form button[type=submit]");
        await other.WaitForURLAsync("**/sign-up/about", new() { WaitUntil = WaitUntilState.Commit });
        await SendAsync(other, "interests", ("BirthYear", "1963"), ("Postcode", "3450"));

        // Its answers have gone to the other phone: it begins anew, without a fault, and does not write over them.
        await first.GotoAsync("/sign-up/about");
        Assert.Equal("/sign-up", new Uri(first.Url).AbsolutePath);
        await other.GotoAsync("/sign-up/name");
        await Assertions.Expect(other.Locator("[name='Input.Name']")).ToHaveValueAsync("Anna Prøvestrand");
        await first.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    private async Task<IPage> BeginAsync(Visit visit)
    {
        await using var db = fixture.App.Database.NewContext();
        var programme = TestData.Programme();
        db.Add(programme);
        await db.SaveChangesAsync();
        var page = await fixture.VisitAsync(visit);
        await page.GotoAsync($"/sign-up?programme={programme.Slug}");
        return page;
    }

    private static async Task SendAsync(IPage page, string next, params (string Name, string Value)[] answers)
    {
        foreach (var (name, value) in answers) await page.FillAsync($"[name='Input.{name}']", value);
        await page.ClickAsync("main form button[type=submit] >> nth=0");
        await page.WaitForURLAsync($"**/sign-up/{next}", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator($"[name='Input.{answers[0].Name}']")).ToHaveCountAsync(0);
    }

    /// <summary>Presses the browser's back button: the page before shows this answer.</summary>
    private static async Task BackToAsync(IPage page, string field, string answer)
    {
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator($"[name='Input.{field}']")).ToHaveValueAsync(answer);
    }

    private async Task<string> MailedLinkAsync(string address)
    {
        var mailbox = fixture.App.Services.GetRequiredService<DemoMailbox>();
        for (var tries = 0; tries < 300; tries++)
        {
            if ((await mailbox.ListAsync(address, new PageRequest(1))).Rows is [var sent, ..]) return new Uri(sent.Mail.Links.First(link => link.Contains("/sign-up/resume/", StringComparison.Ordinal))).AbsolutePath;
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail to {address} was sent.");
    }
}
