using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using MentorMatch.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Tests.Matching;

public sealed class ReasonWordsTests
{
    private static readonly Programme Programme = TestData.Programme();

    private static readonly ServiceProvider Services = new ServiceCollection().AddTexts().AddSingleton<ReasonWords>().BuildServiceProvider();

    private static ReasonWords Words => Services.GetRequiredService<ReasonWords>();

    public static TheoryData<string, ReasonKey> EveryReason
    {
        get
        {
            var data = new TheoryData<string, ReasonKey>();
            foreach (var language in Languages.All)
            {
                foreach (var key in Enum.GetValues<ReasonKey>()) data.Add(language.Tag, key);
            }

            return data;
        }
    }

    public static TheoryData<string, ExclusionReason> EveryRule
    {
        get
        {
            var data = new TheoryData<string, ExclusionReason>();
            foreach (var language in (string[])[Languages.Danish, Languages.English])
            {
                foreach (var rule in Enum.GetValues<ExclusionReason>()) data.Add(language, rule);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryReason))]
    public void Say_EveryReason_HasWordsWithoutGaps(string language, ReasonKey key)
    {
        using var _ = Languages.Use(language);

        foreach (var number in (string[])["1", "4"])
        {
            var said = Words.Say(new SuggestionReason(key.ToString(), [number, "5", "Walking", "FindJob"]), Programme);
            Assert.DoesNotContain("Reason.", said, StringComparison.Ordinal);
            Assert.DoesNotContain('{', said);
            Assert.False(said.TrimEnd().EndsWith(':'), said);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Texts_EveryRule_HasANameAndASentence(string language, ExclusionReason rule)
    {
        using var _ = Languages.Use(language);
        var texts = Services.GetRequiredService<IStringLocalizer<MatchingStaffTexts>>();

        Assert.False(texts[$"Rule.{rule}"].ResourceNotFound);
        Assert.False(texts[$"Excluded.{rule}"].ResourceNotFound);
    }

    [Fact]
    public void Texts_EveryFeature_HasANameAndAMeaning()
    {
        var texts = Services.GetRequiredService<IStringLocalizer<MatchingStaffTexts>>();

        Assert.All(FeatureSchema.All, f => Assert.False(texts[$"Feature.{f.Name}"].ResourceNotFound || texts[$"FeatureMeans.{f.Name}"].ResourceNotFound, f.Name));
        Assert.All(Enum.GetNames<FeatureGroup>(), g => Assert.False(texts[$"Group.{g}"].ResourceNotFound, g));
        Assert.All(Enum.GetNames<MatchState>(), s => Assert.False(texts[$"MatchState.{s}"].ResourceNotFound, s));
    }

    [Theory]
    [InlineData(Languages.Danish, "I kan begge lide: gåture og madlavning")]
    [InlineData(Languages.English, "You both like: walking and cooking")]
    public void Say_SharedInterests_ReadsAsASentence(string language, string expected)
    {
        using var _ = Languages.Use(language);

        var said = Words.Say(new SuggestionReason("SharedInterests", ["2", "", "Walking", "Cooking"]), Programme);

        Assert.Equal(expected, said);
    }

    [Fact]
    public void Say_ARuleThatIsBroken_SaysHowFar()
    {
        using var _ = Languages.Use(Languages.Danish);
        var citizen = new CitizenFacts
        {
            Id = Guid.NewGuid(),
            Goals = [],
            Languages = [new SpokenLanguage("da", 4)],
            Times = new WeekTimes(1),
            Location = new GeoPoint(55.9, 12.3),
            DistanceCapKm = 5,
        };
        var volunteer = new VolunteerFacts
        {
            Id = Guid.NewGuid(),
            IsReady = true,
            Capacity = 1,
            Used = 0,
            Languages = [new SpokenLanguage("da", 4)],
            Times = new WeekTimes(1),
            Location = new GeoPoint(56.0, 12.3),
        };

        Assert.Equal("Bor 11 km væk; grænsen er 5 km.", Assert.Single(Words.Say(Filters.Check(citizen, volunteer)!)));
    }
}
