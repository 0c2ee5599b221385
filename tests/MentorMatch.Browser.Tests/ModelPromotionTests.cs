using System.Net;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Core.Access;
using MentorMatch.TestKit;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace MentorMatch.Browser.Tests;

/// <summary>A coordinator lets a challenger take over and goes back, with the keys alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ModelPromotionTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Challenger_PromotedWithAReasonAndTakenBack_ServesInBetween()
    {
        var now = TimeProvider.System.GetUtcNow();
        var programme = TestData.Programme();
        var coordinator = Account.Create("Sofie Medarbejder", TestData.NewAddress(), "en", now);
        coordinator.EmailConfirmed = true;
        coordinator.Roles.Add(new RoleAssignment { AccountId = coordinator.Id, Role = Role.Coordinator, ProgrammeId = programme.Id, GrantedAt = now, GrantedBy = "Test" });
        await using (var db = fixture.App.Database.NewContext())
        {
            db.AddRange(programme, coordinator, TestData.StoredChallenger(programme, now));
            await db.SaveChangesAsync();
        }

        var page = await SignedInAsync(coordinator.Id);
        await (await Circuit.WatchAsync(page)).OpenAsync($"/coordinator/models/{programme.Id}");
        var promote = page.GetByRole(AriaRole.Button, new() { Name = "Take 2026-01-01-1 into use" });

        await promote.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".error-summary")).ToContainTextAsync("Write why you take the model into use");
        // Else the summary could take the focus from somebody who types already.
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await page.Locator("textarea").FocusAsync();
        await page.Keyboard.TypeAsync("Three good weeks in shadow");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".toast-message")).ToContainTextAsync("2026-01-01-1 is in use");
        await Assertions.Expect(page.Locator("dl").First).ToContainTextAsync("Three good weeks in shadow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to v0" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".toast-message")).ToContainTextAsync("The earlier model is in use again");
        await Assertions.Expect(page.Locator("dl").First).ToContainTextAsync("v0: Weights set by people");
        await Assertions.Expect(promote).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> SignedInAsync(Guid accountId)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(fixture.Address) };
        await DemoSession.SignInAsync(client, accountId);
        var page = await fixture.VisitAsync(new Visit { Language = "en" });
        await page.Context.AddCookiesAsync(cookies.GetAllCookies().Where(c => c.Name != "language").Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = fixture.Address }));
        return page;
    }
}
