using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Access;

/// <summary>Forms that are sent after the session has ended: what was typed waits for the same person to sign in again.</summary>
public sealed class KeptPostTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Waiting = "Du er logget ind igen";

    [Fact]
    public async Task Post_WhenTheSessionHasRunOut_WaitsForTheSamePersonAndIsSent()
    {
        var email = await app.VolunteerAsync();
        using var visit = await SignedInAsync(email);
        await visit.OpenAsync("/account");
        await EndSessionsAsync(email);

        var refused = await visit.SendAsync("details", ("Input.FirstName", "Kamma \"Ærø\""), ("Input.Phone", "12345678"), ("Input.Language", "en"));
        Assert.StartsWith("/sign-in?", refused.Location, StringComparison.Ordinal);
        await app.SignInAsync(visit, email, refused.Location!);

        var kept = await visit.FollowAsync();
        Assert.Equal(Waiting, kept.Heading);
        var typed = Assert.IsType<IHtmlInputElement>(kept.Document.QuerySelector("main form input[name='Input.FirstName']"), exactMatch: false);
        Assert.Equal("Kamma \"Ærø\"", typed.Value);
        await visit.SendAsync("/account");
        await visit.FollowAsync();
        await using var db = app.NewContext();
        Assert.Equal("Kamma \"Ærø\"", (await db.Volunteers.SingleAsync(v => v.Email == email)).FirstName);
    }

    [Fact]
    public async Task Post_OfSomebodyElse_IsNotShownToWhoSignsInNext()
    {
        var (first, second) = (await app.VolunteerAsync(), await app.VolunteerAsync());
        using var visit = await SignedInAsync(first);
        await visit.OpenAsync("/account");
        await EndSessionsAsync(first);
        var refused = await visit.SendAsync("details", ("Input.FirstName", "Kun for den første"), ("Input.Language", "en"));

        await app.SignInAsync(visit, second, refused.Location!);
        var page = await visit.FollowAsync();

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEqual(Waiting, page.Heading);
        Assert.DoesNotContain("Kun for den", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("/account", page.Document.QuerySelector("main a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Post_FromAnotherSite_IsNotKept()
    {
        var email = await app.VolunteerAsync();
        using var visit = await SignedInAsync(email);
        await visit.OpenAsync("/account");
        await EndSessionsAsync(email);
        using var post = visit.Post("details", ("Input.FirstName", "Fra et andet sted"), ("Input.Language", "en"));
        post.Headers.Add("Origin", "https://elsewhere.example.com");

        using var answer = await visit.SendAsync(post);

        Assert.Equal("/sign-in?returnTo=%2Faccount", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.StartsWith("kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Post_LongerThanACookieTakes_IsNotKeptAndLeadsToTheFormAgain()
    {
        var email = await app.VolunteerAsync();
        using var visit = await SignedInAsync(email);
        await visit.OpenAsync("/account");
        await EndSessionsAsync(email);

        var refused = await visit.SendAsync("details", ("Input.FirstName", new string('x', 8_000)), ("Input.Language", "en"));

        Assert.Equal("/sign-in?returnTo=%2Faccount", refused.Location);
    }

    [Theory]
    [InlineData("/account", "/account")]
    [InlineData("//elsewhere.example.com", "/volunteer")]
    public async Task Page_WithNothingKept_LeadsToAPageOfThisSiteAlone(string asked, string leads)
    {
        using var visit = await SignedInAsync(await app.VolunteerAsync());

        var page = await visit.OpenAsync($"/account/kept?to={Uri.EscapeDataString(asked)}");

        Assert.Equal("Her er ikke noget, der venter", page.Heading);
        Assert.Equal(leads, page.Document.QuerySelector("main a.button")!.GetAttribute("href"));
    }

    private async Task<Visit> SignedInAsync(string email)
    {
        var visit = app.NewVisit();
        await app.SignInAsync(visit, email);
        return visit;
    }

    private async Task EndSessionsAsync(string email)
    {
        await using var db = app.NewContext();
        (await db.Accounts.SingleAsync(a => a.Email == email)).EndSessions();
        await db.SaveChangesAsync();
    }
}
