namespace MentorMatch.Ranking.Tests;

public sealed class ReasonsTests
{
    [Fact]
    public void Reasons_GeneratedCases_AreTrueFewAndRightlyOrdered()
    {
        var stated = 0;
        Property.Over(Cases.All, 400, each =>
        {
            foreach (var one in Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked)
            {
                var explanation = one.Explain()!;
                foreach (var audience in Enum.GetValues<ReasonAudience>())
                {
                    var reasons = one.Reasons(audience);
                    AssertShape(reasons);
                    Assert.All(reasons, reason => Assert.True(
                        PlainReasons.IsTrue(reason, each.Citizen, one.Volunteer), $"{reason} is not true."));
                    Assert.All(reasons, reason => Assert.Equal(
                        PlainReasons.FeaturesOf(reason.Key).Sum(explanation.AmountOf), reason.Contribution, 1e-12));
                    stated += reasons.Count;
                }
            }
        });

        Assert.True(stated > 500, $"Only {stated} reasons were given.");
    }

    /// <summary>Keeps the rarest reason from being checked by luck alone: each is the only matter once.</summary>
    [Fact]
    public void Reasons_OneMatterWeighedAlone_AreTrueAndEachIsGiven()
    {
        var alone = Enum.GetValues<ReasonKey>().ToDictionary(key => key, ModelOfOneMatter);
        HashSet<ReasonKey> seen = [];
        Property.Over(Cases.All, 300, each =>
        {
            foreach (var (key, model) in alone)
            {
                foreach (var one in Ranker.Rank(each.Citizen, each.Volunteers, model).Ranked)
                {
                    var reason = one.Reasons(ReasonAudience.Coordinator).FirstOrDefault(reason => reason.Key == key);
                    if (reason is not null)
                    {
                        Assert.True(PlainReasons.IsTrue(reason, each.Citizen, one.Volunteer), $"{reason} is not true.");
                        seen.Add(key);
                    }
                }
            }
        });

        Assert.Equal(Enum.GetValues<ReasonKey>(), seen.Order());
    }

    [Fact]
    public void Reasons_UnderAnyWeightsAndBaselines_AreTrue()
    {
        var stated = 0;
        var seed = 0;
        Property.Over(Cases.All, 500, each =>
        {
            var model = AnyModel(seed++);
            foreach (var one in Ranker.Rank(each.Citizen, each.Volunteers, model).Ranked)
            {
                var reasons = one.Reasons(ReasonAudience.Coordinator);
                AssertShape(reasons);
                Assert.All(reasons, reason => Assert.True(
                    PlainReasons.IsTrue(reason, each.Citizen, one.Volunteer), $"{reason} is not true."));
                stated += reasons.Count;
            }
        });

        Assert.True(stated > 500, $"Only {stated} reasons were given.");
    }

    [Fact]
    public void Reasons_HalfOfTheScenariosAgree_AreNeitherForNorAgainst()
    {
        var citizen = TestPairs.Citizen with { WishedApproaches = new Dictionary<string, string> { ["a"] = "x", ["b"] = "y" } };
        var volunteer = TestPairs.Volunteer with { ScenarioAnswers = new Dictionary<string, string> { ["a"] = "x", ["b"] = "z" } };

        Assert.All([0d, .5, 1], baseline => Assert.DoesNotContain(
            Ranker.Rank(citizen, [volunteer], ModelWithBaseline(Feature.ScenarioAgreement, baseline)).Ranked[0].Reasons(),
            reason => reason.Key is ReasonKey.AgreesOnApproach or ReasonKey.DifferentApproach));
    }

    [Fact]
    public void Reasons_ForEveryone_HoldNothingForCoordinatorsAlone() =>
        Property.Over(Cases.All, 200, each =>
            Assert.All(Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked, one =>
                Assert.DoesNotContain(one.Reasons(), reason => PlainReasons.ForCoordinators.Contains(reason.Key))));

