namespace MentorMatch.Ranking.Data;

/// <summary>
/// How large a file may be. A table is held in memory as 4 bytes a cell, so the limits bound what a reader can use
/// (about 1.2 GB while a table of the largest size is read).
/// </summary>
public sealed record TableLimits
{
    public static readonly TableLimits Default = new();

    public int Rows { get; init; } = 5_000_000;

    public int Features { get; init; } = 10_000;

    /// <summary>Rows × features.</summary>
    public long Cells { get; init; } = 200_000_000;

    /// <summary>Bytes of one line.</summary>
    public int LineLength { get; init; } = 4 << 20;
}
