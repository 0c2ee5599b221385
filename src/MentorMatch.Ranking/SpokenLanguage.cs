namespace MentorMatch.Ranking;

/// <summary>A language that somebody speaks: ISO 639 code and level, 1 (a little) to 4 (fluent).</summary>
public readonly record struct SpokenLanguage
{
    public const int Fluent = 4;

    public SpokenLanguage(string code, int level)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Fluent);
        Code = code.ToLowerInvariant();
        Level = level;
    }

    public string Code { get; }

    public int Level { get; }
}
