using FsCheck;
using FsCheck.Fluent;
using MentorMatch.Ranking.Allocation;

namespace MentorMatch.Ranking.Tests.Allocation;

public sealed class AssignerTests
{
    private static Arbitrary<(int Citizens, int Mentors, int Wanted, int Seed)> Small =>
        (from citizens in Gen.Choose(1, 4)
         from mentors in Gen.Choose(1, 4)
         from wanted in Gen.Choose(1, 3)
         from seed in Gen.Choose(1, 1_000_000)
         select (citizens, mentors, wanted, seed)).ToArbitrary();

    [Fact]
    public void Solve_SmallCases_IsTheBestOfAllThereAre() =>
        Property.Over(Small, 600, shape =>
        {
            var problem = Random(shape.Citizens, shape.Mentors, shape.Wanted, shape.Seed);

            var found = Assigner.Solve(problem);

            AssertAllowed(problem, found);
            Assert.Equal(BestOfAll(problem, 0, [.. problem.Capacity]), Value(problem, found), 1e-9);
        });

    [Fact]
    public void Solve_LargerCases_NoSwapIsBetter() =>
        Property.Over(Small, 40, shape =>
        {
            var problem = Random(30 + shape.Citizens, 12 + shape.Mentors, shape.Wanted, shape.Seed);
            var found = Assigner.Solve(problem);

            AssertAllowed(problem, found);
            Assert.False(HasBetterCycle(problem, found));
        });

    [Fact]
    public void Solve_LackCostsFarAboveWorths_IsTheBestOfAllThereAre() =>
        Property.Over(Small, 300, shape =>
        {
            var problem = Random(shape.Citizens, shape.Mentors, shape.Wanted, shape.Seed);
            problem = problem with { LackCost = [.. problem.LackCost.Select(cost => 1e9 + cost)] };

            Assert.Equal(BestOfAll(problem, 0, [.. problem.Capacity]), Value(problem, Assigner.Solve(problem)), .5);
        });

    [Theory]
    [InlineData(1, 60, 1)]
    [InlineData(2, 150, 1)]
    [InlineData(3, 200, 2)]
    [InlineData(4, 40, 3)]
    public void Solve_MoreChoicesThanTheCore_NoSwapIsBetter(int seed, int citizens, int wanted)
    {
        var problem = new AssignmentProblem
        {
            Choices = [.. SyntheticNetwork.Scores(citizens, 150, seed).Select(row => row.Select((score, mentor) => new Choice(mentor, score)).ToArray())],
            Capacity = [.. Enumerable.Range(0, 150).Select(mentor => mentor % 3)],
            Wanted = [.. Enumerable.Repeat(wanted, citizens)],
            LackCost = [.. Enumerable.Repeat(1000d, citizens)],
        };

        var found = Assigner.Solve(problem);

        AssertAllowed(problem, found);
        Assert.Equal(Math.Max(0, (citizens * wanted) - 150), found.Lacking);
        Assert.False(HasBetterCycle(problem, found));
    }

    [Fact]
    public void Solve_TooFewPlaces_ServesWhoLacksAtTheHighestCost()
    {
        var problem = new AssignmentProblem
        {
            Choices = [[new(0, 5)], [new(0, 1)], [new(0, 3)]],
            Capacity = [1],
            Wanted = [1, 1, 1],
            LackCost = [100, 200, 100],
        };

        var found = Assigner.Solve(problem);

        Assert.Equal([0, 1, 0], found.Mentors.Select(given => given.Count));
        Assert.Equal((1, 2), (found.Worth, found.Lacking));
    }

    [Fact]
    public void Solve_NobodyThere_LacksAll()
    {
        var found = Assigner.Solve(new() { Choices = [[], []], Capacity = [], Wanted = [1, 2], LackCost = [1, 1] });
        Assert.Equal(3, found.Lacking);
    }

    [Fact]
    public void Solve_PartsDoNotFit_Throws()
    {
        var good = new AssignmentProblem { Choices = [[new(0, 1)]], Capacity = [1], Wanted = [1], LackCost = [1] };
        AssignmentProblem[] bad =
        [
            good with { Wanted = [] }, good with { LackCost = [double.NaN] }, good with { Capacity = [-1] },
            good with { Choices = [[new(1, 1)]] }, good with { Choices = [[new(0, double.PositiveInfinity)]] }, good with { Choices = [[new(0, 1), new(0, 2)]] },
        ];
        Assert.All(bad, problem => Assert.Throws<ArgumentException>(() => Assigner.Solve(problem)));
    }

