namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// Makes an allotment the best there is: as long as a round of swaps costs less than nothing, it is made (Klein 1967; found by
/// labels that are corrected until none is too high, as in Ahuja, Magnanti, Orlin, Network Flows, 5.5). Labels are given
/// to citizens, mentors and "nobody", costs are −worth. The nearer the labels are to right at the start, the less there is to do.
/// </summary>
internal sealed class CycleSearch
{
    private readonly Allotment _allotment;
    private readonly AssignmentProblem _problem;
    private readonly double _leastGain;
    private readonly int _nobody;
    private readonly double[] _labels;
    private readonly int[] _from;
    private readonly bool[] _isOpen;
    private readonly int[] _seen;
    private readonly Queue<int> _open = new();
    private int _corrected;
    private int _walk;

    /// <summary>Prices are of each mentor, about what a place is worth; gains no larger than the least are none.</summary>
    public CycleSearch(Allotment allotment, AssignmentProblem problem, double[] prices, double leastGain)
    {
        (_allotment, _problem, _leastGain) = (allotment, problem, leastGain);
        _nobody = allotment.Citizens + prices.Length;
        (_labels, _from, _isOpen, _seen) = (new double[_nobody + 1], new int[_nobody + 1], new bool[_nobody + 1], new int[_nobody + 1]);
        for (var mentor = 0; mentor < prices.Length; mentor++) _labels[allotment.Citizens + mentor] = -prices[mentor];
        for (var citizen = 0; citizen < allotment.Citizens; citizen++)
        {
            var choices = allotment.ChoicesOf(citizen);
            var given = allotment.GivenOf(citizen);
            _labels[citizen] = -problem.LackCost[citizen];
            for (var i = 0; i < choices.Length; i++)
            {
                if (!given[i]) _labels[citizen] = Math.Max(_labels[citizen], choices[i].Worth - prices[choices[i].Mentor]);
            }
        }
    }

    /// <summary>What a choice that is not given would cost; below 0, giving it could be better.</summary>
    public double CostOf(int citizen, Choice choice) => _labels[citizen] - choice.Worth - _labels[_allotment.Citizens + choice.Mentor];

    public void Run()
    {
        Array.Fill(_from, -1);
        for (var node = 0; node <= _nobody; node++) Open(node);
        while (_open.TryDequeue(out var node))
        {
            _isOpen[node] = false;
            Leave(node);
            if (_corrected < _labels.Length) continue;
            _corrected = 0;
            SwapRounds();
        }
    }

    private void Leave(int node)
    {
        if (node == _nobody) LeaveNobody();
        else if (node < _allotment.Citizens) LeaveCitizen(node);
        else LeaveMentor(node);
    }

    private void LeaveCitizen(int citizen)
    {
        var choices = _allotment.ChoicesOf(citizen);
        var given = _allotment.GivenOf(citizen);
        var label = _labels[citizen];
        for (var i = 0; i < choices.Length; i++)
        {
            if (!given[i]) Correct(citizen, _allotment.Citizens + choices[i].Mentor, label - choices[i].Worth);
        }

        if (_allotment.Lacking[citizen] < _problem.Wanted[citizen]) Correct(citizen, _nobody, label + _problem.LackCost[citizen]);
    }

    private void LeaveMentor(int node)
    {
        var mentor = node - _allotment.Citizens;
        var holders = _allotment.Holders[mentor];
        foreach (var holder in holders) Correct(node, holder.Citizen, _labels[node] + _allotment.ChoicesOf(holder.Citizen)[holder.At].Worth);
        if (holders.Count < _problem.Capacity[mentor]) Correct(node, _nobody, _labels[node]);
    }

    private void LeaveNobody()
    {
        var label = _labels[_nobody];
        for (var citizen = 0; citizen < _allotment.Citizens; citizen++)
        {
            if (_allotment.Lacking[citizen] > 0) Correct(_nobody, citizen, label - _problem.LackCost[citizen]);
        }

        for (var mentor = 0; mentor < _allotment.Holders.Length; mentor++)
        {
            if (_allotment.Holders[mentor].Count > 0) Correct(_nobody, _allotment.Citizens + mentor, label);
        }
    }

    private void Correct(int from, int to, double label)
    {
        if (_labels[to] - label <= _leastGain) return;
        (_labels[to], _from[to]) = (label, from);
        _corrected++;
        Open(to);
    }

    private void Open(int node)
    {
        if (_isOpen[node]) return;
        _isOpen[node] = true;
        _open.Enqueue(node);
    }

    /// <summary>Where labels come from each other in a round, that round costs less than nothing.</summary>
    private void SwapRounds()
    {
        var first = _walk;
        for (var start = 0; start <= _nobody; start++)
        {
            var walk = ++_walk;
            var node = start;
            while (node >= 0 && _seen[node] <= first)
            {
                _seen[node] = walk;
                node = _from[node];
            }

            if (node >= 0 && _seen[node] == walk) Swap(node);
        }
    }

    private void Swap(int start)
    {
        var to = start;
        do
        {
            var from = _from[to];
            if (from < _allotment.Citizens && IsMentor(to)) _allotment.Give(from, _allotment.IndexOf(from, to - _allotment.Citizens));
            if (IsMentor(from) && to < _allotment.Citizens) _allotment.TakeBack(to, _allotment.IndexOf(to, from - _allotment.Citizens));
            _from[to] = -1;
            Open(to);
            to = from;
        }
        while (to != start);
    }

    private bool IsMentor(int node) => node >= _allotment.Citizens && node < _nobody;
}
