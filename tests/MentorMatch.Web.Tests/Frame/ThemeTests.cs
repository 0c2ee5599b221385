using MentorMatch.Web.Frame;

namespace MentorMatch.Web.Tests.Frame;

public sealed class ThemeTests
{
    private const string LightPage = "#ffffff";
    private const string DarkPage = "#1e2326";

    [Theory]
    [InlineData("#0a5c5f")]
    [InlineData("#ffff00")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    [InlineData("#888888")]
    [InlineData("#e4007f")]
    public void Of_AnyColour_CanBeReadOnLightAndOnDark(string accent)
    {
        var theme = Theme.Of(accent);

        Assert.All([theme.OnLight, theme.OnLightStrong], colour => Assert.True(Theme.Contrast(colour, LightPage) >= 4.5, colour));
        Assert.All([theme.OnDark, theme.OnDarkStrong], colour => Assert.True(Theme.Contrast(colour, DarkPage) >= 4.5, colour));
    }

    [Fact]
    public void Of_AColourThatIsReadable_KeepsIt() => Assert.Equal("#0a5c5f", Theme.Of("#0a5c5f").OnLight);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345g")]
    [InlineData("#000}*{")]
    public void Of_WhatIsNoColour_IsTheProductsOwn(string? accent) => Assert.Equal(Theme.Of("#0a5c5f"), Theme.Of(accent));

    [Fact]
    public void Contrast_BlackOnWhite_Is21() => Assert.Equal(21, Theme.Contrast("#000000", "#ffffff"), precision: 6);
}
