using System.Globalization;

namespace MentorMatch.Core.Common;

/// <summary>Sets the language of texts, dates and numbers until disposed: a mail is written in its reader's language.</summary>
public sealed class CultureScope : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;

    private CultureScope(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture;
    }

    public static CultureScope Use(string language) => new(language);

    public void Dispose()
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = uiCulture;
    }
}
