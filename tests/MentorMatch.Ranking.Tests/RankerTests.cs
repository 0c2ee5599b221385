using System.Globalization;
using System.Text.Json;

namespace MentorMatch.Ranking.Tests;

public sealed class RankerTests
{
    [Fact]
    public void Rank_GeneratedCases_ContributionsAddUpToTheScore() =>
        Property.Over(Cases.All, 500, each =>
            Assert.All(Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked, one =>
            {
                var explanation = one.Explain()!;
                var sum = explanation.BaseScore + explanation.Contributions.Sum(part => part.Amount);
                Assert.Equal(one.Score!.Value, sum, 1e-9);
                Assert.Equal(one.Score, explanation.Score);
                Assert.All(explanation.Contributions, part => Assert.Equal(
                    double.IsNaN(part.Value)
                        ? 0
                        : ExpertWeights.Default[part.Feature] * (part.Value - FeatureSchema.Of(part.Feature).Baseline),
                    part.Amount,
                    1e-12));
            }));

    [Fact]
    public void Rank_CandidatesInAnotherOrder_GivesTheSame() =>
        Property.Over(Cases.All, 300, each =>
        {
            var shuffled = each.Volunteers.ToArray();
            new Random(each.Volunteers.Count).Shuffle(shuffled);

            Assert.Equal(Written(each.Citizen, each.Volunteers), Written(each.Citizen, shuffled));
        });

    [Fact]
    public void Rank_GeneratedCases_PlacesFollowScores() =>
        Property.Over(Cases.All, 300, each =>
        {
            var ranked = Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked;
            Assert.Equal(Enumerable.Range(1, ranked.Count), ranked.Select(one => one.Place));
            Assert.All(ranked.Zip(ranked.Skip(1)), pair => Assert.True(pair.First.Score >= pair.Second.Score));
        });

    [Fact]
    public void Rank_SameScore_PutsTheLongestIdleFirstThenTheLowestId()
    {
        // Idle days are capped at 90 in the score, so these tie there.
        VolunteerFacts[] volunteers =
        [
            TestPairs.Volunteer with { Id = TestPairs.IdOf(3), IdleDays = 95 },
            TestPairs.Volunteer with { Id = TestPairs.IdOf(2), IdleDays = 95 },
            TestPairs.Volunteer with { Id = TestPairs.IdOf(4), IdleDays = 200 },
        ];

        var ranked = Ranker.Rank(TestPairs.Citizen, volunteers, TestPairs.Model).Ranked;

        Assert.Equal([TestPairs.IdOf(4), TestPairs.IdOf(2), TestPairs.IdOf(3)], ranked.Select(one => one.Volunteer.Id));
        Assert.Single(ranked.Select(one => one.Score).Distinct());
    }

    [Fact]
    public void Rank_ManyWhoTieInAll_AreInTheOrderOfTheirIds()
    {
        var volunteers = Enumerable.Range(1, 40).Select(i => TestPairs.Volunteer with { Id = TestPairs.IdOf(i) }).ToArray();
        new Random(7).Shuffle(volunteers);

        var ranked = Ranker.Rank(TestPairs.Citizen, volunteers, TestPairs.Model).Ranked;
        var ordered = Ranker.OrderWithoutModel(TestPairs.Citizen, volunteers, _ => "same").Ranked;

        Assert.Equal(Enumerable.Range(1, 40), ranked.Select(one => NumberOf(one.Volunteer)));
        Assert.Equal(Enumerable.Range(1, 40), ordered.Select(one => NumberOf(one.Volunteer)));
    }

