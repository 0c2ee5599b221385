using System.Globalization;
using MentorMatch.Ranking.Allocation;

namespace MentorMatch.Benchmarks;

/// <summary>
/// A made-up network over 52 weeks: citizens come, get five cards, choose, and hold a place for half a year. It tries the
/// machinery, the naive top five beside the drafted batch and beside whoever was shown least, on the same people, and
/// claims nothing about people.
/// </summary>
internal sealed class NetworkYear(int volunteers, double demand, Policy policy, int seed)
{
    private const int Weeks = 52;
    private const int Cards = 5;
    private const int WeeksOfAMatch = 26;
    private const int Capacity = 2;

    /// <summary>Of all places that fall free in a year, how many are asked for: a full year and a quiet one.</summary>
    private static readonly double[] Demands = [.8, .1];

    /// <summary>About one in five volunteers suits a citizen.</summary>
    private const double Suits = 1;

    private readonly Random _random = new(seed);
    private readonly List<(int Citizen, int Since)> _waiting = [];
    private readonly List<(int Week, int Mentor)> _ends = [];
    private readonly List<int> _waits = [];
    private readonly int[] _shown = new int[volunteers];
    private readonly int[] _used = new int[volunteers];
    private readonly bool[] _matched = new bool[volunteers];
    private readonly double[] _popularity = Draw(volunteers, new Random(seed + 1));
    private int _next;
    private int _cards;
    private int _liked;
    private int _overrides;
    private int _lists;

    public static void Print(TextWriter to)
    {
        foreach (var demand in Demands)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{demand:0 %} of the places asked for\n\n| volunteers | shortlists | never shown | Gini | weeks of waiting | still waiting | overrides | cards that suit |\n|---|---|---|---|---|---|---|---|"));
            // A tenth of 25 volunteers' places is nobody in most weeks.
            foreach (var volunteers in (int[])(demand < .5 ? [250, 2_500] : [25, 250, 2_500]))
            {
                foreach (var (policy, name) in new[] { (Policy.TopFive, "top five each"), (Policy.Drafted, "drafted together"), (Policy.LeastShown, "least shown first") }) to.WriteLine(Row(volunteers, demand, policy, name));
            }
        }

