using System.Text.RegularExpressions;

namespace MentorMatch.Core.Tests.Texts;

/// <summary>
/// LIX, the readability index of Carl-Hugo Björnsson (Läsbarhet, 1968): words a sentence plus the percentage of words
/// of more than six letters. Below 25 is very easy, above 55 very hard.
/// </summary>
internal static partial class Readability
{
    /// <param name="text">Running text. A placeholder such as {0} counts as one short word.</param>
    public static double LixOf(string text)
    {
        var filled = Placeholder().Replace(text, "Mette");
        var words = Word().Matches(filled).Select(match => match.Value).ToList();
        var sentences = SentenceEnd().Split(filled).Count(sentence => Word().IsMatch(sentence));
        return ((double)words.Count / sentences) + (100.0 * words.Count(word => word.Length > 6) / words.Count);
    }

    /// <summary>Whether it is running text: a label or a heading has no full stop.</summary>
    public static bool IsSentence(string text) => text.EndsWith('.') || text.EndsWith('?') || text.EndsWith('!');

    public static int WordsOf(string text) => Word().Count(text);

    [GeneratedRegex(@"\{\d+[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\p{L}][\p{L}\p{Nd}@.\-]*[\p{L}]|\p{L}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"[.!?:]+(?=\s|$|”)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentenceEnd();
}
