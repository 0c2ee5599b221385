namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// Exact assignment as a flow of least cost: an auction comes near, and swaps that still gain are made until there are none.
/// Where citizens have many choices, a core of promising ones is solved first; the prices then tell which of the others
/// could still be better, and those are added until there are none. The end is the optimum over all choices.
/// </summary>
public static class Assigner
{
    private const int WorthACore = 100;
    private const int CoreByTaste = 30;
    private const int CoreByWorth = 10;
    private const int AddedAtOnce = 20;
    private const double LeastGain = 1e-9;

    /// <summary>What sums of numbers of size 1 may be off by; a "gain" below that could be made for ever.</summary>
    private const double Rounding = 1e-13;

    /// <summary>The steps of the auctions, as shares of the widest spread of a citizen's choices.</summary>
    private static readonly double[] Steps = [.25, .05, .01, 2e-3, 4e-4, 1e-4];

    /// <exception cref="ArgumentException">The parts do not fit together, or a number is not finite.</exception>
    public static Assignment Solve(AssignmentProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Check(problem);
        var hasCore = problem.Choices.Any(choices => choices.Count > WorthACore);
        var allotment = new Allotment(hasCore ? CoreOf(problem) : problem.Choices.Select(choices => choices.ToList()), problem.Wanted, problem.Capacity.Count);
        var auction = new Auction(allotment, problem);
        var (spread, size) = Extent(allotment);
        foreach (var step in Steps) auction.Hold(step * spread);
        var leastGain = Math.Max(LeastGain, Rounding * Math.Max(size, problem.LackCost.DefaultIfEmpty(0).Max()));
        var search = new CycleSearch(allotment, problem, auction.Prices, leastGain);
        do search.Run();
        while (hasCore && Add(problem, allotment, search, leastGain));
        var (worth, mentors) = allotment.Outcome();
        return new(mentors, worth, allotment.Lacking.Sum());
    }

    /// <summary>The widest spread of a citizen's choices, and the largest number among all.</summary>
    private static (double Spread, double Size) Extent(Allotment allotment)
    {
        var (spread, size) = (0d, 0d);
        for (var citizen = 0; citizen < allotment.Citizens; citizen++)
        {
            var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var choice in allotment.ChoicesOf(citizen)) (lowest, highest) = (Math.Min(lowest, choice.Worth), Math.Max(highest, choice.Worth));
            if (highest < lowest) continue;
            (spread, size) = (Math.Max(spread, highest - lowest), Math.Max(size, Math.Max(Math.Abs(lowest), Math.Abs(highest))));
        }

        return (spread, size);
    }

    /// <summary>The choices that are high, and those that are high for who the mentor is: popular mentors will be taken.</summary>
    private static List<Choice>[] CoreOf(AssignmentProblem problem)
    {
        var (sums, counts) = (new double[problem.Capacity.Count], new int[problem.Capacity.Count]);
        foreach (var choices in problem.Choices)
        {
            foreach (var choice in choices)
            {
                sums[choice.Mentor] += choice.Worth;
                counts[choice.Mentor]++;
            }
        }

        return [.. problem.Choices.Select(Promising)];

        List<Choice> Promising(IReadOnlyList<Choice> choices)
        {
            if (choices.Count <= WorthACore) return [.. choices];
            return [.. Top(choices, CoreByTaste, Beyond).Union(Top(choices, CoreByWorth, choice => choice.Worth))];
        }

        double Beyond(Choice choice) => choice.Worth - (sums[choice.Mentor] / counts[choice.Mentor]);
    }

    /// <summary>The highest, in any order: few of many are ever moved, so this is one look at each.</summary>
    private static Choice[] Top(IReadOnlyList<Choice> choices, int count, Func<Choice, double> key)
    {
        var (keys, top, filled) = (new double[count], new Choice[count], 0);
        for (var i = 0; i < choices.Count; i++)
        {
            var value = key(choices[i]);
            if (filled == count && value <= keys[^1]) continue;
            var at = filled < count ? filled++ : count - 1;
            for (; at > 0 && keys[at - 1] < value; at--) (keys[at], top[at]) = (keys[at - 1], top[at - 1]);
            (keys[at], top[at]) = (value, choices[i]);
        }

        return top[..filled];
    }

    /// <summary>The choices outside the core that the prices say could be better than what was given; false where there are none.</summary>
    private static bool Add(AssignmentProblem problem, Allotment core, CycleSearch search, double leastGain)
    {
        var any = false;
        List<(double Cost, Choice Choice)> better = [];
        for (var citizen = 0; citizen < core.Citizens; citizen++)
        {
            better.Clear();
            var choices = problem.Choices[citizen];
            for (var i = 0; i < choices.Count; i++)
            {
                var cost = search.CostOf(citizen, choices[i]);
                if (cost < -leastGain) better.Add((cost, choices[i]));
            }

            // Those that are given have a cost below 0 too; they are in the core.
            better.RemoveAll(entry => core.IndexOf(citizen, entry.Choice.Mentor) >= 0);
            better.Sort((a, b) => a.Cost.CompareTo(b.Cost));
            core.Add(citizen, better.Take(AddedAtOnce).Select(entry => entry.Choice));
            any |= better.Count > 0;
        }

        return any;
    }

    private static void Check(AssignmentProblem problem)
    {
        var citizens = problem.Choices.Count;
        if (problem.Wanted.Count != citizens || problem.LackCost.Count != citizens
            || problem.Wanted.Any(count => count < 0) || problem.Capacity.Any(count => count < 0) || problem.LackCost.Any(cost => !(cost is >= 0 and < 1e12)))
        {
            throw new ArgumentException("The parts of the problem do not fit together.", nameof(problem));
        }

        var lastSeen = new int[problem.Capacity.Count];
        for (var citizen = 0; citizen < citizens; citizen++)
        {
            foreach (var choice in problem.Choices[citizen])
            {
                if (choice.Mentor < 0 || choice.Mentor >= lastSeen.Length || !(Math.Abs(choice.Worth) < 1e12) || lastSeen[choice.Mentor] == citizen + 1)
                {
                    throw new ArgumentException("A choice is of no mentor, comes twice, or has a worth that is not finite.", nameof(problem));
                }

                lastSeen[choice.Mentor] = citizen + 1;
            }
        }
    }
}