    /// <summary>Whole worths, so that many ties arise; a third of the pairs are not allowed.</summary>
    private static AssignmentProblem Random(int citizens, int mentors, int wanted, int seed)
    {
        var random = new Random(seed);
        return new()
        {
            Choices = [.. Enumerable.Range(0, citizens).Select(_ => Enumerable.Range(0, mentors).Where(_ => random.Next(3) > 0 || seed % 3 == 0)
                .Select(mentor => new Choice(mentor, random.Next(-3, 10))).ToList())],
            Capacity = [.. Enumerable.Range(0, mentors).Select(_ => random.Next(0, 3))],
            Wanted = [.. Enumerable.Range(0, citizens).Select(_ => random.Next(0, wanted + 1))],
            LackCost = [.. Enumerable.Range(0, citizens).Select(_ => (double)random.Next(0, 20))],
        };
    }

    private static void AssertAllowed(AssignmentProblem problem, Assignment found)
    {
        for (var citizen = 0; citizen < found.Mentors.Count; citizen++)
        {
            Assert.True(found.Mentors[citizen].Count <= problem.Wanted[citizen]);
            Assert.Equal(found.Mentors[citizen].Count, found.Mentors[citizen].Distinct().Count());
            Assert.All(found.Mentors[citizen], mentor => Assert.Contains(problem.Choices[citizen], choice => choice.Mentor == mentor));
        }

        for (var mentor = 0; mentor < problem.Capacity.Count; mentor++)
        {
            Assert.True(found.Mentors.Sum(given => given.Count(one => one == mentor)) <= problem.Capacity[mentor]);
        }
    }

    private static double Value(AssignmentProblem problem, Assignment found) =>
        found.Worth - found.Mentors.Select((given, citizen) => (problem.Wanted[citizen] - given.Count) * problem.LackCost[citizen]).Sum();

    /// <summary>Tries every set of mentors for each citizen in turn.</summary>
    private static double BestOfAll(AssignmentProblem problem, int citizen, int[] free)
    {
        if (citizen == problem.Choices.Count) return 0;
        var (best, choices) = (double.NegativeInfinity, problem.Choices[citizen]);
        for (var set = 0; set < 1 << choices.Count; set++)
        {
            var taken = choices.Where((_, i) => (set & (1 << i)) != 0).ToList();
            if (taken.Count > problem.Wanted[citizen] || taken.Exists(choice => free[choice.Mentor] == 0)) continue;
            int[] rest = [.. free.Select((count, mentor) => count - (taken.Exists(choice => choice.Mentor == mentor) ? 1 : 0))];
            var value = taken.Sum(choice => choice.Worth) - ((problem.Wanted[citizen] - taken.Count) * problem.LackCost[citizen]) + BestOfAll(problem, citizen + 1, rest);
            best = Math.Max(best, value);
        }

        return best;
    }

    /// <summary>Bellman-Ford on what could be changed: a flow is best when no way round in it costs less than nothing.</summary>
    private static bool HasBetterCycle(AssignmentProblem problem, Assignment found)
    {
        var (citizens, mentors) = (problem.Choices.Count, problem.Capacity.Count);
        List<(int From, int To, double Cost)> edges = [];
        var end = citizens + mentors;
        for (var citizen = 0; citizen < citizens; citizen++)
        {
            foreach (var choice in problem.Choices[citizen])
            {
                edges.Add(found.Mentors[citizen].Contains(choice.Mentor)
                    ? (citizens + choice.Mentor, citizen, choice.Worth)
                    : (citizen, citizens + choice.Mentor, -choice.Worth));
            }

            edges.Add((citizen, end, problem.LackCost[citizen]));
            if (found.Mentors[citizen].Count < problem.Wanted[citizen]) edges.Add((end, citizen, -problem.LackCost[citizen]));
        }

        for (var mentor = 0; mentor < mentors; mentor++)
        {
            var used = found.Mentors.Sum(given => given.Count(one => one == mentor));
            if (used < problem.Capacity[mentor]) edges.Add((citizens + mentor, end, 0));
            if (used > 0) edges.Add((end, citizens + mentor, 0));
        }

        var distance = new double[end + 1];
        for (var round = 0; round <= end; round++)
        {
            var changed = false;
            foreach (var (from, to, cost) in edges)
            {
                if (distance[from] + cost >= distance[to] - 1e-9) continue;
                (distance[to], changed) = (distance[from] + cost, true);
            }

            if (!changed) return false;
        }

        return true;
    }
}
