using System.Reflection;

namespace MentorMatch.Ranking.Tests;

public sealed class FeatureSchemaTests
{
    private static readonly string[] NeverFeatures =
    [
        "ethnic", "religio", "faith", "health", "diagnos", "nationality", "citizenship", "gender", "sex", "woman",
        "name", "postcode", "postal", "zip", "address", "origin", "cpr",
    ];

    /// <summary>No fact of these kinds may even reach ranking; the two of gender are read by one filter.</summary>
    private static readonly string[] AllowedFacts = ["Gender", "WantedGender"];

    [Fact]
    public void All_NamesAndDefinitions_HoldNothingThatMustNeverCount() =>
        Assert.All(FeatureSchema.All, definition => Assert.All(NeverFeatures, word =>
        {
            Assert.DoesNotContain(word, definition.Name, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(word, definition.Definition, StringComparison.OrdinalIgnoreCase);
        }));

    [Theory]
    [InlineData(typeof(CitizenFacts))]
    [InlineData(typeof(VolunteerFacts))]
    public void Facts_Properties_HoldNothingThatMustNeverCount(Type facts) =>
        Assert.All(
            facts.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !AllowedFacts.Contains(property.Name)),
            property => Assert.All(NeverFeatures, word =>
                Assert.DoesNotContain(word, property.Name, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void All_Order_IsThatOfTheEnum()
    {
        Assert.Equal(Enum.GetValues<Feature>(), FeatureSchema.All.Select(definition => definition.Feature));
        Assert.Equal(FeatureSchema.Count, FeatureSchema.All.Select(definition => definition.Name).Distinct().Count());
    }

    [Fact]
    public void Hash_NameOrDefinitionChanged_IsAnother()
    {
        var first = FeatureSchema.All[0];
        var rest = FeatureSchema.All.Skip(1);

        Assert.Equal(FeatureSchema.Hash, FeatureSchema.HashOf(FeatureSchema.Version, FeatureSchema.All));
        Assert.Matches("^[0-9a-f]{64}$", FeatureSchema.Hash);
        string[] others =
        [
            FeatureSchema.HashOf(FeatureSchema.Version + 1, FeatureSchema.All),
            FeatureSchema.HashOf(FeatureSchema.Version, rest.Prepend(first with { Name = "other" })),
            FeatureSchema.HashOf(FeatureSchema.Version, rest.Prepend(first with { Definition = "other" })),
            FeatureSchema.HashOf(FeatureSchema.Version, rest.Append(first)),
        ];
        Assert.DoesNotContain(FeatureSchema.Hash, others);
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void Extract_GeneratedCases_ValuesAreUnknownOrBetween0And1() =>
        Property.Over(Cases.All, 300, each =>
            Assert.All(Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked, one =>
                Assert.All(one.Explain()!.Contributions, part =>
                    Assert.True(double.IsNaN(part.Value) || part.Value is >= 0 and <= 1, $"{part.Feature} is {part.Value}"))));

    [Fact]
    public void Extract_KnownPair_GivesTheValuesOfTheDefinitions()
    {
        var citizen = TestPairs.Citizen with
        {
            Goals = ["FindJob", "DigitalSkills"],
            Languages = [new("da", 2), new("en", 3)],
            Location = TestPairs.Town,
            DistanceCapKm = 20,
            BirthYear = 1990,
            Likes = ["fishing", "chess"],
            Dislikes = ["football"],
            TargetGroups = ["young", "parents"],
            WishedApproaches = new Dictionary<string, string> { ["a"] = "x", ["b"] = "y", ["c"] = "z" },
        };
        var volunteer = TestPairs.Volunteer with
        {
            Languages = [new("da", 4), new("en", 4)],
            Location = TestPairs.North(4),
            BirthYear = 1970,
            Likes = ["chess", "football"],
            Dislikes = ["football"],
            PreferredTargetGroups = ["young"],
            OccupationField = "Technology",
            Motivations = ["ShareProfession"],
            ScenarioAnswers = new Dictionary<string, string> { ["a"] = "x", ["b"] = "w" },
            Capacity = 2,
            Used = 1,
            FinishedMatches = 2,
            History = new(3, 4),
            IdleDays = 45,
            TimesShown = 1,
        };

        var explanation = TestPairs.Model.Explain(citizen, volunteer);

        AssertValue(Feature.Closeness, Math.Exp(-.4), 1e-4);
        AssertValue(Feature.WithinFiveKm, 1);
        AssertValue(Feature.ShareOfDistanceCap, .2, 1e-4);
        AssertValue(Feature.LanguageLevel, .75);
        AssertValue(Feature.FluentTogether, 0);
        AssertValue(Feature.CommonTimes, 1 / 6d);
        AssertValue(Feature.CommonTimesShare, .5);
        AssertValue(Feature.CommonWeekdays, 1 / 7d);
        AssertValue(Feature.AgeGap, .5);
        AssertValue(Feature.SimilarAge, 0);
        AssertValue(Feature.MentorOlder, 1);
        AssertValue(Feature.SharedLikes, .25);
        AssertValue(Feature.SharedLikesShare, .5);
        AssertValue(Feature.SharedDislikes, 1 / 3d);
        AssertValue(Feature.OpposedInterests, 1 / 3d);
        AssertValue(Feature.OccupationGoalBest, 1);
        AssertValue(Feature.OccupationGoalMean, .75);
        AssertValue(Feature.TargetGroupShare, .5);
        AssertValue(Feature.ScenarioAgreement, .5);
        AssertValue(Feature.ScenarioFullAgreement, 0);
        AssertValue(Feature.MotivationNeedBest, 1);
        AssertValue(Feature.MotivationNeedMean, .7);
        AssertValue(Feature.Experience, .4);
        AssertValue(Feature.HasExperience, 1);
        AssertValue(Feature.History, 4 / 6d);
        AssertValue(Feature.Load, .5);
        AssertValue(Feature.IdleDays, .5);
        AssertValue(Feature.ShownOften, .1);
        AssertValue(Feature.NeverShown, 0);

        void AssertValue(Feature feature, double expected, double within = 1e-12) =>
            Assert.Equal(expected, explanation.Contributions[(int)feature].Value, within);
    }

    [Fact]
    public void Extract_UnknownFacts_ContributeNothing()
    {
        var explanation = TestPairs.Model.Explain(TestPairs.Citizen with { Goals = [] }, TestPairs.Volunteer);

        Feature[] unknown = [.. explanation.Contributions.Where(part => double.IsNaN(part.Value)).Select(part => part.Feature)];
        Assert.Contains(Feature.Closeness, unknown);
        Assert.Contains(Feature.AgeGap, unknown);
        Assert.Contains(Feature.OccupationGoalBest, unknown);
        Assert.Contains(Feature.ScenarioAgreement, unknown);
        Assert.All(unknown, feature => Assert.Equal(0, explanation.AmountOf(feature)));
    }
}
