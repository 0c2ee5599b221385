namespace MentorMatch.Ranking.Data;

/// <summary>
/// Lines of "grade index:value …" with ascending indices from 1, and beside FILE a FILE.query with the number of rows of
/// each query, one a line. What a line leaves out is 0. A query of one row is kept: it says nothing and costs nothing;
/// a file of nothing else is refused.
/// </summary>
public static class LibsvmFile
{
    /// <exception cref="BadInputException">Something in it cannot be used.</exception>
    public static RankingTable Read(string path, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        var starts = ReadSizes(path + ".query", limits);
        using var lines = new LineReader(path, limits);
        var table = new GrowingTable(path, limits);
        var positive = false;
        while (lines.TryRead(out var line))
        {
            if (table.Rows == starts[^1])
            {
                throw new BadInputException(path, lines.Row, "1", $"{Path.GetFileName(path)}.query counts {starts[^1]} rows, and here is another.");
            }

            positive |= AddRow(path, table, line, lines.Row, limits) > 0;
        }

        if (table.Rows < starts[^1])
        {
            throw new BadInputException(path, table.Rows + 1, "1", $"the file ends, and {Path.GetFileName(path)}.query counts {starts[^1]} rows.");
        }

        if (table.Rows == starts.Length - 1) throw new BadInputException(path + ".query", 1, "1", "every query has one row only; an order needs at least two.");
        return positive
            ? table.Finish([.. Enumerable.Range(1, table.Features).Select(index => $"{index}")], starts, null, lines.HashOfAll())
            : throw new BadInputException(path, 1, "1", "no row of the file has a grade above 0.");
    }

    private static byte AddRow(string path, GrowingTable table, ReadOnlySpan<byte> line, long row, TableLimits limits)
    {
        var rest = line.TrimEnd((byte)' ');
        var grade = Field.Grade(Next(ref rest), path, row, "1");
        table.AddRow(grade, row);
        var last = 0L;
        for (var column = 2; !rest.IsEmpty; column++)
        {
            var text = Next(ref rest);
            if (text.IsEmpty) continue;
            var colon = text.IndexOf((byte)':');
            if (colon <= 0) throw new BadInputException(path, row, $"{column}", $"{Field.Shown(text)} is not index:value.");
            var index = Field.Whole(text[..colon], path, row, $"{column}");
            if (index <= last || index > limits.Features)
            {
                throw new BadInputException(path, row, $"{column}", index > limits.Features
                    ? $"index {index} is above {limits.Features:N0}."
                    : $"indices ascend from 1, and {index} comes after {last}.");
            }

            while (table.Features < index) table.AddFeature();
            table.Set((int)index - 1, Field.Number(text[(colon + 1)..], path, row, $"{column} (index {index})"));
            last = index;
        }

        return grade;
    }

    private static int[] ReadSizes(string path, TableLimits limits)
    {
        using var lines = new LineReader(path, limits);
        List<int> starts = [0];
        while (lines.TryRead(out var line))
        {
            var size = Field.Whole(line.Trim((byte)' '), path, lines.Row, "1");
            if (size is < 1) throw new BadInputException(path, lines.Row, "1", $"a query has at least one row, not {size}.");
            if (starts[^1] + size > limits.Rows) throw new BadInputException(path, lines.Row, "1", $"more than {limits.Rows:N0} rows are not read; take a sample.");
            starts.Add(starts[^1] + (int)size);
        }

        return starts.Count > 1 ? [.. starts] : throw new BadInputException(path, 1, "1", "there are no queries.");
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var text = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return text;
    }
}
