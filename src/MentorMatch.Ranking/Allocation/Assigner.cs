namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// Exact assignment as a flow of least cost: one place after another is sent along the shortest path through the places
/// given so far (Ahuja, Magnanti, Orlin, Network Flows, 9.7), with prices that keep every remaining cost at 0 or above.
/// Where citizens have many choices, a core of promising ones is solved first; the prices then tell which of the others
/// could still be better, and those are added until there are none. The end is the optimum over all choices.
/// </summary>
public static class Assigner
{
    private const int WorthACore = 100;
    private const int CoreByTaste = 30;
    private const int CoreByWorth = 10;
    private const int AddedAtOnce = 20;
    private const double Rounding = 1e-9;

    /// <exception cref="ArgumentException">The parts do not fit together, or a number is not finite.</exception>
    public static Assignment Solve(AssignmentProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Check(problem);
        var core = problem.Choices.Any(choices => choices.Count > WorthACore) ? CoreOf(problem) : null;
        while (true)
        {
            var search = Send(core is null ? problem : problem with { Choices = core });
            if (core is null || !Add(problem, core, search)) return Result(problem, search.MentorsOfEach());
        }
    }

    private static PathSearch Send(AssignmentProblem problem)
    {
        var start = new Bidding(problem);
        var search = new PathSearch(problem, start);
        foreach (var units in start.Left.GroupBy(citizen => citizen))
        {
            // What one place lacks, the next lacks too.
            foreach (var citizen in units)
            {
                if (!search.Send(citizen)) break;
            }
        }

        return search;
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

    /// <summary>The choices outside the core that the prices say are better than what was given; false where there are none.</summary>
    private static bool Add(AssignmentProblem problem, List<Choice>[] core, PathSearch search)
    {
        var any = false;
        List<(double Cost, Choice Choice)> better = [];
        for (var citizen = 0; citizen < core.Length; citizen++)
        {
            better.Clear();
            foreach (var choice in problem.Choices[citizen])
            {
                var cost = search.CostOf(citizen, choice);
                if (cost < -Rounding) better.Add((cost, choice));
            }

            // Those that are given have a cost below 0 too; they are in the core.
            better.RemoveAll(entry => core[citizen].Contains(entry.Choice));
            better.Sort((a, b) => a.Cost.CompareTo(b.Cost));
            core[citizen].AddRange(better.Take(AddedAtOnce).Select(entry => entry.Choice));
            any |= better.Count > 0;
        }

        return any;
    }

    private static Assignment Result(AssignmentProblem problem, IReadOnlyList<IReadOnlyList<int>> mentors)
    {
        var worth = mentors.Select((given, citizen) => given.Count == 0 ? 0
            : problem.Choices[citizen].Where(choice => given.Contains(choice.Mentor)).Sum(choice => choice.Worth)).Sum();
        return new(mentors, worth, problem.Wanted.Sum() - mentors.Sum(given => given.Count));
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
