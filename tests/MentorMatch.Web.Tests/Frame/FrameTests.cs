using System.Net;
using System.Text.RegularExpressions;
using MentorMatch.TestKit;
using MentorMatch.Web.Frame;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MentorMatch.Web.Tests.Frame;

/// <summary>What holds on every page that a visitor can open.</summary>
public sealed partial class FrameTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Pages = ["/", "/contact", "/privacy", "/accessibility", "/demo/components"];
    private static readonly string[] Tags = ["da", "en", "da-x-let"];

    private readonly HttpClient client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public static TheoryData<string, string> PagesAndLanguages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var path in Pages) foreach (var tag in Tags) data.Add(path, tag);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PagesAndLanguages))]
    public async Task Page_InEachLanguage_SaysItsLanguageAndHasOneHeadingTitleAndSkipLink(string path, string tag)
    {
        var page = await WebPage.GetAsync(client, path, tag);

        Assert.Equal(HttpStatusCode.OK, page.Response.StatusCode);
        Assert.Equal(tag, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Single(page.Document.QuerySelectorAll("main#main"));
        Assert.NotEmpty(page.Document.Title!);
        Assert.Equal($"{path}#main", page.Document.Body!.QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(PagesAndLanguages))]
    public async Task Page_InEachLanguage_LoadsNothingFromElsewhereAndCarriesNoInlineCode(string path, string tag)
    {
        var page = await WebPage.GetAsync(client, path, tag);

        var loaded = page.Document.QuerySelectorAll("[src], link[href], use, form[action]")
            .Select(element => element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action")!);
        Assert.All(loaded, address => Assert.DoesNotContain("//", address));
        Assert.Empty(page.Document.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.Document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_Visited_DiffersInEachLanguage()
    {
        var headings = new List<string>();
        foreach (var tag in Tags) headings.Add((await WebPage.GetAsync(client, "/", tag)).Document.QuerySelector("h1")!.TextContent);

        Assert.Equal(Tags.Length, headings.Distinct().Count());
    }

    [Fact]
    public async Task Page_Answered_CarriesTheSecurityHeaders()
    {
        var response = (await WebPage.GetAsync(client, "/")).Response;

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
    }

    [Theory]
    [InlineData("da", "Siden findes ikke")]
    [InlineData("en", "Page not found")]
    [InlineData("da-x-let", "Vi kan ikke finde siden")]
    public async Task UnknownAddress_InEachLanguage_Is404InItsWords(string tag, string heading)
    {
        var page = await WebPage.GetAsync(client, "/no-such-page", tag);

        Assert.Equal(HttpStatusCode.NotFound, page.Response.StatusCode);
        Assert.Equal(tag, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, Assert.Single(page.Document.QuerySelectorAll("h1")).TextContent);
    }

    [Theory]
    [InlineData("en-US,en;q=0.8", "en")]
    [InlineData("nb-NO,nb;q=0.9", "da")]
    [InlineData("da-DK", "da")]
    public async Task Visit_WithoutAChoice_TakesTheBrowsersLanguageElseDanish(string accepted, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Language", accepted);
        using var response = await client.SendAsync(request);

        Assert.Contains($"<html lang=\"{tag}\">", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LanguageChoice_Posted_IsRememberedAndLeadsBackToThePage()
    {
        var page = await WebPage.GetAsync(client, "/contact?from=test", "da");
        var answer = await WebPage.SubmitAsync(client, page, "form[action='/language']", ("language", "da-x-let"));

        Assert.Equal(HttpStatusCode.Found, answer.Response.StatusCode);
        Assert.Equal("/contact?from=test", answer.Response.Headers.Location!.OriginalString);
        Assert.Contains(answer.Response.Headers.GetValues("Set-Cookie"), cookie => LanguageCookie().IsMatch(cookie));
    }

    [Theory]
    [InlineData("//elsewhere.example.com")]
    [InlineData("https://elsewhere.example.com")]
    [InlineData("/\\elsewhere.example.com")]
    public async Task LanguageChoice_LeadingToAnotherSite_LeadsToTheFrontPage(string returnTo)
    {
        var page = await WebPage.GetAsync(client, "/");
        var answer = await WebPage.SubmitAsync(client, page, "form[action='/language']", ("language", "en"), ("returnTo", returnTo));

        Assert.Equal("/", answer.Response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task LanguageChoice_WithoutTheToken_IsRefused()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("language", "en")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = content };
        request.Headers.Add("Cookie", "language=da");
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(cookie => cookie.StartsWith("language=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://elsewhere.example.com", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Circuit_AskedForByAPage_IsGivenToThisSiteAlone(string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task StaticFiles_NamedByThePage_AreServed()
    {
        var page = await WebPage.GetAsync(client, "/");
        foreach (var path in page.Document.QuerySelectorAll("link[rel=stylesheet], script").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [GeneratedRegex("^language=da-x-let; max-age=31536000; path=/; .*httponly", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageCookie();
}
