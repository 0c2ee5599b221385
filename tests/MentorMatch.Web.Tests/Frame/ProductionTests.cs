using System.Net;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Frame;

public sealed class ProductionTests(ProductionApp app) : IClassFixture<ProductionApp>
{
    [Theory]
    [InlineData("/demo/components")]
    [InlineData("/demo/interactive")]
    [InlineData("/demo/known-bad")]
    public async Task DemoPage_InProduction_DoesNotExist(string path)
    {
        using var client = app.CreateClient();

        var page = await WebPage.GetAsync(client, path, "en");

        Assert.Equal(HttpStatusCode.NotFound, page.Response.StatusCode);
        Assert.Equal("Page not found", page.Document.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("da", "Der gik noget galt hos os")]
    [InlineData("en", "Something went wrong on our side")]
    [InlineData("da-x-let", "Der skete en fejl hos os")]
    public async Task Fault_InAPage_IsToldInItsLanguageWithoutDetails(string tag, string heading)
    {
        await using var broken = app.WithWebHostBuilder(web => web.UseSetting("Municipality:AccentColour", "#000000")
            .ConfigureServices(services => services.AddBrokenPage()));
        using var client = broken.CreateClient();

        var page = await WebPage.GetAsync(client, BrokenPage.Path, tag);

        Assert.Equal(HttpStatusCode.InternalServerError, page.Response.StatusCode);
        Assert.Equal(tag, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, Assert.Single(page.Document.QuerySelectorAll("h1")).TextContent);
        Assert.DoesNotContain(BrokenPage.Secret, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }
}
