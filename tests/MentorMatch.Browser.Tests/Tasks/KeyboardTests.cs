using System.Diagnostics;
using System.Globalization;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Browser.Tests.Routes;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Tasks;

/// <summary>The tasks that the product stands on, done with keys alone, by people who always see where they are.</summary>
[Collection(ChangingDemoCollection.Name)]
public sealed class KeyboardTests(DemoFixture demo)
{
    private const string Send = "main form button[type=submit]";

    /// <summary>How long somebody reads and thinks at each page.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task SignUp_ByKeysOnAPhone_TakesLessThanThreeMinutes()
    {
        var page = await demo.VisitAnewAsync(new Visit { Width = 390 });
        var keys = new Keyboard(page);
        var (typing, pages) = (Stopwatch.StartNew(), 0);
        await page.GotoAsync("/programmes/role-models");
        await keys.LeaveByAsync("main a[href*='/sign-up']", url => url.Contains("/sign-up", StringComparison.Ordinal));

        await keys.TypeAsync("[name='Input.Name']", "Karla Prøvestrand");
        await NextAsync("contact");
        await keys.TypeAsync("[name='Input.Email']", "karla.proevestrand@example.com");
        await keys.TypeAsync("[name='Input.Phone']", "12345678");
        await NextAsync("about");
        await keys.TypeAsync("[name='Input.BirthYear']", "1960");
        await keys.TypeAsync("[name='Input.Postcode']", "3450");
        await NextAsync("interests");
        await keys.GoToAsync("[name='Input.OccupationField']");
        await page.Keyboard.PressAsync("ArrowDown");
        await keys.TickAsync("[name='Input.Interests'][value='Walking']");
        await NextAsync("times");
        await keys.TickAsync("[name='Input.Times'][value='4']");
        await NextAsync("motivation");
        await keys.TypeAsync("[name='Input.Motivation']", "Jeg har tid og lyst.");
        await NextAsync("source");
        await keys.TakeAsync("Input.Source", "Newspaper");
        await keys.TakeAsync("Input.InformationMeeting", "False");
        await NextAsync("check");
        await keys.TickAsync("[name='Input.Consent'][type=checkbox]");
        await NextAsync("sent");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("karla.proevestrand@example.com");
        Assert.InRange(typing.Elapsed + (pages * Thinking), TimeSpan.Zero, TimeSpan.FromMinutes(3));
        await using var db = demo.NewContext();
        Assert.True(await db.Volunteers.AnyAsync(v => v.Email == "karla.proevestrand@example.com"));
        await page.Context.CloseAsync();

        async Task NextAsync(string step)
        {
            pages++;
            await keys.LeaveByAsync(Send, url => url.EndsWith($"/sign-up/{step}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Choice_ByKeys_AsksTheMentor()
    {
        await using var db = demo.NewContext();
        var list = await db.Shortlists.Include(s => s.Suggestions).Where(s => s.State == ShortlistState.Published).OrderByDescending(s => s.Id).FirstAsync();
        var account = await db.Citizens.Where(c => c.Id == list.CitizenId).Select(c => c.AccountId).SingleAsync();
        var page = await demo.VisitAsync(new Visit { Width = 390 }, account);
        var keys = new Keyboard(page);
        await page.GotoAsync("/citizen/choose");

        await keys.LeaveByAsync(".compare-card .choose a", url => !url.EndsWith("/choose", StringComparison.Ordinal));
        await keys.TakeAsync("Input.NextChoice", "");
        await keys.LeaveByAsync(Send, url => url.EndsWith("/citizen/choose", StringComparison.Ordinal));

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Vi har spurgt");
        Assert.True(await db.Matches.AnyAsync(m => m.CitizenId == list.CitizenId && m.State == MatchState.Requested));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Approval_ByKeys_ShowsTheCardsToTheCitizen()
    {
        await using var db = demo.NewContext();
        var citizen = await db.Citizens.Where(c => c.State == CitizenState.WishesDone && !db.Shortlists.Any(s => s.CitizenId == c.Id)).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync();
        var page = await demo.VisitAsync(new Visit(), await demo.AccountOfAsync("mette@example.com"));
        var (keys, main) = (new Keyboard(page), page.Locator("main"));
        await (await Circuit.WatchAsync(page)).OpenAsync($"/coordinator/citizens/{citizen}/suggestions");

        await keys.EnterAsync("main >> role=button[name='Lav udkast']");
        await main.Locator("button[aria-label^='Godkend ']").First.WaitForAsync();
        for (var approved = 1; approved <= 2; approved++)
        {
            await keys.EnterAsync("button[aria-label^='Godkend ']");
            await Assertions.Expect(main.Locator("button[aria-label^='Fortryd godkendelse']")).ToHaveCountAsync(approved);
            // What is drawn anew above moves the rest of the page.
            await Assertions.Expect(main.Locator(".compare-card")).ToHaveCountAsync(approved);
        }

        await Assertions.Expect(main.GetByRole(AriaRole.Button, new() { Name = "Vis 2 kort for borgeren" })).ToBeEnabledAsync();
        await keys.EnterAsync("main >> role=button[name='Vis 2 kort for borgeren']");
        await Assertions.Expect(main).ToContainTextAsync("Kortene er vist for borgeren.");
        Assert.Equal(CitizenState.Choosing, await db.Citizens.Where(c => c.Id == citizen).Select(c => c.State).SingleAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Meeting_ByKeys_IsPlannedByTheCoordinatorAndAnsweredByTheVolunteer()
    {
        var page = await demo.VisitAsync(new Visit(), await demo.AccountOfAsync("mette@example.com"));
        var keys = new Keyboard(page);
        await (await Circuit.WatchAsync(page)).OpenAsync("/coordinator/meetings/new");
        await keys.TypeAsync("[name='Input.Title']", "Læringsmøde med tasterne");
        await keys.TypeAsync("[name='Input.Place']", "Biblioteket");
        var day = DayWithoutOrder();
        await keys.TypePartsAsync("[name='Input.Date']", day.ToString("ddMMyyyy", CultureInfo.InvariantCulture));
        // The letter is taken where the browser's language has halves of a day.
        await keys.TypePartsAsync("[name='Input.Time']", "1010a");
        await Assertions.Expect(page.Locator("[name='Input.Date']")).ToHaveValueAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator("[name='Input.Time']")).ToHaveValueAsync("10:10");
        await keys.EnterAsync(Send);
        await page.WaitForURLAsync("**?done=created", new() { WaitUntil = WaitUntilState.Commit });
        await page.Context.CloseAsync();

        await using var db = demo.NewContext();
        var meeting = await db.Meetings.Where(m => m.Title == "Læringsmøde med tasterne").SingleAsync();
        var invited = await db.Invitations.Where(i => i.MeetingId == meeting.Id && i.VolunteerId != null).OrderBy(i => i.Id).FirstAsync();
        var account = await db.Volunteers.Where(v => v.Id == invited.VolunteerId).Select(v => v.AccountId).SingleAsync();
        var phone = await demo.VisitAsync(new Visit { Width = 390 }, account);
        keys = new Keyboard(phone);
        await phone.GotoAsync($"/volunteer/meetings/{meeting.Id}");
        await keys.TakeAsync("Input.Answer", "Yes");
        await keys.EnterAsync(Send);
        await Assertions.Expect(phone.Locator("main .alert-success")).ToBeVisibleAsync();
        Assert.Equal(InvitationState.Yes, await db.Invitations.Where(i => i.Id == invited.Id).Select(i => i.State).SingleAsync());
        await phone.Context.CloseAsync();
    }

    [Fact]
    public async Task Focus_OnTheKnownBadPage_IsMissed()
    {
        var page = await demo.VisitAsync(new Visit(), null);
        await page.GotoAsync("/demo/known-bad");

        var faults = await Keyboard.UnseenStopsAsync(page);

        Assert.Contains(faults, fault => fault.Contains("known-bad-focus", StringComparison.Ordinal) && fault.EndsWith("nothing shows it", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("known-bad-covered", StringComparison.Ordinal) && fault.EndsWith("something lies over it", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("known-bad-target", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    /// <summary>A day within the next weeks that is typed alike, whichever of day and month the browser asks for first.</summary>
    private static DateOnly DayWithoutOrder()
    {
        var soon = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3);
        return Enumerable.Range(0, 70).Select(soon.AddDays).First(day => day.Day == day.Month);
    }
}
