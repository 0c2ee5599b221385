using System.Globalization;

namespace MentorMatch.Core.Common.Texts;

/// <summary>Choices begin with a capital where they stand alone, and are written small inside a sentence or a list.</summary>
public static class Wording
{
    /// <summary>As inside a sentence; "LGBT+" stays as it is.</summary>
    public static string Inside(string word) =>
        word.Length == 0 || (word.Length > 1 && char.IsUpper(word[1])) ? word : char.ToLower(word[0], CultureInfo.CurrentCulture) + word[1..];

    /// <summary>The name of a language as inside a sentence: in English it keeps its capital.</summary>
    public static string LanguageInside(string name) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? name : Inside(name);

    /// <summary>"Svømning, cykling, gåture".</summary>
    public static string List(IEnumerable<string> words) => Joined(words, Inside);

    /// <summary>"Dansk, engelsk"; "Danish, English".</summary>
    public static string LanguageList(IEnumerable<string> names) => Joined(names, LanguageInside);

    private static string Joined(IEnumerable<string> words, Func<string, string> inside) => string.Join(", ", words.Select((word, at) => at == 0 ? word : inside(word)));
}
