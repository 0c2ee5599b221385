using System.Net;
using AngleSharp.Html.Parser;

namespace MentorMatch.Web.Tests.Emails;

public sealed class DemoMailTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mentormatch-demo-mail-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Mailbox_AfterAMailWasSent_ShowsItsPartsInAFrameThatMayDoNothing()
    {
        await using var app = await RunningApp.StartAsync("Development", ("Email:PickupFolder", folder.FullName), ("Demo:Seed", "false"));
        using var client = app.NewClient();
        Assert.Contains("empty-state", await client.GetStringAsync(new Uri("/demo/mail", UriKind.Relative)), StringComparison.Ordinal);
        await RunningApp.PutInAsync(app.NewOwnContext(), "bo@example.com");
        for (var tries = 0; tries < 200 && folder.GetFiles("*.eml").Length == 0; tries++) await Task.Delay(50);

        var list = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync(new Uri("/demo/mail?q=bo@", UriKind.Relative)));
        Assert.True(list.QuerySelector("main table a") is not null, list.Body!.TextContent);
        var path = list.QuerySelector("main table a")!.GetAttribute("href")!;
        var reader = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        using var frame = await client.GetAsync(new Uri(reader.QuerySelector("iframe")!.GetAttribute("src")!, UriKind.Relative));

        Assert.Equal("Nyt til dig på siden", reader.QuerySelector("h1")!.TextContent);
        Assert.Equal("https://mentor.example.com/volunteer", reader.QuerySelector("a.mail-link")!.GetAttribute("href"));
        Assert.Equal("", reader.QuerySelector("iframe")!.GetAttribute("sandbox"));
        Assert.StartsWith("sandbox; default-src 'none'", frame.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var none = await client.GetStringAsync(new Uri("/demo/mail?q=nobody", UriKind.Relative));
        Assert.Contains("empty-state", none, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/demo/mail/..%2F..%2Fetc%2Fpasswd/raw")]
    [InlineData("/demo/mail/x/html")]
    [InlineData("/demo/mail/20260101T000000000-00000000000000000000000000000000/calendar")]
    public async Task Part_OfNoMail_IsNotFound(string path)
    {
        await using var app = await RunningApp.StartAsync("Development", ("Email:PickupFolder", folder.FullName));
        using var client = app.NewClient();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Mailbox_OutsideDevelopment_DoesNotExist()
    {
        await using var app = await RunningApp.StartAsync("Production", ("Email:Transport", "Pickup"), ("Email:PickupFolder", folder.FullName));
        using var client = app.NewClient();

        using var response = await client.GetAsync(new Uri("/demo/mail", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
