namespace MentorMatch.Ranking.Allocation;

/// <summary>
/// Made-up scores to try allocation on: some volunteers please most citizens, and each citizen has a taste besides. The
/// same for the same seed. It says nothing about people.
/// </summary>
public static class SyntheticNetwork
{
    public static double[][] Scores(int citizens, int mentors, int seed)
    {
        var random = new Random(seed);
        double[] popularity = [.. Enumerable.Range(0, mentors).Select(_ => Normal(random))];
        return [.. Enumerable.Range(0, citizens).Select(_ => popularity.Select(common => common + Normal(random)).ToArray())];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
