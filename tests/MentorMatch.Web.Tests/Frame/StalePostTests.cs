using System.Net;
using AngleSharp.Html.Dom;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Frame;

/// <summary>Forms whose token does not hold any more, as in production: a page in words, and nothing lost.</summary>
public sealed class StalePostTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Token = "__RequestVerificationToken";
    private const string Typed = "Karen \"Eksempel\" <3\r\nlinje to";

    [Fact]
    public async Task Post_WithATokenThatDoesNotHold_OffersToSendWhatWasTypedAgain()
    {
        using var visit = await SignUpAsync();

        var page = await visit.SendAsync("sign-up", ("Input.Name", Typed), (Token, "old"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("The page has been open too long", page.Heading);
        Assert.True(page.Response.Headers.CacheControl?.NoStore);
        var kept = Assert.IsType<IHtmlInputElement>(page.Document.QuerySelector("main form input[name='Input.Name']"), exactMatch: false);
        Assert.Equal(Typed, kept.Value.ReplaceLineEndings("\r\n"));

        var address = page.Document.QuerySelector("main form")!.GetAttribute("action")!;
        Assert.StartsWith("/sign-up", address, StringComparison.Ordinal);
        var next = await visit.SendAsync(address, ("Input.Name", "Karen Eksempel"));
        Assert.Equal(HttpStatusCode.Found, next.Status);
        Assert.Equal("/sign-up/contact", next.Location);
    }

    [Fact]
    public async Task Post_FromAnotherSite_IsRefusedWithoutAWayToSendIt()
    {
        using var visit = await SignUpAsync();
        using var post = visit.Post("sign-up", ("Input.Name", "Karen Eksempel"), (Token, "old"));
        post.Headers.Add("Origin", "https://elsewhere.example.com");

        using var answer = await visit.SendAsync(post);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The page has been open too long", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Karen Eksempel", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithAPassword_IsNotShownAgain()
    {
        using var visit = app.NewVisit();
        await visit.OpenAsync("/staff/sign-in");

        var page = await visit.SendAsync("staff", ("Input.Password", "a long secret of somebody"), (Token, "old"));

        Assert.Equal("The page has been open too long", page.Heading);
        Assert.DoesNotContain("a long secret", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_handler", "no-such-form")]
    [InlineData("Input.Name", "Karen\0Eksempel")]
    public async Task Post_ThatNoFormTakes_IsAnsweredByAPage(string name, string value)
    {
        using var visit = await SignUpAsync();

        var page = await visit.SendAsync("sign-up", (name, value));

        Assert.True(page.Status is HttpStatusCode.BadRequest or HttpStatusCode.OK, page.Status.ToString());
        Assert.NotEmpty(page.Heading);
    }

    private async Task<Visit> SignUpAsync()
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-up?programme={programme.Slug}");
        return visit;
    }
}