        foreach (var (citizens, cardsEach) in new[] { (8_000, 16d), (1_000, 2d) })
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nAt most, with {citizens:N0} citizens and {cardsEach} cards a volunteer: {NetworkBound.Suiting(citizens, cardsEach, .3):0.000} of the cards suit at a Gini of .30."));
        }
    }

    private static string Row(int volunteers, double demand, Policy policy, string name)
    {
        var years = Enumerable.Range(1, volunteers > 1000 ? 2 : 5).Select(seed => new NetworkYear(volunteers, demand, policy, seed).Run()).ToArray();
        double Mean(Func<YearResult, double> of) => years.Average(of);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {volunteers:N0} | {name} | {Mean(y => y.NeverShown):0.0 %} | {Mean(y => y.Gini):0.00} | {Mean(y => y.Waiting):0.0} | {Mean(y => y.StillWaiting):0.0 %} | {Mean(y => y.Overrides):0.0 %} | {Mean(y => y.Suiting):0.000} |");
    }

    private YearResult Run()
    {
        for (var week = 0; week < Weeks; week++)
        {
            foreach (var (_, mentor) in _ends.Where(end => end.Week == week)) _used[mentor]--;
            for (var left = Arrivals(); left > 0; left--) _waiting.Add((_next++, week));
            if (_waiting.Count > 0) Show(week);
        }

        return new(
            Exposure.NeverShown(_shown), Exposure.Gini(_shown), _waits.DefaultIfEmpty(0).Average(),
            _waiting.Count / (double)_next, _overrides / (double)Math.Max(1, _lists), _liked / (double)Math.Max(1, _cards));
    }

    /// <summary>Uneven, so that waiting can be felt.</summary>
    private int Arrivals() => (int)Math.Round((demand * volunteers * Capacity / WeeksOfAMatch * 2 * _random.NextDouble()));

    private void Show(int week)
    {
        int[] free = [.. Enumerable.Range(0, volunteers).Where(mentor => _used[mentor] < Capacity)];
        var candidates = _waiting.Select(entry => free.Select(mentor => new Candidate(mentor, Seen(entry.Citizen, mentor))).ToArray()).ToArray();
        var lists = policy switch
        {
            Policy.TopFive => [.. candidates.Select(row => row.OrderByDescending(one => one.Score).Take(Cards).Select(one => one.Mentor).ToArray())],
            Policy.Drafted => Drafted(candidates, week),
            _ => LeastShown(candidates),
        };
        List<(int Citizen, int Since)> still = [];
        for (var i = 0; i < lists.Length; i++)
        {
            if (!Choose(_waiting[i].Citizen, lists[i], week)) still.Add(_waiting[i]);
            else _waits.Add(week - _waiting[i].Since);
        }

        _waiting.Clear();
        _waiting.AddRange(still);
    }

    private int[][] Drafted(Candidate[][] candidates, int week) =>
        [.. BatchPlanner.Draft(
            [.. _waiting.Select((entry, i) => new WaitingCitizen((week - entry.Since) * 7, candidates[i]))],
            [.. _shown.Select((times, mentor) => new PlannedMentor(times, !_matched[mentor]))]).Cards.Select(cards => cards.Select(card => card.Mentor).ToArray())];

    /// <summary>The most even that a week can be, whatever it costs: how much of the unevenness is not a matter of choice.</summary>
    private int[][] LeastShown(Candidate[][] candidates)
    {
        int[] shown = [.. _shown];
        var lists = new int[candidates.Length][];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = [.. candidates[i].OrderBy(one => shown[one.Mentor]).ThenByDescending(one => one.Score).Take(Cards).Select(one => one.Mentor)];
            foreach (var mentor in lists[i]) shown[mentor]++;
        }

        return lists;
    }

    /// <summary>A coordinator replaces a card for somebody who has no place any more; the citizen takes the best that suits.</summary>
    private bool Choose(int citizen, int[] cards, int week)
    {
        _lists++;
        _overrides += Array.Exists(cards, mentor => _used[mentor] >= Capacity) ? 1 : 0;
        foreach (var mentor in cards)
        {
            _shown[mentor]++;
            _cards++;
            _liked += Taste(citizen, mentor) > Suits ? 1 : 0;
        }

        var open = cards.Where(mentor => _used[mentor] < Capacity && Taste(citizen, mentor) > Suits).OrderByDescending(mentor => Taste(citizen, mentor)).ToArray();
        if (open.Length == 0) return false;
        _used[open[0]]++;
        _matched[open[0]] = true;
        _ends.Add((week + WeeksOfAMatch, open[0]));
        return true;
    }

    /// <summary>What the citizen would think on meeting; nobody sees it.</summary>
    private double Taste(int citizen, int mentor) => (.8 * _popularity[mentor]) + Noise(citizen, mentor, 0);

    /// <summary>What the ranker sees: the taste through a haze, about as good as rankers on real first meetings.</summary>
    private double Seen(int citizen, int mentor) => Taste(citizen, mentor) + (2 * Noise(citizen, mentor, 1));

    /// <summary>The same for the same pair in every run of a seed, with allocation or without.</summary>
    private double Noise(int citizen, int mentor, int kind)
    {
        var bits = (((ulong)seed * 31) + (ulong)kind + 1) * 0x9E3779B97F4A7C15UL;
        bits = Mix(Mix(bits ^ (ulong)citizen) ^ ((ulong)mentor << 20));
        var (a, b) = ((uint)(bits >> 32) / 4294967296d, (uint)bits / 4294967296d);
        return Math.Sqrt(-2 * Math.Log(1 - a)) * Math.Cos(2 * Math.PI * b);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    private static double[] Draw(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    private sealed record YearResult(double NeverShown, double Gini, double Waiting, double StillWaiting, double Overrides, double Suiting);
}

internal enum Policy
{
    TopFive,
    Drafted,
    LeastShown,
}
