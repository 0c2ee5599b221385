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
    public void Draft_OnePlaceAndTwoWhoWait_GoesToTheOneWhoWaitsLonger()
    {
        WaitingCitizen[] citizens = [new(3, [new(0, 9), new(1, 0)]), new(60, [new(0, 5), new(1, 0)])];

        var plan = BatchPlanner.Draft(citizens, New(2), new() { Cards = 1, ExposureCards = 0, ExposureCap = .5 });

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

    private static WaitingCitizen[] Waiting(double[][] scores) =>
        [.. scores.Select((row, i) => new WaitingCitizen(i % 40, [.. row.Select((score, mentor) => new Candidate(mentor, score))]))];

    private static PlannedMentor[] New(int count) => new PlannedMentor[count];
}
