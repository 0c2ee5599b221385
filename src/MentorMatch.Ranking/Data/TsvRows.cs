namespace MentorMatch.Ranking.Data;

/// <summary>The rows of a tsv as they are read, and what must hold over all of them.</summary>
internal sealed class TsvRows
{
    private readonly string _path;
    private readonly TsvFile.Header _header;
    private readonly GrowingTable _table;
    private readonly List<long> _queries = [];
    private readonly List<long> _clusters = [];
    private readonly Dictionary<long, (long Cluster, long FirstRow, int Count)> _seen = [];
    private bool _positive;

    public TsvRows(string path, TsvFile.Header header, TableLimits limits)
    {
        (_path, _header, _table) = (path, header, new(path, limits));
        foreach (var _ in header.Features) _table.AddFeature();
    }

    public void Add(ReadOnlySpan<byte> line, long row)
    {
        RefuseRagged(line, row);
        var grade = Field.Grade(Cell(line, _header.LabelAt), _path, row, _header.Names[_header.LabelAt]);
        _positive |= grade > 0;
        _table.AddRow(grade, row);
        var rest = line;
        for (var column = 0; column < _header.Names.Length; column++)
        {
            var tab = rest.IndexOf((byte)'\t');
            var text = tab < 0 ? rest : rest[..tab];
            rest = tab < 0 ? default : rest[(tab + 1)..];
            if (_header.FeatureOf[column] >= 0)
            {
                _table.Set(_header.FeatureOf[column], Field.Number(text, _path, row, _header.Names[column]));
            }
        }

        AddKeys(line, row);
    }

    public RankingTable Finish(string hash)
    {
        if (_table.Rows == 0) throw new BadInputException(_path, 2, "1", "there are no rows below the header.");
        foreach (var (query, (_, first, count)) in _seen)
        {
            if (count == 1) throw new BadInputException(_path, first, "iid", $"{query} has this row only; an order needs at least two.");
        }

        return _positive
            ? _table.Grouped(_header.Features, [.. _queries], [.. _clusters], hash)
            : throw new BadInputException(_path, 2, _header.Names[_header.LabelAt], "no row of the file has a grade above 0.");
    }

    private void AddKeys(ReadOnlySpan<byte> line, long row)
    {
        var query = Whole(line, row, _header.QueryAt);
        var cluster = Whole(line, row, _header.ClusterAt);
        _ = Whole(line, row, _header.ItemAt);
        _ = Field.Grade(Cell(line, _header.OtherLabelAt), _path, row, _header.Names[_header.OtherLabelAt]);
        var seen = _seen.TryGetValue(query, out var entry) ? entry : (cluster, row, 0);
        if (seen.Item1 != cluster)
        {
            throw new BadInputException(_path, row, "wave", $"iid {query} is in wave {seen.Item1} from row {seen.Item2} on, and in {cluster} here.");
        }

        _seen[query] = (cluster, seen.Item2, seen.Item3 + 1);
        _queries.Add(query);
        _clusters.Add(cluster);
    }

    private long Whole(ReadOnlySpan<byte> line, long row, int column) =>
        Field.Whole(Cell(line, column), _path, row, _header.Names[column]);

    private void RefuseRagged(ReadOnlySpan<byte> line, long row)
    {
        var found = line.Count((byte)'\t') + 1;
        if (found == _header.Names.Length) return;
        var column = Math.Min(found, _header.Names.Length) + 1;
        throw new BadInputException(
            _path,
            row,
            column <= _header.Names.Length ? _header.Names[column - 1] : $"{column}",
            $"the row has {found} values, the header {_header.Names.Length}.");
    }

    private static ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, int column)
    {
        for (; column > 0; column--) line = line[(line.IndexOf((byte)'\t') + 1)..];
        var end = line.IndexOf((byte)'\t');
        return end < 0 ? line : line[..end];
    }
}
