namespace MentorMatch.Ranking;

/// <summary>A language that somebody speaks: ISO 639 code and level, 1 (a little) to 4 (fluent).</summary>
public readonly record struct SpokenLanguage
{
    public const int Fluent = 4;

    /// <summary>Tells almost all codes apart at one look; two that are the same have the same.</summary>
    private readonly ulong _letters;

    public SpokenLanguage(string code, int level)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Fluent);
        Code = code.ToLowerInvariant();
        Level = level;
        foreach (var letter in Code)
        {
            _letters = (_letters << 8) ^ letter;
        }
    }

    public string Code { get; }

    public int Level { get; }

    /// <summary>Whatever the levels.</summary>
    internal bool IsSameAs(in SpokenLanguage other) => _letters == other._letters && string.Equals(Code, other.Code, StringComparison.Ordinal);
}