    [Fact]
    public void Reasons_WeightSwitchedOff_LeaveOutWhatItStoodFor()
    {
        var citizen = TestPairs.Citizen with { Likes = ["chess"] };
        var volunteer = TestPairs.Volunteer with { Likes = ["chess"] };
        var off = ExpertWeights.Default.With(Feature.SharedLikes, 0).With(Feature.SharedLikesShare, 0);

        Assert.Contains(KeysWith(ExpertWeights.Default), key => key == ReasonKey.SharedInterests);
        Assert.DoesNotContain(KeysWith(off), key => key == ReasonKey.SharedInterests);

        IEnumerable<ReasonKey> KeysWith(ExpertWeights weights) =>
            Ranker.Rank(citizen, [volunteer], RankingModel.FromExpert(weights, "x")).Ranked[0].Reasons().Select(reason => reason.Key);
    }

    [Fact]
    public void Reasons_FarAway_SayHowFarAsTheOneAgainst()
    {
        var citizen = TestPairs.Citizen with { Location = TestPairs.Town };
        var volunteer = TestPairs.Volunteer with { Location = TestPairs.North(31.2) };

        var against = Ranker.Rank(citizen, [volunteer], TestPairs.Model).Ranked[0].Reasons()[^1];

        Assert.Equal(ReasonKey.FarAway, against.Key);
        Assert.Equal(ReasonSide.Against, against.Side);
        Assert.Equal(31, against.Number);
    }

    [Fact]
    public void Reasons_StrongestThree_AreThoseThatRaiseTheScoreMost()
    {
        var citizen = TestPairs.Citizen with
        {
            Goals = ["DigitalSkills"],
            Likes = ["chess"],
            Location = TestPairs.Town,
            TargetGroups = ["young"],
        };
        var volunteer = TestPairs.Volunteer with
        {
            OccupationField = "Technology",
            Likes = ["chess"],
            Location = TestPairs.Town,
            PreferredTargetGroups = ["young"],
        };

        var inFavour = Ranker.Rank(citizen, [volunteer], TestPairs.Model).Ranked[0].Reasons().Where(one => one.Side == ReasonSide.InFavour);

        // Technology→DigitalSkills .7 + .3 = 1.0; near .63 + .2 = .83; language .3 + .2 = .5; group .4; chess .125 + .2.
        Assert.Equal([ReasonKey.OccupationFits, ReasonKey.NearBy, ReasonKey.SharedLanguage], inFavour.Select(one => one.Key));
    }

    private static RankingModel AnyModel(int seed)
    {
        var random = new Random(seed);
        return TestPairs.Linear(
            "any",
            [.. FeatureSchema.All.Select(_ => (random.NextDouble() * 6) - 3)],
            [.. FeatureSchema.All.Select(_ => random.NextDouble())]);
    }

    private static RankingModel ModelOfOneMatter(ReasonKey key)
    {
        var features = PlainReasons.FeaturesOf(key);
        var baseline = key >= ReasonKey.FarAway ? 1 : 0;
        return TestPairs.Linear(
            "alone",
            [.. FeatureSchema.All.Select(definition => features.Contains(definition.Feature) ? 1d : 0)],
            [.. FeatureSchema.All.Select(_ => (double)baseline)]);
    }

    private static RankingModel ModelWithBaseline(Feature feature, double baseline) => TestPairs.Linear(
        "moved",
        [.. TestPairs.Model.Weights],
        [.. FeatureSchema.All.Select(definition => definition.Feature == feature ? baseline : definition.Baseline)]);

    private static void AssertShape(IReadOnlyList<Reason> reasons)
    {
        var inFavour = reasons.TakeWhile(one => one.Side == ReasonSide.InFavour).ToList();
        Assert.True(inFavour.Count <= 3);
        Assert.True(reasons.Count - inFavour.Count <= 1);

        // Backed by what raised the score; only the two matters that the filters vouch for may fill up to two without.
        Assert.All(inFavour, one => Assert.True(
            one.Contribution > 0 || (inFavour.Count <= 2 && one.Key is (ReasonKey.CommonTimes or ReasonKey.SharedLanguage)), $"{one} is backed by nothing."));
        Assert.Equal(reasons.Count, reasons.Select(one => one.Key).Distinct().Count());
        Assert.All(inFavour.Zip(inFavour.Skip(1)), pair => Assert.True(
            pair.First.Contribution >= pair.Second.Contribution || pair.Second.Contribution <= 0 || inFavour.Count == 2));
        if (reasons.Count > inFavour.Count)
        {
            Assert.Equal(ReasonSide.Against, reasons[^1].Side);
            Assert.True(reasons[^1].Contribution < 0);
        }
    }
}
