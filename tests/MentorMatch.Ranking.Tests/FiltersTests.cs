namespace MentorMatch.Ranking.Tests;

public sealed class FiltersTests
{
    [Fact]
    public void Rank_GeneratedCases_NobodyRankedBreaksARuleAndNobodyIsExcludedWithoutOne()
    {
        var ranked = 0;
        var excluded = 0;
        Property.Over(Cases.All, 1000, each =>
        {
            var list = Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model);
            Assert.All(list.Ranked, one => Assert.Empty(PlainRules.Broken(each.Citizen, one.Volunteer)));
            Assert.All(list.Excluded, one =>
            {
                var expected = PlainRules.Broken(each.Citizen, one.Volunteer).Order();
                Assert.Equal(expected, one.Reasons);
                Assert.Equal(one.Reasons[0], one.Main);
                Assert.Equal(one.Reasons, one.Details.Select(detail => detail.Reason));
            });
            Assert.Equal(
                each.Volunteers.Select(one => one.Id).Order(),
                list.Ranked.Select(one => one.Volunteer.Id).Concat(list.Excluded.Select(one => one.Volunteer.Id)).Order());
            ranked += list.Ranked.Count;
            excluded += list.Excluded.Count;
        });

        // Cases that all fall on one side would prove nothing.
        Assert.True(ranked > 500, $"Only {ranked} candidates passed.");
        Assert.True(excluded > 500, $"Only {excluded} candidates were excluded.");
    }

    [Fact]
    public void Rank_GeneratedCases_EveryRuleHoldsSometimes()
    {
        HashSet<ExclusionReason> seen = [];
        Property.Over(Cases.All, 300, each =>
            seen.UnionWith(Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Excluded.SelectMany(one => one.Reasons)));

        Assert.Equal(Enum.GetValues<ExclusionReason>(), seen.Order());
    }

    [Fact]
    public void Easing_GeneratedCases_EqualsTryingEachRuleInTurn()
    {
        var hints = 0;
        Property.Over(Cases.Sparse, 2000, each =>
        {
            var list = Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model);
            var broken = each.Volunteers.Select(one => PlainRules.Broken(each.Citizen, one)).ToList();
            var gains = Enum.GetValues<ExclusionReason>()
                .Where(rule => rule != ExclusionReason.ConflictOfInterest)
                .Select(rule => (Rule: rule, Gain: broken.Count(rules => rules.Count > 0 && rules.All(one => one == rule))))
                .ToList();
            var most = gains.MaxBy(gain => gain.Gain);

            var expected = list.Ranked.Count > 0 || most.Gain == 0 ? null : new EasingHint(most.Rule, most.Gain);
            Assert.Equal(expected, list.Easing);
            hints += expected is null ? 0 : 1;
        });

        Assert.True(hints > 100, $"Only {hints} cases had a hint.");
    }

    [Fact]
    public void MostInTheWay_NoSingleRuleHelps_IsTheOneThatHoldsMostOften()
    {
        VolunteerFacts[] volunteers =
        [
            TestPairs.Volunteer with { Id = Guid.NewGuid(), IsReady = false, Languages = [] },
            TestPairs.Volunteer with { Id = Guid.NewGuid(), Used = 1, Capacity = 1, Languages = [] },
        ];

        var list = Ranker.Rank(TestPairs.Citizen, volunteers, TestPairs.Model);

        Assert.Null(list.Easing);
        Assert.Equal(new EasingHint(ExclusionReason.NoCommonLanguage, 0), list.MostInTheWay());
        Assert.Null(Ranker.Rank(TestPairs.Citizen, [], TestPairs.Model).MostInTheWay());
    }

    [Fact]
    public void Easing_OnlyConflictsOfInterest_ProposesNothing()
    {
        var list = Ranker.Rank(TestPairs.Citizen, [TestPairs.Volunteer with { ConflictOfInterest = true }], TestPairs.Model);

        Assert.Null(list.Easing);
        Assert.Equal(1, list.ExcludedByRuleAlone[ExclusionReason.ConflictOfInterest]);
    }

    [Fact]
    public void Check_PairThatFits_IsNull() => Assert.Null(Filters.Check(TestPairs.Citizen, TestPairs.Volunteer));

    [Fact]
    public void Check_RequirementMissing_SaysWhichAndWhy()
    {
        var volunteer = TestPairs.Volunteer with
        {
            Requirements = [new("confidentiality", true), new("certificate", false, "expired")],
        };

        var detail = Assert.Single(Filters.Check(TestPairs.Citizen, volunteer)!.Details);

        Assert.Equal(ExclusionReason.RequirementMissing, detail.Reason);
        Assert.Equal(new RequirementCheck("certificate", false, "expired"), Assert.Single(detail.Missing));
    }

    [Fact]
    public void Check_TooFar_SaysDistanceAndTheLowerCap()
    {
        var citizen = TestPairs.Citizen with { Location = TestPairs.Town, DistanceCapKm = 20 };
        var volunteer = TestPairs.Volunteer with { Location = TestPairs.North(15), DistanceCapKm = 10 };

        var detail = Assert.Single(Filters.Check(citizen, volunteer)!.Details);

        Assert.Equal(15, detail.Number!.Value, .1);
        Assert.Equal(10, detail.Limit);
    }

    [Fact]
    public void Check_Reservations_SayWhichKeys()
    {
        var citizen = TestPairs.Citizen with { Reservations = ["pets", "Technology"], TargetGroups = ["young"] };
        var volunteer = TestPairs.Volunteer with { Traits = ["pets"], OccupationField = "Technology", Reservations = ["young", "parents"] };

        var details = Filters.Check(citizen, volunteer)!.Details;

        Assert.Equal(["Technology", "pets"], details.Single(one => one.Reason == ExclusionReason.ReservationOfCitizen).Keys);
        Assert.Equal(["young"], details.Single(one => one.Reason == ExclusionReason.ReservationOfVolunteer).Keys);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Gender.Man, true)]
    [InlineData(Gender.Woman, false)]
    public void Check_WishForAWoman_ExcludesAllOthersAndUnknown(Gender? gender, bool excluded)
    {
        var exclusion = Filters.Check(
            TestPairs.Citizen with { WantedGender = Gender.Woman }, TestPairs.Volunteer with { Gender = gender });

        Assert.Equal(excluded, exclusion is not null);
        Assert.Equal(excluded ? ["citizen"] : [], exclusion?.Details.Single().Keys ?? []);
    }

    [Fact]
    public void Check_PlaceUnknown_DoesNotAskDistance() =>
        Assert.Null(Filters.Check(TestPairs.Citizen with { DistanceCapKm = 1 }, TestPairs.Volunteer with { Location = TestPairs.Town }));
}
