namespace MentorMatch.Ranking.Models;

/// <summary>The shape of a model file. A kind has its own section: "linear" or "trees".</summary>
internal sealed record ModelDocument
{
    public required int Format { get; init; }

    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required SchemaStamp Schema { get; init; }

    public TrainingRecord? Training { get; init; }

    public LinearPart? Linear { get; init; }

    public TreesPart? Trees { get; init; }

    public required SortedDictionary<string, SortedDictionary<string, double>> OccupationFit { get; init; }

    public required SortedDictionary<string, SortedDictionary<string, double>> MotivationFit { get; init; }

    internal sealed record Header
    {
        public SchemaStamp? Schema { get; init; }
    }

    /// <summary>Version 0 is that of a table with columns of its own.</summary>
    internal sealed record SchemaStamp
    {
        public required int Version { get; init; }

        public required string Hash { get; init; }
    }

    internal sealed record LinearPart
    {
        public required double Intercept { get; init; }

        public required IReadOnlyList<WeightRow> Features { get; init; }
    }

    internal sealed record WeightRow
    {
        public required string Name { get; init; }

        public required double Weight { get; init; }

        public required double Baseline { get; init; }
    }

    internal sealed record TreesPart
    {
        public required IReadOnlyList<string> Features { get; init; }

        public required IReadOnlyList<TreePart> Trees { get; init; }
    }

    internal sealed record TreePart
    {
        public required int[] Feature { get; init; }

        public required float[] Threshold { get; init; }

        public required bool[] UnknownLeft { get; init; }

        public required int[] Left { get; init; }

        public required int[] Right { get; init; }

        public required double[] Value { get; init; }

        public required int[] Rows { get; init; }
    }
}
