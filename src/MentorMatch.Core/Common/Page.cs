namespace MentorMatch.Core.Common;

/// <summary>Which rows of a list are asked for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Rows a page, 1–200.</param>
public readonly record struct PageRequest(int Number, int Size = 25)
{
    public int Skip => (Math.Clamp(Number, 1, 100_000) - 1) * Take;

    public int Take => Math.Clamp(Size, 1, 200);
}

/// <summary>Some rows of a list, and how many there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total, PageRequest Request)
{
    public int Pages => Math.Max(1, (Total + Request.Take - 1) / Request.Take);
}
