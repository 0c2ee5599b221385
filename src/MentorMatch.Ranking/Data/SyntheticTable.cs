namespace MentorMatch.Ranking.Data;

/// <summary>Made-up queries to time training on: normal values, a taste for twenty columns with noise, grades 0 to 4.</summary>
public static class SyntheticTable
{
    private const int Tasted = 20;

    public static RankingTable Of(int rows, int features, int queries, int seed)
    {
        var random = new Random(seed);
        var columns = new float[features][];
        var tastes = new float[rows];
        for (var feature = 0; feature < features; feature++)
        {
            var column = columns[feature] = new float[rows];
            for (var row = 0; row < rows; row++) column[row] = Normal(random);
            var weight = feature < Tasted ? 1 - (.9f * feature / (Tasted - 1)) : 0;
            for (var row = 0; row < rows && weight > 0; row++) tastes[row] += weight * column[row];
        }

        var grades = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            var taste = tastes[row] + (.5f * columns[0][row] * columns[1][row]) + (2 * Normal(random));
            grades[row] = (byte)(taste < 0 ? 0 : taste < 2 ? 1 : taste < 4 ? 2 : taste < 6 ? 3 : 4);
        }

        return new(
            [.. Enumerable.Range(0, features).Select(i => $"f{i}")],
            columns,
            grades,
            [.. Enumerable.Range(0, queries + 1).Select(i => (int)((long)i * rows / queries))]);
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
