namespace MentorMatch.Browser.Tests.Journey;

public sealed class RepeatsTests
{
    [Theory]
    [InlineData("a b c d e", "", "")]
    [InlineData("a b c a", "", "a")]
    [InlineData("a b c d e d", "4", "")]
    [InlineData("a b c d e e", "4", "")]
    [InlineData("a b c d e a", "4", "a")]
    [InlineData("a b c d e f f", "3", "f")]
    [InlineData("a b a b", "1", "")]
    public void Unexplained_OfWhatCame_IsWhatNoKillExplains(string came, string killedAfter, string unexplained) => Assert.Equal(
        Words(unexplained),
        Repeats.Unexplained(Words(came), [.. Words(killedAfter).Select(int.Parse)], atOnce: 2));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
