using System.Net;
using System.Text.RegularExpressions;
using MentorMatch.Core.Access;
using MentorMatch.Core.Emails;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Access;

/// <summary>Signing in by a link in a mail, over HTTP and without a script.</summary>
public sealed class SignInLinkTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Link_Asked_IsMailedAndSignsInOnTheButton()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();

        var path = await AskForLinkAsync(visit, email);
        var page = await visit.OpenAsync(path);
        Assert.Equal("Sign in", page.Heading);
        var signedIn = await visit.SendAsync("link");

        Assert.Equal(HttpStatusCode.Found, signedIn.Status);
        Assert.Equal("/volunteer", signedIn.Location);
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task Link_Opened_ChangesNothing()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();
        var path = await AskForLinkAsync(visit, email);
        using var scanner = app.NewVisit();

        for (var time = 0; time < 3; time++) await scanner.OpenAsync(path);

        await using var db = app.NewContext();
        var hash = OneTimeLink.HashOf(path.Split('/')[^1]);
        Assert.Null((await db.OneTimeLinks.SingleAsync(l => l.TokenHash == hash)).UsedAt);
        Assert.StartsWith("/sign-in", (await scanner.OpenAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_UsedBefore_SaysSoAndSendsANewOne()
    {
        var email = await app.VolunteerAsync();
        using var first = app.NewVisit();
        var path = await AskForLinkAsync(first, email);
        await first.OpenAsync(path);
        using var second = app.NewVisit();
        await second.OpenAsync(path);
        await first.SendAsync("link");

        var late = await second.SendAsync("link");
        Assert.Contains("already", late.Text, StringComparison.Ordinal);
        var again = await second.OpenAsync(path);
        Assert.Contains("already", again.Text, StringComparison.Ordinal);
        await second.SendAsync("link", ("Input.Renew", "true"));

        var fresh = await LatestLinkAsync(email);
        Assert.NotEqual(path, fresh);
        await second.OpenAsync(fresh);
        Assert.Equal("/volunteer", (await second.SendAsync("link")).Location);
    }

    [Fact]
    public async Task Link_AfterFifteenMinutes_HasRunOut()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();
        var path = await AskForLinkAsync(visit, email);
        await visit.OpenAsync(path);
        app.Clock.Advance(TimeSpan.FromMinutes(15));

        var late = await visit.SendAsync("link");

        Assert.Contains("run out", late.Text, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await visit.OpenAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_PostedTwentyTimesAtOnce_SignsInOnce()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();
        var path = await AskForLinkAsync(visit, email);
        await visit.OpenAsync(path);

        var posts = Enumerable.Range(0, 20).Select(_ => visit.SendAsync(visit.Post("link"))).ToList();
        var answers = await Task.WhenAll(posts);

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("//evil.example.com")]
    [InlineData("https://evil.example.com")]
    [InlineData("/\\evil.example.com")]
    public async Task Link_ForeignReturnPath_LeadsToTheFrontPage(string returnTo)
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();

        var path = await AskForLinkAsync(visit, email, $"/sign-in?returnTo={Uri.EscapeDataString(returnTo)}");
        await visit.OpenAsync(path);

        Assert.Equal("/volunteer", (await visit.SendAsync("link")).Location);
    }

    [Fact]
    public async Task Link_ReturnPath_LeadsThere()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();

        var path = await AskForLinkAsync(visit, email, "/sign-in?returnTo=%2Faccount%3Fsaved%3Dtrue");
        await visit.OpenAsync(path);

        Assert.Equal("/account?saved=true", (await visit.SendAsync("link")).Location);
    }

    [Fact]
    public async Task Ask_KnownUnknownAndStaff_AnswersAlike()
    {
        var known = await app.VolunteerAsync();
        var staff = await app.StaffAsync(Role.Management);
        var answers = new List<string>();
        foreach (var email in new[] { known, staff.Email!, "nobody@example.com" })
        {
            using var visit = app.NewVisit();
            await visit.OpenAsync("/sign-in");
            await visit.SendAsync("sign-in", ("Input.Email", email));
            answers.Add((await visit.FollowAsync()).Text);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Ask_Staff_GetsTheWayToThePasswordAndNoLink()
    {
        var staff = await app.StaffAsync(Role.Management);
        using var visit = app.NewVisit();

        await visit.OpenAsync("/sign-in");
        await visit.SendAsync("sign-in", ("Input.Email", staff.Email!));

        Assert.Equal("/staff/sign-in", (await LatestMailAsync(staff.Email!)).Letter!.ButtonPath);
    }

    [Fact]
    public async Task Ask_NotAnAddress_KeepsWhatWasTyped()
    {
        using var visit = app.NewVisit();
        await visit.OpenAsync("/sign-in");

        var page = await visit.SendAsync("sign-in", ("Input.Email", "not an address"));

        Assert.Single(page.Errors);
        Assert.Equal("not an address", page.Document.QuerySelector("#Input-Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Session_OfADisabledAccount_EndsWithTheNextRequest()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();
        await visit.OpenAsync(await AskForLinkAsync(visit, email));
        await visit.SendAsync("link");
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/account")).Status);

        await using (var db = app.NewContext())
        {
            await db.Accounts.Where(a => a.Email == email).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true));
        }

        Assert.StartsWith("/sign-in", (await visit.OpenAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_SignedIn_StayOutOfCaches()
    {
        var email = await app.VolunteerAsync();
        using var visit = app.NewVisit();
        await visit.OpenAsync(await AskForLinkAsync(visit, email));
        await visit.SendAsync("link");

        var page = await visit.OpenAsync("/account");

        Assert.Equal("no-store", page.Response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Post_WithoutAntiforgeryToken_IsRefused()
    {
        using var visit = app.NewVisit();
        using var post = new HttpRequestMessage(HttpMethod.Post, new Uri("/sign-in", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "sign-in"), KeyValuePair.Create("Input.Email", "a@example.com")]),
        };

        Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(post)).StatusCode);
        using var signOut = new HttpRequestMessage(HttpMethod.Post, new Uri("/sign-out", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, (await visit.SendAsync(signOut)).StatusCode);
    }

    private async Task<string> AskForLinkAsync(Visit visit, string email, string from = "/sign-in")
    {
        await visit.OpenAsync(from);
        var sent = await visit.SendAsync("sign-in", ("Input.Email", email));
        Assert.Equal("/sign-in/sent", sent.Location);
        return await LatestLinkAsync(email);
    }

    private async Task<string> LatestLinkAsync(string email)
    {
        var path = (await LatestMailAsync(email)).Letter!.ButtonPath!;
        Assert.Matches(new Regex("^/sign-in/link/[0-9a-f]{64}$", RegexOptions.None, TimeSpan.FromSeconds(1)), path);
        return path;
    }

    private async Task<OutgoingEmail> LatestMailAsync(string email)
    {
        await using var db = app.NewContext();
        return await db.Emails.Where(e => e.ToAddress == email).OrderByDescending(e => e.Id).FirstAsync();
    }
}
