using FsCheck;
using FsCheck.Fluent;
using MentorMatch.Ranking.Allocation;

namespace MentorMatch.Ranking.Tests.Allocation;

public sealed class BatchPlannerTests
{
    [Fact]
    public void Draft_PopularFew_KeepsEveryoneBelowTheCapAndShowsNearlyAll()
    {
        var citizens = Waiting(SyntheticNetwork.Scores(100, 80, 1));
        var plan = BatchPlanner.Draft(citizens, New(80));

        int[] shown = [.. Enumerable.Range(0, 80).Select(mentor => plan.Cards.Sum(cards => cards.Count(card => card.Mentor == mentor)))];
        int[] naive = [.. Enumerable.Range(0, 80).Select(mentor => citizens.Sum(citizen =>
            citizen.Candidates.OrderByDescending(one => one.Score).Take(5).Count(one => one.Mentor == mentor)))];
        Assert.Equal(10, plan.MostShown);
        Assert.True(shown.Max() <= 10);
        Assert.All(plan.Cards, cards => Assert.Equal(5, cards.Count));
        Assert.Equal(0, plan.Lacking);
        Assert.True(Exposure.NeverShown(shown) <= .1 && Exposure.NeverShown(naive) > .3, $"{Exposure.NeverShown(shown)} {Exposure.NeverShown(naive)}");
        Assert.True(Exposure.Gini(shown) < .5 * Exposure.Gini(naive), $"{Exposure.Gini(shown)} {Exposure.Gini(naive)}");
    }

    [Fact]
    public void Draft_SomeAreNew_OneCardOfFiveIsForThemAboveTheFloor()
    {
        var scores = SyntheticNetwork.Scores(40, 60, 2);
        PlannedMentor[] mentors = [.. Enumerable.Range(0, 60).Select(mentor => new PlannedMentor(mentor < 12 ? 0 : 9, mentor < 12))];

        var plan = BatchPlanner.Draft(Waiting(scores), mentors);

        for (var citizen = 0; citizen < 40; citizen++)
        {
            var forExposure = plan.Cards[citizen].Where(card => card.IsForExposure).ToList();
            Assert.True(forExposure.Count <= 1);
            Assert.All(forExposure, card => Assert.True(card.Mentor < 12 && scores[citizen].Count(score => score > card.Score) < 30));
        }

        Assert.True(plan.Cards.Count(cards => cards.Any(card => card.IsForExposure)) >= 30);
    }

    [Fact]
    public void Draft_CapWouldLeaveCardsEmpty_RisesAsFarAsItMust()
    {
        // Everybody can have only the first three volunteers, and the fourth nobody but one.
        WaitingCitizen[] citizens = [.. Enumerable.Range(0, 10).Select(i => new WaitingCitizen(0, i == 0 ? [new(0, 1), new(1, 1), new(2, 1), new(3, 1)] : [new(0, 1), new(1, 1), new(2, 1)]))];

        var plan = BatchPlanner.Draft(citizens, New(4), new() { Cards = 3 });

        Assert.All(plan.Cards, cards => Assert.Equal(3, cards.Count));
        Assert.Equal(0, plan.Lacking);
    }

