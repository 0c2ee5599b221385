using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;

namespace MentorMatch.Core.Tests.Common;

public sealed class WordingTests
{
    [Theory]
    [InlineData("Fiskeri", "fiskeri")]
    [InlineData("Økonomi", "økonomi")]
    [InlineData("LGBT+", "LGBT+")]
    [InlineData("It og data", "it og data")]
    [InlineData("I", "i")]
    [InlineData("", "")]
    public void Inside_AChoice_IsWrittenSmallUnlessItIsAnAbbreviation(string choice, string inside) => Assert.Equal(inside, Wording.Inside(choice));

    [Fact]
    public void List_OfChoices_BeginsWithACapitalAlone() => Assert.Equal("Svømning, cykling, gåture", Wording.List(["Svømning", "Cykling", "Gåture"]));

    [Fact]
    public void List_OfNothing_IsEmpty() => Assert.Equal("", Wording.List([]));

    [Theory]
    [InlineData("da", "Danish, english")]
    [InlineData("en", "Danish, English")]
    public void LanguageList_InEnglish_KeepsTheCapitals(string language, string list)
    {
        using var _ = CultureScope.Use(language);

        Assert.Equal(list, Wording.LanguageList(["Danish", "English"]));
    }
}
