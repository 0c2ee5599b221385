namespace MentorMatch.TestKit;

public static partial class TestData
{
    /// <summary>An address that nobody else has: of letters alone, since ten digits in a row may read as a civil registration number.</summary>
    public static string NewAddress() => string.Concat($"{Guid.NewGuid():N}".Select(c => char.IsAsciiDigit(c) ? (char)('g' + (c - '0')) : c)) + "@example.com";
}
