using System.Globalization;

namespace MentorMatch.Core.Common.Texts;

/// <param name="Tag">BCP 47 tag, as in the lang attribute, the cookie and the user's setting.</param>
/// <param name="Name">The language's name in the language itself.</param>
/// <param name="Culture">How its dates and numbers are written; its <see cref="CultureInfo.Name"/> is the tag.</param>
public sealed record Language(string Tag, string Name, CultureInfo Culture);

/// <summary>The languages that people can choose. The first is the default.</summary>
public static class Languages
{
    public const string Danish = "da";
    public const string English = "en";
    public const string EasyDanish = "da-x-let";

    public static IReadOnlyList<Language> All { get; } =
    [
        new(Danish, "Dansk", LanguageCulture.Named(Danish, "da-DK")),
        new(English, "English", LanguageCulture.Named(English, "en-GB")),
        new(EasyDanish, "Let dansk", LanguageCulture.Named(EasyDanish, "da-DK")),
    ];

    /// <summary>The language of the current request, circuit or mail.</summary>
    public static Language Current => Of(CultureInfo.CurrentUICulture);

    public static bool IsSupported(string? tag) => All.Any(language => Same(language.Tag, tag));

    /// <summary>The language with this tag; Danish when it is unknown.</summary>
    public static Language Find(string? tag) => All.FirstOrDefault(language => Same(language.Tag, tag)) ?? All[0];

    /// <summary>The language in which texts are looked up under a culture: en-US reads English, fr reads Danish.</summary>
    public static Language Of(CultureInfo culture) =>
        All.FirstOrDefault(language => Same(language.Tag, culture.Name))
        ?? All.FirstOrDefault(language => Same(language.Tag, culture.TwoLetterISOLanguageName))
        ?? All[0];

    /// <summary>Speaks this language until disposed: for mails and jobs, which have no request.</summary>
    public static IDisposable Use(string? tag) => CultureScope.Use(Find(tag).Tag);

    private static bool Same(string tag, string? other) => string.Equals(tag, other, StringComparison.OrdinalIgnoreCase);
}
