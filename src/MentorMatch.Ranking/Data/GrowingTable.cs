namespace MentorMatch.Ranking.Data;

/// <summary>A table while it is read: columns that grow, and refusals of what is too large.</summary>
internal sealed class GrowingTable(string file, TableLimits limits)
{
    private readonly List<float[]> _columns = [];
    private byte[] _grades = new byte[1024];

    public int Rows { get; private set; }

    public int Features => _columns.Count;

    public void AddFeature() => _columns.Add(new float[_grades.Length]);

    /// <summary>Begins a row; unset values of it are 0.</summary>
    public void AddRow(byte grade, long fileRow)
    {
        if (Rows >= limits.Rows || (long)(Rows + 1) * _columns.Count > limits.Cells)
        {
            throw new BadInputException(file, fileRow, "1", $"more than {(Rows >= limits.Rows ? $"{limits.Rows:N0} rows" : $"{limits.Cells:N0} values")} are not read; take a sample.");
        }

        if (Rows == _grades.Length) Grow();
        _grades[Rows++] = grade;
    }

    /// <summary>A value of the row last begun.</summary>
    public void Set(int feature, float value) => _columns[feature][Rows - 1] = value;

    /// <summary>The rows in order of <paramref name="queries"/>, one name a row; the first to come is the first.</summary>
    public RankingTable Grouped(IReadOnlyList<string> names, long[] queries, long[] clusters, string hash)
    {
        Dictionary<long, int> places = [];
        var placeOf = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            if (!places.TryGetValue(queries[row], out var place)) places[queries[row]] = place = places.Count;
            placeOf[row] = place;
        }

        var starts = new int[places.Count + 1];
        foreach (var place in placeOf) starts[place + 1]++;
        for (var i = 0; i < places.Count; i++) starts[i + 1] += starts[i];
        var next = starts[..^1];
        var to = new int[Rows];
        for (var row = 0; row < Rows; row++) to[row] = next[placeOf[row]]++;
        var perQuery = new long[places.Count];
        for (var row = 0; row < Rows; row++) perQuery[placeOf[row]] = clusters[row];
        return Finish(names, starts, perQuery, hash, to);
    }

    public RankingTable Finish(IReadOnlyList<string> names, int[] starts, long[]? clusters, string hash, int[]? order = null)
    {
        var columns = new float[_columns.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Reordered(_columns[i], order);
            _columns[i] = [];
        }

        return new(names, columns, Reordered(_grades, order), starts, clusters, hash);
    }

    private T[] Reordered<T>(T[] from, int[]? order)
    {
        if (order is null) return from[..Rows];
        var to = new T[Rows];
        for (var row = 0; row < Rows; row++) to[order[row]] = from[row];
        return to;
    }

    private void Grow()
    {
        var size = Math.Min(_grades.Length * 2, limits.Rows);
        Array.Resize(ref _grades, size);
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            Array.Resize(ref column, size);
            _columns[i] = column;
        }
    }
}
