namespace MentorMatch.Core.Common;

/// <summary>Patterns for LIKE made of what somebody typed: its own %, _ and \ mean themselves.</summary>
public static class LikePattern
{
    public const string Escape = "\\";

    public static string Containing(string typed) => $"%{Literal(typed.Trim())}%";

    private static string Literal(string typed) => typed.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
