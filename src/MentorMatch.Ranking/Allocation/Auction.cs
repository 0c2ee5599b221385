namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// A quick way near the best: citizens bid for places, by what the best is worth to them over the second best and a step
/// besides; the lowest bid of a full mentor gives way. It is held again and again with the last prices and a smaller step
/// (Bertsekas, Castañón, "The auction algorithm for the transportation problem", 1989). What comes out is within a step
/// a place of the best, and is mended by <see cref="CycleSearch"/>.
/// </summary>
internal sealed class Auction
{
    private const int BidsPerPlace = 10;

    /// <summary>How far prices go down again before the next auction, in its steps: too low rises quickly, too high has to be mended.</summary>
    private const int StepsBack = 15;

    /// <summary>What a mentor without places costs.</summary>
    private const double BeyondAnyWorth = 1e13;
    private readonly Allotment _allotment;
    private readonly AssignmentProblem _problem;
    private readonly PriorityQueue<Allotment.Holder, double>[] _bids;
    private readonly int[] _free;
    private readonly Queue<int> _waiting = new();

    public Auction(Allotment allotment, AssignmentProblem problem)
    {
        (_allotment, _problem) = (allotment, problem);
        _bids = [.. problem.Capacity.Select(_ => new PriorityQueue<Allotment.Holder, double>())];
        _free = new int[_bids.Length];
        Prices = [.. problem.Capacity.Select(places => places == 0 ? BeyondAnyWorth : 0)];
    }

    /// <summary>What a place of each mentor costs, 0 or more.</summary>
    public double[] Prices { get; }

    /// <summary>One auction from nothing given; places that it does not come to are lacking.</summary>
    public void Hold(double step)
    {
        TakeAllBack(step);
        var bids = BidsPerPlace * (long)_waiting.Count;
        while (bids-- > 0 && _waiting.TryDequeue(out var citizen)) Bid(citizen, step);
    }

    private void TakeAllBack(double step)
    {
        _waiting.Clear();
        for (var mentor = 0; mentor < _bids.Length; mentor++)
        {
            // A place that nobody took costs nothing.
            if (_free[mentor] > 0) Prices[mentor] = 0;
            else if (_problem.Capacity[mentor] > 0) Prices[mentor] = Math.Max(0, Prices[mentor] - (StepsBack * step));
            foreach (var holder in _allotment.Holders[mentor].ToArray()) _allotment.TakeBack(holder.Citizen, holder.At);
            _free[mentor] = _problem.Capacity[mentor];
            _bids[mentor].Clear();
        }

        for (var citizen = 0; citizen < _allotment.Citizens; citizen++)
        {
            for (var place = 0; place < _allotment.Lacking[citizen]; place++) _waiting.Enqueue(citizen);
        }
    }

    private void Bid(int citizen, double step)
    {
        var choices = _allotment.ChoicesOf(citizen);
        var given = _allotment.GivenOf(citizen);
        var (at, best, second) = (-1, -_problem.LackCost[citizen], double.NegativeInfinity);
        for (var i = 0; i < choices.Length; i++)
        {
            var value = choices[i].Worth - Prices[choices[i].Mentor];
            if (value <= second || given[i]) continue;
            if (value > best) (at, best, second) = (i, value, best);
            else second = value;
        }

        if (at < 0) return;
        var mentor = choices[at].Mentor;
        var bid = Prices[mentor] + best - second + step;
        _allotment.Give(citizen, at);
        if (_free[mentor] > 0)
        {
            _free[mentor]--;
            _bids[mentor].Enqueue(new(citizen, at), bid);
        }
        else
        {
            var least = _bids[mentor].EnqueueDequeue(new(citizen, at), bid);
            _allotment.TakeBack(least.Citizen, least.At);
            _waiting.Enqueue(least.Citizen);
        }

        if (_free[mentor] == 0 && _bids[mentor].TryPeek(out _, out var lowest)) Prices[mentor] = lowest;
    }
}
