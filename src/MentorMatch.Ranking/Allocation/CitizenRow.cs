using System.Numerics;

namespace MentorMatch.Ranking.Allocation;

/// <summary>The costs of one citizen's choices. A mentor that is given cannot be given again: its cost is infinite meanwhile.</summary>
internal sealed class CitizenRow
{
    private readonly int[] _mentors;
    private readonly double[] _costs;
    private readonly bool _isDense;
    private readonly List<(int Mentor, int At, double Cost)> _given = [];

    public CitizenRow(IReadOnlyList<Choice> choices, int mentors)
    {
        _mentors = [.. choices.Select(choice => choice.Mentor)];
        _costs = [.. choices.Select(choice => -choice.Worth)];
        Array.Sort(_mentors, _costs);
        _isDense = _mentors.Length == mentors;
    }

    public double CostOfGiven(int mentor) => _given[IndexOfGiven(mentor)].Cost;

    public void Give(int mentor)
    {
        var at = Array.BinarySearch(_mentors, mentor);
        _given.Add((mentor, at, _costs[at]));
        _costs[at] = double.PositiveInfinity;
    }

    public void TakeBack(int mentor)
    {
        var index = IndexOfGiven(mentor);
        _costs[_given[index].At] = _given[index].Cost;
        _given.RemoveAt(index);
    }

    /// <summary>Notes every mentor that is nearer by way of this citizen.</summary>
    public void Relax(double start, double[] prices, double[] open, double[] bound, int[] from, int citizen)
    {
        var at = 0;
        if (_isDense)
        {
            var (wide, origin) = (Vector<double>.Count, new Vector<double>(start));
            for (; at + wide <= _costs.Length; at += wide)
            {
                // Few are nearer, so most registers are only looked at.
                var nearer = Vector.LessThan(origin + new Vector<double>(_costs, at) - new Vector<double>(prices, at), new Vector<double>(bound, at));
                if (nearer != Vector<long>.Zero) RelaxSome(at, at + wide, start, prices, open, bound, from, citizen);
            }
        }

        RelaxSome(at, _costs.Length, start, prices, open, bound, from, citizen);
    }

    private void RelaxSome(int begin, int end, double start, double[] prices, double[] open, double[] bound, int[] from, int citizen)
    {
        for (var at = begin; at < end; at++)
        {
            var mentor = _mentors[at];
            var distance = start + _costs[at] - prices[mentor];
            if (distance < bound[mentor]) (open[mentor], bound[mentor], from[mentor]) = (distance, distance, citizen);
        }
    }

    private int IndexOfGiven(int mentor)
    {
        for (var i = 0; i < _given.Count; i++)
        {
            if (_given[i].Mentor == mentor) return i;
        }

        throw new InvalidOperationException("The mentor is not given.");
    }
}
