using System.Diagnostics;
using System.Text.Json.Nodes;
using MentorMatch.Ranking.Allocation;

namespace MentorMatch.Cli.Ranking;

/// <summary>"ranking allocate": exact assignment, and shortlists for all, on a made-up network.</summary>
internal static class AllocateVerb
{
    private const int Cards = 5;
    private const long MostPairs = 50_000_000;

    public static int Run(string[] words, TextWriter to)
    {
        var options = new Options(words, ["--citizens", "--mentors", "--capacity", "--seed"], ["--json"]);
        var (citizens, mentors) = (options.Number("--citizens", 3000, 1, 1_000_000), options.Number("--mentors", 1500, 1, 1_000_000));
        var (capacity, seed) = (options.Number("--capacity", 2, 1, 1000), options.Number("--seed", 1, 0, int.MaxValue));
        if ((long)citizens * mentors > MostPairs) throw new UsageException($"--citizens times --mentors is at most {MostPairs}.");
        var scores = SyntheticNetwork.Scores(citizens, mentors, seed);
        var json = new JsonObject { ["citizens"] = citizens, ["mentors"] = mentors, ["capacity"] = capacity, ["seed"] = seed };
        json["assignment"] = Assign(scores, mentors, capacity);
        json["shortlists"] = Shortlists(scores, mentors);
        Output.Write(json, to, compact: options.Has("--json"));
        return 0;
    }

    private static JsonObject Assign(double[][] scores, int mentors, int capacity)
    {
        var problem = new AssignmentProblem
        {
            Choices = [.. scores.Select(row => row.Select((score, mentor) => new Choice(mentor, score)).ToArray())],
            Capacity = [.. Enumerable.Repeat(capacity, mentors)],
            Wanted = [.. Enumerable.Repeat(1, scores.Length)],
            LackCost = [.. Enumerable.Repeat(1e6, scores.Length)],
        };
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var assignment = Assigner.Solve(problem);
        var (seconds, processorSeconds) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        watch.Restart();
        var greedy = Greedy(scores, mentors, capacity);
        return new()
        {
            ["seconds"] = Output.Number(seconds),
            ["processorSeconds"] = Output.Number(processorSeconds),
            ["assigned"] = scores.Length - assignment.Lacking,
            ["lacking"] = assignment.Lacking,
            ["worth"] = Output.Number(assignment.Worth),
            ["greedySeconds"] = Output.Number(watch.Elapsed.TotalSeconds),
            ["greedyWorth"] = Output.Number(greedy),
        };
    }

    /// <summary>The naive peer: the best pair first, whatever it takes from others.</summary>
    private static double Greedy(double[][] scores, int mentors, int capacity)
    {
        var (left, served, worth) = (Enumerable.Repeat(capacity, mentors).ToArray(), new bool[scores.Length], 0d);
        var pairs = scores.SelectMany((row, citizen) => row.Select((score, mentor) => (score, citizen, mentor))).ToArray();
        Array.Sort(pairs, (a, b) => b.score.CompareTo(a.score));
        foreach (var (score, citizen, mentor) in pairs)
        {
            if (served[citizen] || left[mentor] == 0) continue;
            (served[citizen], worth) = (true, worth + score);
            left[mentor]--;
        }

        return worth;
    }

    private static JsonObject Shortlists(double[][] scores, int mentors)
    {
        WaitingCitizen[] waiting = [.. scores.Select((row, i) => new WaitingCitizen(i % 60, [.. row.Select((score, mentor) => new Candidate(mentor, score))]))];
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var plan = BatchPlanner.Draft(waiting, new PlannedMentor[mentors]);
        var (seconds, processorSeconds) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        var planned = Counts(mentors, plan.Cards.SelectMany(cards => cards.Select(card => card.Mentor)));
        var naive = Counts(mentors, scores.SelectMany(row => row.Select((score, mentor) => (score, mentor)).OrderByDescending(pair => pair.score).Take(Cards).Select(pair => pair.mentor)));
        return new()
        {
            ["seconds"] = Output.Number(seconds),
            ["processorSeconds"] = Output.Number(processorSeconds),
            ["cards"] = planned.Sum(),
            ["lacking"] = plan.Lacking,
            ["cap"] = plan.MostShown,
            ["mostShown"] = planned.Max(),
            ["neverShown"] = Output.Number(Exposure.NeverShown(planned)),
            ["gini"] = Output.Number(Exposure.Gini(planned)),
            ["naiveMostShown"] = naive.Max(),
            ["naiveNeverShown"] = Output.Number(Exposure.NeverShown(naive)),
            ["naiveGini"] = Output.Number(Exposure.Gini(naive)),
        };
    }

    private static int[] Counts(int mentors, IEnumerable<int> shown)
    {
        var counts = new int[mentors];
        foreach (var mentor in shown) counts[mentor]++;
        return counts;
    }
}
