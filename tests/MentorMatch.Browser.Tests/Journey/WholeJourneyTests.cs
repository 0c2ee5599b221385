using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Journey;

/// <summary>
/// The main job from the first visit to the last conversation, in five people's browsers, with a real mail server
/// between them. The product and its database are killed without warning on the way, and its clock is moved for
/// what takes days.
/// </summary>
public sealed partial class WholeJourneyTests : IAsyncLifetime
{
    private const string Vera = "vera.proevevang@example.com";
    private const string Carl = "carl.proevedal@example.com";
    private const string Guest = "gerda.proeveholm@example.com";

    private readonly List<int> killedAfter = [];
    private TestSmtpServer mails = null!;
    private RunningProduct product = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private Traveller volunteer = null!;
    private Traveller citizen = null!;
    private Traveller coordinator = null!;
    private Traveller administrator = null!;
    private Traveller visitor = null!;
    private TimeSpan ahead = TimeSpan.Zero;
    private string volunteerPath = "";
    private string citizenPath = "";
    private string matchPath = "";

    public async Task InitializeAsync()
    {
        mails = await TestSmtpServer.StartAsync();
        product = new RunningProduct(mails.Port);
        await product.StartAsync(ahead);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Infrastructure.BrowserFixture.Executable(), Args = Infrastructure.BrowserFixture.Arguments });
        visitor = await Traveller.SetOutAsync(browser, product, width: 390, script: false);
        volunteer = await Traveller.SetOutAsync(browser, product, width: 390, script: false);
        citizen = await Traveller.SetOutAsync(browser, product, width: 390, script: false);
        coordinator = await Traveller.SetOutAsync(browser, product, width: 1280);
        administrator = await Traveller.SetOutAsync(browser, product, width: 1280);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await product.DisposeAsync();
        await mails.DisposeAsync();
    }

    [Fact]
    public async Task MainJob_AllElevenStepsWithKillsOnTheWay_GoesOnToTheEnd()
    {
        try
        {
            await WalkAsync();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(await WhereEverybodyIsAsync(), fault);
        }
    }

    private async Task WalkAsync()
    {
        await VisitorLooksAroundAsync();
        await VolunteerSignsUpAsync();
        await CoordinatorInterviewsAsync();
        await VolunteerIsTrainedAsync();
        await CitizenWritesWishesAsync();
        await CoordinatorApprovesAShortlistAsync();
        await CitizenChoosesAndRegretsAsync();
        await RequestLapsesAndTheNextIsAskedAsync();
        await VolunteerAcceptsAsync();
        await FirstMeetingAndAgreementAsync();
        await CheckInsAndSilenceAsync();
        await NetworkMeetsAsync();
        await MatchEndsAsync();
        await AdministratorSeesOnlyWhatIsTheirsAsync();
    }

    /// <summary>What each of them looks at, for the message of a failing test.</summary>
    private async Task<string> WhereEverybodyIsAsync()
    {
        var words = new List<string>();
        foreach (var (name, who) in (IEnumerable<(string, Traveller)>)[("volunteer", volunteer), ("citizen", citizen), ("coordinator", coordinator)])
        {
            if (who.Page.Url == "about:blank") continue;
            var text = await who.Page.Locator("main").InnerTextAsync();
            words.Add($"{name} at {who.Page.Url}: {text[..Math.Min(1200, text.Length)].ReplaceLineEndings(" ")}");
        }

        return string.Join("\n", [.. words, string.Join("; ", mails.Received.TakeLast(6).Select(m => $"{m.ToAddress}: {m.Subject}")), product.Output]);
    }

    /// <summary>On to a time at which reminders are sent: the test may run at night, and so may what it waits for.</summary>
    private async Task MoveClockAsync(double days)
    {
        ahead += TimeSpan.FromDays(days);
        if (QuietHours.NextOpen(Now) is var open && open > Now) ahead += open - Now + TimeSpan.FromMinutes(1);
        await product.MoveClockAsync(ahead);
        await coordinator.SignInAsDemoAsync("Mette Solbakke");
    }

    private async Task<ReceivedMail> NewestMailAsync(string to, string subject)
    {
        await mails.WaitForAsync(to, m => m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase), TimeSpan.FromSeconds(60));
        return mails.Received.Last(m => m.ToAddress == to && m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Signs in by a link that the person asks for now; who is signed in still is sent on by the page.</summary>
    private async Task SignInByMailAsync(Traveller who, string address)
    {
        var before = mails.Received.Count(m => m.ToAddress == address && m.Subject.Contains("log", StringComparison.OrdinalIgnoreCase));
        await who.GoAsync("/sign-in");
        if (new Uri(who.Page.Url).AbsolutePath != "/sign-in") return;
        await who.FillAsync("Input.Email", address);
        await who.SendFormOfAsync("Input.Email");
        for (var tries = 0; tries < 300 && SignInMails() <= before; tries++) await Task.Delay(100);
        await who.UseLinkAsync(mails.Received.Last(m => m.ToAddress == address && m.Subject.Contains("log", StringComparison.OrdinalIgnoreCase)));

        int SignInMails() => mails.Received.Count(m => m.ToAddress == address && m.Subject.Contains("log", StringComparison.OrdinalIgnoreCase));
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) + ahead;

    private string DateIn(int days) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
