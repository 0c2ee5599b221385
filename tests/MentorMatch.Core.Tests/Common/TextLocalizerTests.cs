using System.Globalization;
using MentorMatch.Core.Common.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Tests.Common;

public sealed class TextLocalizerTests
{
    private readonly IStringLocalizer<CommonTexts> texts = new ServiceCollection()
        .AddTexts()
        .BuildServiceProvider()
        .GetRequiredService<IStringLocalizer<CommonTexts>>();

    [Theory]
    [InlineData("da", "Annuller")]
    [InlineData("en", "Cancel")]
    [InlineData("da-x-let", "Fortryd")]
    [InlineData("DA-X-LET", "Fortryd")]
    [InlineData("fr", "Annuller")]
    [InlineData(null, "Annuller")]
    public void Lookup_UnderALanguage_SpeaksIt(string? tag, string expected)
    {
        using var language = Languages.Use(tag);

        Assert.Equal(expected, texts["Cancel"].Value);
    }

    [Theory]
    [InlineData("en-US", "Cancel")]
    [InlineData("da-DK", "Annuller")]
    [InlineData("fr-FR", "Annuller")]
    public void Lookup_UnderAFrameworkCulture_TakesTheNearestLanguage(string culture, string expected)
    {
        using var restored = Languages.Use(Languages.Danish);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(expected, texts["Cancel"].Value);
    }

    [Fact]
    public void Lookup_WithArguments_FillsThemInTheCulturesFormat()
    {
        using (Languages.Use(Languages.English))
        {
            Assert.Equal("1,234.5 in total", texts["HitCount", 1234.5.ToString("N1", CultureInfo.CurrentCulture)].Value);
        }

        using (Languages.Use(Languages.EasyDanish))
        {
            Assert.Equal("1.234,5 i alt", texts["HitCount", 1234.5.ToString("N1", CultureInfo.CurrentCulture)].Value);
        }
    }

    [Fact]
    public void Lookup_OfAnUnknownKey_SaysThatItIsMissing()
    {
        var text = texts["NoSuchKey"];

        Assert.True(text.ResourceNotFound);
        Assert.Equal("[NoSuchKey]", text.Value);
    }

    [Fact]
    public void GetAllStrings_InEveryLanguage_HasTheSameKeys()
    {
        var keys = Languages.All.Select(KeysOf).ToList();

        Assert.NotEmpty(keys[0]);
        Assert.All(keys, set => Assert.Equal(keys[0], set));
    }

    [Fact]
    public void Use_Disposed_RestoresTheLanguageBefore()
    {
        using var outer = Languages.Use(Languages.English);
        using (Languages.Use(Languages.EasyDanish))
        {
            Assert.Equal(Languages.EasyDanish, Languages.Current.Tag);
        }

        Assert.Equal(Languages.English, Languages.Current.Tag);
    }

    [Fact]
    public void Culture_OfEachLanguage_BearsItsTagAndWritesEuropeanDates()
    {
        var day = new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Unspecified);

        Assert.All(Languages.All, language => Assert.Equal(language.Tag, language.Culture.Name));
        Assert.Equal("01/12/2026", day.ToString("d", Languages.Find(Languages.English).Culture));
        Assert.Equal("01.12.2026", day.ToString("d", Languages.Find(Languages.EasyDanish).Culture));
    }

    private List<string> KeysOf(Language language)
    {
        using var spoken = Languages.Use(language.Tag);
        return texts.GetAllStrings(includeParentCultures: false).Select(text => text.Name).Order(StringComparer.Ordinal).ToList();
    }
}
