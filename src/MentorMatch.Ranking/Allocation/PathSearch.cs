using System.Numerics;

namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// Shortest paths from one citizen to a free place, over "could have" and back over "has". Costs are −worth; citizens and
/// mentors have prices, and cost + price of citizen − price of mentor is at least 0 where a mentor is not given and at
/// most 0 where it is.
/// </summary>
internal sealed class PathSearch
{
    private readonly CitizenRow[] _citizens;
    private readonly List<int>[] _holders;
    private readonly IReadOnlyList<int> _capacity;
    private readonly IReadOnlyList<double> _lackCost;
    private readonly double[] _mentorPrice;
    private readonly double[] _citizenPrice;

    // Of the search at hand: what is known of each mentor, infinite where nothing is; minus infinity in _bound when done.
    private readonly double[] _open;
    private readonly double[] _bound;
    private readonly int[] _mentorFrom;
    private readonly double[] _citizenDistance;
    private readonly int[] _citizenFrom;
    private readonly bool[] _citizenDone;
    private readonly List<(int Mentor, double Distance)> _mentorsDone = [];
    private readonly List<int> _citizensSeen = [];
    private readonly PriorityQueue<int, double> _citizensOpen = new();
    private (double Distance, int Citizen, int Mentor) _best;

    public PathSearch(AssignmentProblem problem, Bidding start)
    {
        var mentors = problem.Capacity.Count;
        _citizens = [.. problem.Choices.Select(choices => new CitizenRow(choices, mentors))];
        _holders = start.Holders;
        (_capacity, _lackCost) = (problem.Capacity, problem.LackCost);
        (_mentorPrice, _open, _bound, _mentorFrom) = (start.MentorPrice, new double[mentors], new double[mentors], new int[mentors]);
        (_citizenPrice, _citizenDistance, _citizenFrom, _citizenDone) =
            (new double[_citizens.Length], new double[_citizens.Length], new int[_citizens.Length], new bool[_citizens.Length]);
        Array.Fill(_citizenDistance, double.PositiveInfinity);

        for (var citizen = 0; citizen < _citizens.Length; citizen++)
        {
            _citizenPrice[citizen] = start.CitizenPrice(citizen);
            foreach (var mentor in start.Held[citizen]) _citizens[citizen].Give(mentor);
        }
    }

    public IReadOnlyList<IReadOnlyList<int>> MentorsOfEach()
    {
        var given = _citizens.Select(_ => new List<int>()).ToArray();
        for (var mentor = 0; mentor < _holders.Length; mentor++)
        {
            foreach (var citizen in _holders[mentor]) given[citizen].Add(mentor);
        }

        return given;
    }

    /// <summary>What a choice that is not given would cost at the prices; below 0, giving it would be better.</summary>
    public double CostOf(int citizen, Choice choice) => _citizenPrice[citizen] - choice.Worth - _mentorPrice[choice.Mentor];

    /// <summary>One more place for the citizen; false where lacking it is best.</summary>
    public bool Send(int citizen)
    {
        Array.Fill(_open, double.PositiveInfinity);
        Array.Fill(_bound, double.PositiveInfinity);
        _best = (double.PositiveInfinity, -1, -1);
        Reach(citizen, 0, -1);
        while (true)
        {
            var (mentor, distance) = Nearest();
            var hasCitizen = _citizensOpen.TryPeek(out var next, out var citizenDistance);
            if (Math.Min(distance, hasCitizen ? citizenDistance : double.PositiveInfinity) >= _best.Distance) break;
            if (hasCitizen && citizenDistance <= distance)
            {
                _citizensOpen.Dequeue();
                if (!_citizenDone[next] && citizenDistance.Equals(_citizenDistance[next])) LeaveCitizen(next);
            }
            else
            {
                LeaveMentor(mentor, distance);
            }
        }

        var served = Give(citizen);
        Settle();
        return served;
    }

    private void Reach(int citizen, double distance, int from)
    {
        if (_citizenDone[citizen] || distance >= _citizenDistance[citizen]) return;
        if (double.IsPositiveInfinity(_citizenDistance[citizen])) _citizensSeen.Add(citizen);
        (_citizenDistance[citizen], _citizenFrom[citizen]) = (distance, from);
        _citizensOpen.Enqueue(citizen, distance);
    }

    private void LeaveCitizen(int citizen)
    {
        _citizenDone[citizen] = true;
        var start = _citizenDistance[citizen] + _citizenPrice[citizen];
        var lack = start + _lackCost[citizen];
        if (lack < _best.Distance) _best = (lack, citizen, -1);
        _citizens[citizen].Relax(start, _mentorPrice, _open, _bound, _mentorFrom, citizen);
    }

    private void LeaveMentor(int mentor, double distance)
    {
        (_open[mentor], _bound[mentor]) = (double.PositiveInfinity, double.NegativeInfinity);
        _mentorsDone.Add((mentor, distance));
        if (_holders[mentor].Count < _capacity[mentor])
        {
            var free = distance + _mentorPrice[mentor];
            if (free < _best.Distance) _best = (free, -1, mentor);
        }

        foreach (var holder in _holders[mentor])
        {
            var back = _mentorPrice[mentor] - _citizenPrice[holder] - _citizens[holder].CostOfGiven(mentor);
            Reach(holder, distance + Math.Max(0, back), mentor);
        }
    }

    /// <summary>Walks back from the end of the best path and swaps what is given along it.</summary>
    private bool Give(int citizen)
    {
        var (at, mentor) = (_best.Citizen, _best.Mentor);
        var served = mentor >= 0 || at != citizen;
        while (true)
        {
            if (mentor >= 0)
            {
                at = _mentorFrom[mentor];
                _holders[mentor].Add(at);
                _citizens[at].Give(mentor);
            }

            if (at == citizen) return served;
            mentor = _citizenFrom[at];
            _holders[mentor].Remove(at);
            _citizens[at].TakeBack(mentor);
        }
    }

    /// <summary>Prices move by how much nearer than the end each was.</summary>
    private void Settle()
    {
        var end = _best.Distance;
        foreach (var (mentor, distance) in _mentorsDone) _mentorPrice[mentor] += Math.Min(0, distance - end);
        foreach (var citizen in _citizensSeen)
        {
            if (_citizenDone[citizen]) _citizenPrice[citizen] += Math.Min(0, _citizenDistance[citizen] - end);
            (_citizenDistance[citizen], _citizenDone[citizen]) = (double.PositiveInfinity, false);
        }

        _citizensSeen.Clear();
        _mentorsDone.Clear();
        _citizensOpen.Clear();
    }

    private (int Mentor, double Distance) Nearest()
    {
        var wide = Vector<double>.Count;
        var least = new Vector<double>(double.PositiveInfinity);
        var at = 0;
        for (; at + wide <= _open.Length; at += wide) least = Vector.Min(least, new Vector<double>(_open, at));
        var distance = double.PositiveInfinity;
        for (var lane = 0; lane < wide; lane++) distance = Math.Min(distance, least[lane]);
        for (; at < _open.Length; at++) distance = Math.Min(distance, _open[at]);
        return (double.IsPositiveInfinity(distance) ? -1 : Array.IndexOf(_open, distance), distance);
    }
}