    [Fact]
    public void Rank_SameVolunteerTwice_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            Ranker.Rank(TestPairs.Citizen, [TestPairs.Volunteer, TestPairs.Volunteer], TestPairs.Model));

    [Fact]
    public void Rank_GenderChanged_ChangesNoScore() =>
        Property.Over(Cases.All, 200, each =>
        {
            var asked = each.Citizen with { WantedGender = null, Gender = null };
            var first = each.Volunteers.Select(one => one with { Gender = Gender.Woman, WantedGender = null });
            var second = each.Volunteers.Select(one => one with { Gender = Gender.Man, WantedGender = null });

            Assert.Equal(Scores(asked, first), Scores(asked with { Gender = Gender.Other }, second));
        });

    [Fact]
    public void Rank_WeightRaised_MovesEachScoreAsItsValueLiesToTheBaseline()
    {
        HashSet<Feature> moved = [];
        var models = FeatureSchema.All.ToDictionary(definition => definition, definition =>
            RankingModel.FromExpert(ExpertWeights.Default.With(definition.Feature, definition.HighestWeight), "raised"));
        Property.Over(Cases.All, 250, each =>
        {
            var ranked = Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked;
            foreach (var (definition, raised) in models)
            {
                var step = definition.HighestWeight - definition.DefaultWeight;
                foreach (var one in ranked)
                {
                    var value = one.Explain()!.Contributions[(int)definition.Feature].Value;
                    var expected = double.IsNaN(value) ? 0 : step * (value - definition.Baseline);
                    Assert.Equal(one.Score!.Value + expected, raised.Explain(each.Citizen, one.Volunteer).Score, 1e-9);
                    if (expected != 0)
                    {
                        moved.Add(definition.Feature);
                    }
                }
            }
        });

        Assert.Equal(Enum.GetValues<Feature>(), moved.Order());
    }

    [Fact]
    public void Rank_ClosenessWeighsMore_TheNearerOvertakes()
    {
        var citizen = TestPairs.Citizen with { Location = TestPairs.Town };
        VolunteerFacts near = TestPairs.Volunteer with { Id = TestPairs.IdOf(1), Location = TestPairs.North(1) };
        VolunteerFacts practised = TestPairs.Volunteer with { Id = TestPairs.IdOf(2), Location = TestPairs.North(40), FinishedMatches = 5 };
        var off = ExpertWeights.Default.With(Feature.Closeness, 0).With(Feature.WithinFiveKm, 0);
        var on = off.With(Feature.Closeness, 3);

        Assert.Equal(practised.Id, FirstOf(off));
        Assert.Equal(near.Id, FirstOf(on));

        Guid FirstOf(ExpertWeights weights) =>
            Ranker.Rank(citizen, [near, practised], RankingModel.FromExpert(weights, "x")).Ranked[0].Volunteer.Id;
    }

    [Fact]
    public void OrderWithoutModel_NamesGiven_IsAlphabeticalThenLongestIdle()
    {
        VolunteerFacts[] volunteers =
        [
            TestPairs.Volunteer with { Id = TestPairs.IdOf(1), IdleDays = 5 },
            TestPairs.Volunteer with { Id = TestPairs.IdOf(2), IdleDays = 50 },
            TestPairs.Volunteer with { Id = TestPairs.IdOf(3) },
            TestPairs.Volunteer with { Id = TestPairs.IdOf(4) },
            TestPairs.Volunteer with { Id = TestPairs.IdOf(5), IsReady = false },
        ];
        Dictionary<Guid, string> names = new()
        {
            [TestPairs.IdOf(1)] = "Berg",
            [TestPairs.IdOf(2)] = "Berg",
            [TestPairs.IdOf(3)] = "Ørsted",
            [TestPairs.IdOf(4)] = "Ærø",
        };

        var list = Ranker.OrderWithoutModel(
            TestPairs.Citizen, volunteers, one => names[one.Id], StringComparer.Create(new CultureInfo("da-DK"), ignoreCase: true));

        Assert.Equal([2, 1, 4, 3], list.Ranked.Select(one => NumberOf(one.Volunteer)));
        Assert.Equal(ExclusionReason.NotReady, Assert.Single(list.Excluded).Main);
        Assert.All(list.Ranked, one => Assert.Null(one.Score));
        Assert.All(list.Ranked, one => Assert.Null(one.Explain()));
        Assert.Equal([ReasonKey.CommonTimes, ReasonKey.SharedLanguage], list.Ranked[0].Reasons().Select(reason => reason.Key));
    }

    private static int NumberOf(VolunteerFacts volunteer) => BitConverter.ToInt32(volunteer.Id.ToByteArray());

    private static List<(Guid, double?)> Scores(CitizenFacts citizen, IEnumerable<VolunteerFacts> volunteers) =>
        [.. Ranker.Rank(citizen, volunteers, TestPairs.Model).Ranked.Select(one => (one.Volunteer.Id, one.Score))];

    private static string Written(CitizenFacts citizen, IEnumerable<VolunteerFacts> volunteers)
    {
        var list = Ranker.Rank(citizen, volunteers, TestPairs.Model);
        return JsonSerializer.Serialize(new
        {
            Ranked = list.Ranked.Select(one => new { one.Volunteer.Id, one.Place, one.Score, Reasons = one.Reasons(ReasonAudience.Coordinator) }),
            Excluded = list.Excluded.Select(one => new { one.Volunteer.Id, one.Reasons }),
            list.Easing,
        });
    }

    [Fact]
    public void Places_OfAnyModel_AreThoseOfTheWholeOrder() =>
        Property.Over(Cases.All, 300, each =>
        {
            var whole = Ranker.Rank(each.Citizen, each.Volunteers, TestPairs.Model).Ranked;
            var eligible = Ranker.Eligible(each.Citizen, each.Volunteers);
            var wanted = each.Volunteers.Where((_, i) => i % 3 == 0).Select(v => v.Id).ToHashSet();

            var places = Ranker.Places(each.Citizen, eligible, TestPairs.Model, wanted);

            Assert.Equal(whole.Where(r => wanted.Contains(r.Volunteer.Id)).ToDictionary(r => r.Volunteer.Id, r => r.Place), places);
        });
}
