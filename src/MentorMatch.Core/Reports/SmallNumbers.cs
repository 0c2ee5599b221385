namespace MentorMatch.Core.Reports;

/// <summary>Hides numbers over so few people that somebody could be told from them.</summary>
public static class SmallNumbers
{
    /// <summary>Fewer than this, nobody included, are not told.</summary>
    public const int Fewest = 5;

    /// <summary>
    /// The counts, null where hidden. They belong together: who knows all but one may work that one out, so a single
    /// hidden one takes the smallest of the others with it.
    /// </summary>
    public static IReadOnlyList<int?> Protect(IReadOnlyList<int> counts)
    {
        int?[] shown = [.. counts.Select(count => count < Fewest ? (int?)null : count)];
        if (shown.Count(count => count is null) != 1) return shown;
        var smallest = shown.Min();
        if (smallest is not null) shown[Array.IndexOf(shown, smallest)] = null;
        return shown;
    }
}
