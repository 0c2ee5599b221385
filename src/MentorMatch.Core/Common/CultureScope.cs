using System.Globalization;
using MentorMatch.Core.Common.Texts;

namespace MentorMatch.Core.Common;

/// <summary>Sets the language of texts, dates and numbers until disposed: a mail is written in its reader's language.</summary>
public sealed class CultureScope : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;

    private CultureScope(string language)
    {
        // Taken from the list of languages: a culture made from the tag of easy Danish is plain Danish.
        CultureInfo.CurrentUICulture = Languages.Find(language).Culture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture;
    }

    public static CultureScope Use(string language) => new(language);

    public void Dispose()
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = uiCulture;
    }
}
