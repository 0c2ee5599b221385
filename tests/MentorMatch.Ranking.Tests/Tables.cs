using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Tests;

/// <summary>Tables made of chance, the same for the same seed.</summary>
internal static class Tables
{
    /// <summary>Grades 0 to 2 by a hidden linear taste with noise; some values unknown; the last column does not vary.</summary>
    public static RankingTable Linear(int queries, int perQuery, double[] taste, int seed, double noise = 1, double unknown = 0)
    {
        var random = new Random(seed);
        var rows = queries * perQuery;
        var columns = Enumerable.Range(0, taste.Length + 1).Select(_ => new float[rows]).ToArray();
        var grades = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            var score = noise * Normal(random);
            for (var i = 0; i < taste.Length; i++)
            {
                var value = Normal(random);
                score += taste[i] * value;
                columns[i][row] = random.NextDouble() < unknown ? float.NaN : (float)value;
            }

            columns[^1][row] = 7;
            grades[row] = (byte)(score > 1.5 ? 2 : score > 0 ? 1 : 0);
        }

        return new(
            [.. Enumerable.Range(0, columns.Length).Select(i => $"f{i}")],
            columns,
            grades,
            [.. Enumerable.Range(0, queries + 1).Select(i => i * perQuery)],
            [.. Enumerable.Range(0, queries).Select(i => (long)(i / 4))]);
    }

    /// <summary>Grades that need two features together: positive where both have the same sign.</summary>
    public static RankingTable Bent(int queries, int seed)
    {
        var table = Linear(queries, 10, [0, 0, 0], seed);
        byte[] grades = [.. Enumerable.Range(0, table.Rows).Select(row => (byte)(table.Columns[0][row] * table.Columns[1][row] > 0 ? 1 : 0))];
        return new(table.Features, table.Columns, grades, table.Starts, table.Clusters);
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
