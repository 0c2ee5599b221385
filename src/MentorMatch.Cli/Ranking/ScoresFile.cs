using System.Globalization;
using MentorMatch.Ranking.Data;

namespace MentorMatch.Cli.Ranking;

/// <summary>One score a line, in the order of the table's rows: how another program's scores come to the same evaluator.</summary>
internal static class ScoresFile
{
    public static double[] Read(string file, int rows)
    {
        if (!File.Exists(file)) throw new BadInputException(file, "there is no such file.");
        List<double> scores = new(rows);
        foreach (var line in File.ReadLines(file))
        {
            if (scores.Count == rows) throw new BadInputException(file, rows + 1, "1", $"the table has {rows} rows, and here is another score.");
            scores.Add(double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score)
                ? score
                : throw new BadInputException(file, scores.Count + 1, "1", "this is not a finite number."));
        }

        return scores.Count == rows ? [.. scores] : throw new BadInputException(file, scores.Count + 1, "1", $"the table has {rows} rows, and the scores end here.");
    }

    public static void Write(string file, IEnumerable<double> scores) =>
        Output.WriteWhole(file, string.Join('\n', scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture))) + "\n");
}
