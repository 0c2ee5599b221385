namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// A quick start for the search of paths. Citizens take the best place at the prices so far; where a mentor has one holder
/// too many, the price falls for them by the least margin among the holders over what they could have instead, and the
/// one with that margin goes there. Nobody ever holds what is worse than what they could have, so the prices are right for
/// what is given; units that are not placed within the budget are left to the search.
/// </summary>
internal sealed class Bidding
{
    private const int StepsPerUnit = 200;
    private readonly AssignmentProblem _problem;
    private readonly Queue<int> _units = new();
    private readonly List<int> _left = [];

    public Bidding(AssignmentProblem problem)
    {
        _problem = problem;
        Holders = [.. problem.Capacity.Select(_ => new List<int>())];
        Held = [.. problem.Choices.Select(_ => new List<int>())];
        MentorPrice = new double[problem.Capacity.Count];
        for (var citizen = 0; citizen < Held.Length; citizen++)
        {
            for (var place = 0; place < problem.Wanted[citizen]; place++) _units.Enqueue(citizen);
        }

        var budget = StepsPerUnit * (long)_units.Count;
        while (_units.TryDequeue(out var citizen))
        {
            var mentor = BestElsewhere(citizen).Mentor;
            while (mentor >= 0 && budget-- > 0)
            {
                var next = Place(citizen, mentor);

                // Whoever is sent back at once is worth as much here as there: going on would lead round for ever.
                if (next.Citizen == citizen && next.Mentor >= 0) break;
                (citizen, mentor) = next;
            }

            if (mentor >= 0) _left.Add(citizen);
        }
    }

    /// <summary>0 or below; below only where every place is taken.</summary>
    public double[] MentorPrice { get; }

    public List<int>[] Holders { get; }

    public List<int>[] Held { get; }

    /// <summary>One a unit that is not placed.</summary>
    public IReadOnlyCollection<int> Left => _left;

    /// <summary>The best that the citizen does not hold, lacking included.</summary>
    public double CitizenPrice(int citizen) => BestElsewhere(citizen).Value;

    /// <summary>Who has to go on, and where to; -1 where everybody has a place or is better off lacking one.</summary>
    private (int Citizen, int Mentor) Place(int citizen, int mentor)
    {
        Holders[mentor].Add(citizen);
        Held[citizen].Add(mentor);
        if (Holders[mentor].Count <= _problem.Capacity[mentor]) return (citizen, -1);
        var (least, leaves, elsewhere) = (double.PositiveInfinity, -1, -1);
        foreach (var holder in Holders[mentor])
        {
            var (other, value) = BestElsewhere(holder);
            var margin = ValueOf(holder, mentor) - value;
            if (margin < least) (least, leaves, elsewhere) = (margin, holder, other);
        }

        // The two are worth the same to the one who leaves now; going by worth again could lead back.
        MentorPrice[mentor] -= Math.Max(0, least);
        Holders[mentor].Remove(leaves);
        Held[leaves].Remove(mentor);
        return (leaves, elsewhere);
    }

    private (int Mentor, double Value) BestElsewhere(int citizen)
    {
        var (best, value) = (-1, -_problem.LackCost[citizen]);
        var (choices, held) = (_problem.Choices[citizen], Held[citizen]);
        for (var i = 0; i < choices.Count; i++)
        {
            var choice = choices[i];
            var worth = choice.Worth + MentorPrice[choice.Mentor];
            if (worth > value && !held.Contains(choice.Mentor)) (best, value) = (choice.Mentor, worth);
        }

        return (best, value);
    }

    private double ValueOf(int citizen, int mentor)
    {
        var choices = _problem.Choices[citizen];
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Mentor == mentor) return choices[i].Worth + MentorPrice[mentor];
        }

        throw new InvalidOperationException("The citizen has no such choice.");
    }
}
