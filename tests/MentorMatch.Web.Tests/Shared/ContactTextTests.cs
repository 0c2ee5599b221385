using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Tests.Shared;

public sealed class ContactTextTests
{
    [Fact]
    public async Task ContactText_WithPlaces_HasTheMunicipalityToTouchInThem()
    {
        var page = await Rendered.AsDocumentAsync<ContactText>(("Text", "Ring på {0}, eller skriv til {1}. Om data: {2}"));

        Assert.Equal("Ring på 12 34 56 78, eller skriv til mentor@example.com. Om data: databeskyttelse@example.com", page.Body!.TextContent);
        Assert.Equal(["tel:+4512345678", "mailto:mentor@example.com", "mailto:databeskyttelse@example.com"], page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("bo@example.com", "bo", "@example.com")]
    [InlineData("no-at-sign", "", "no-at-sign")]
    public async Task EmailLink_AnyAddress_BreaksBeforeItsServerAlone(string address, string before, string after)
    {
        var page = await Rendered.AsDocumentAsync<EmailLink>(("Address", address));

        var link = page.QuerySelector("a")!;
        Assert.Equal((address, $"mailto:{address}"), (link.TextContent, link.GetAttribute("href")));
        Assert.Equal((before, after), (link.QuerySelector("wbr")!.PreviousSibling?.TextContent ?? "", link.QuerySelector("wbr")!.NextSibling!.TextContent));
    }

    [Fact]
    public async Task EmailLink_WithoutAnAddress_IsNothing() => Assert.Null((await Rendered.AsDocumentAsync<EmailLink>(("Address", null))).QuerySelector("a"));
}
