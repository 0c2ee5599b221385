using System.Text;

namespace MentorMatch.Ranking.Data;

/// <summary>
/// Tab-separated values with a header: iid (the query), pid (the item), wave (the cluster), dec and match (grades); every
/// other column is a feature.
/// </summary>
public static class TsvFile
{
    private const string Query = "iid";
    private const string Item = "pid";
    private const string Cluster = "wave";
    private static readonly string[] Labels = ["dec", "match"];

    /// <param name="path">The file.</param>
    /// <param name="label">Which of dec and match grades a row.</param>
    /// <param name="limits">How large it may be; <see cref="TableLimits.Default"/> unless given.</param>
    /// <exception cref="BadInputException">Something in it cannot be used.</exception>
    public static RankingTable Read(string path, string label, TableLimits? limits = null)
    {
        if (!Labels.Contains(label)) throw new ArgumentException("A label is dec or match.", nameof(label));
        limits ??= TableLimits.Default;
        using var lines = new LineReader(path, limits);
        if (!lines.TryRead(out var first) || first.IsEmpty) throw new BadInputException(path, 1, "1", "the header is missing.");
        var header = Header.Of(path, first, label, limits);
        var rows = new TsvRows(path, header, limits);
        while (lines.TryRead(out var line)) rows.Add(line, lines.Row);
        return rows.Finish(lines.HashOfAll());
    }

    /// <summary>What stands in which column.</summary>
    internal sealed class Header
    {
        public required string[] Names { get; init; }

        public required int QueryAt { get; init; }

        public required int ItemAt { get; init; }

        public required int ClusterAt { get; init; }

        public required int LabelAt { get; init; }

        public required int OtherLabelAt { get; init; }

        /// <summary>Place in the vector of features, -1 for the columns above.</summary>
        public required int[] FeatureOf { get; init; }

        public IReadOnlyList<string> Features => [.. Names.Where((_, i) => FeatureOf[i] >= 0)];

        public static Header Of(string path, ReadOnlySpan<byte> line, string label, TableLimits limits)
        {
            var names = Encoding.UTF8.GetString(line).Split('\t');
            RefuseTwice(path, names);
            int At(string name) => Array.IndexOf(names, name) is >= 0 and var at ? at
                : throw new BadInputException(path, 1, name, "the column is missing from the header.");

            int[] known = [At(Query), At(Item), At(Cluster), At(Labels[0]), At(Labels[1])];
            if (names.Length == known.Length) throw new BadInputException(path, 1, $"{names.Length}", "there is no feature column.");
            if (names.Length - known.Length > limits.Features)
            {
                throw new BadInputException(path, 1, $"{limits.Features + known.Length + 1}", $"more than {limits.Features:N0} features are not read.");
            }

            var next = 0;
            return new()
            {
                Names = names,
                QueryAt = known[0],
                ItemAt = known[1],
                ClusterAt = known[2],
                LabelAt = At(label),
                OtherLabelAt = At(Labels.Single(other => other != label)),
                FeatureOf = [.. names.Select((_, i) => known.Contains(i) ? -1 : next++)],
            };
        }

        private static void RefuseTwice(string path, string[] names)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++)
            {
                if (names[i].Length == 0) throw new BadInputException(path, 1, $"{i + 1}", "the column has no name.");
                if (!seen.Add(names[i])) throw new BadInputException(path, 1, names[i], "the column comes twice.");
            }
        }
    }
}