    [Fact]
    public void Draft_GeneratedCases_HoldsWhatItPromisesAndIsTheSameAgain() =>
        Property.Over(Any, 200, seed =>
        {
            var random = new Random(seed);
            var (settings, mentors) = (new BatchSettings { Cards = random.Next(2, 6) }, Mentors(random));
            WaitingCitizen[] citizens = [.. Enumerable.Range(0, random.Next(1, 15)).Select(_ => new WaitingCitizen(
                random.Next(100), [.. Enumerable.Range(0, mentors.Length).Where(_ => random.Next(3) > 0).Select(mentor => new Candidate(mentor, random.Next(-5, 6)))]))];

            var plan = BatchPlanner.Draft(citizens, mentors, settings);

            Assert.Equal(plan.Cards, BatchPlanner.Draft(citizens, mentors, settings).Cards);
            Assert.Equal(plan.Lacking, plan.Cards.Sum(cards => settings.Cards - cards.Count));
            for (var i = 0; i < citizens.Length; i++)
            {
                // Whoever can fill a list does; nobody comes twice, or without being a candidate.
                Assert.Equal(Math.Min(settings.Cards, citizens[i].Candidates.Count), plan.Cards[i].Count);
                Assert.Equal(plan.Cards[i].Count, plan.Cards[i].Select(card => card.Mentor).Distinct().Count());
                Assert.All(plan.Cards[i], card => Assert.Contains(new Candidate(card.Mentor, card.Score), citizens[i].Candidates));
                Assert.Equal(plan.Cards[i].OrderByDescending(card => card.Score).Select(card => card.Score), plan.Cards[i].Select(card => card.Score));
            }

            var shown = plan.Cards.SelectMany(cards => cards).GroupBy(card => card.Mentor).ToDictionary(group => group.Key, group => group.ToList());
            Assert.All(shown, one => Assert.True(one.Value.Count(card => !card.IsForExposure) + mentors[one.Key].TimesShown <= Math.Max(plan.MostShown, mentors[one.Key].TimesShown)));
            Assert.True(shown.Values.Sum(cards => cards.Count(card => card.IsForExposure)) <= Math.Ceiling(citizens.Length * settings.Cards / 5d));
        });

    [Fact]
    public void Draft_ThreeCards_OneOfFiveIsThreeOfFiveCitizens()
    {
        PlannedMentor[] mentors = [.. Enumerable.Range(0, 60).Select(mentor => new PlannedMentor(mentor < 30 ? 0 : 9, mentor < 30))];

        var plan = BatchPlanner.Draft(Waiting(SyntheticNetwork.Scores(40, 60, 3)), mentors, new() { Cards = 3 });

        Assert.InRange(plan.Cards.Count(cards => cards.Any(card => card.IsForExposure)), 20, 24);
        Assert.All(plan.Cards, cards => Assert.True(cards.Count(card => card.IsForExposure) <= 1));
    }

    [Fact]
    public void Draft_OnePlaceAndTwoWhoWait_GoesToTheOneWhoWaitsLonger()
    {
        WaitingCitizen[] citizens = [new(3, [new(0, 9), new(1, 0)]), new(60, [new(0, 5), new(1, 0)])];

        var plan = BatchPlanner.Draft(citizens, New(2), new() { Cards = 1, ExposureShare = 0, ExposureCap = .5 });

        Assert.Equal([1, 0], plan.Cards.Select(cards => cards[0].Mentor));
    }

    [Fact]
    public void Draft_Nobody_IsEmpty()
    {
        Assert.Empty(BatchPlanner.Draft([], []).Cards);
        var alone = BatchPlanner.Draft([new(1, [])], New(1));
        Assert.Empty(alone.Cards[0]);
        Assert.Equal(5, alone.Lacking);
    }

    [Theory]
    [InlineData(0, 4, 4, 4, 4)]
    [InlineData(.75, 0, 0, 0, 8)]
    [InlineData(.25, 1, 2, 3, 4)]
    public void Gini_KnownSpreads_IsWhatItIs(double expected, params int[] shown)
    {
        Assert.Equal(expected, Exposure.Gini(shown), 1e-12);
        Assert.Equal(shown.Count(times => times == 0) / 4d, Exposure.NeverShown(shown));
    }

    private static Arbitrary<int> Any => Gen.Choose(1, 1_000_000).ToArbitrary();

    private static PlannedMentor[] Mentors(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => new PlannedMentor(random.Next(3) == 0 ? 0 : random.Next(12), random.Next(2) == 0))];

    private static WaitingCitizen[] Waiting(double[][] scores) =>
        [.. scores.Select((row, i) => new WaitingCitizen(i % 40, [.. row.Select((score, mentor) => new Candidate(mentor, score))]))];

    private static PlannedMentor[] New(int count) => new PlannedMentor[count];
}
