using System.Globalization;

namespace MentorMatch.Core.Common.Texts;

/// <summary>
/// A culture under a name of our own. The framework turns the private tag da-x-let into da, so that the two
/// could not be told apart, and writes the dates of plain en the American way.
/// </summary>
internal sealed class LanguageCulture : CultureInfo
{
    private LanguageCulture(string tag, string formats)
        : base(formats, useUserOverride: false) => Name = tag;

    public override string Name { get; }

    public static CultureInfo Named(string tag, string formats) => ReadOnly(new LanguageCulture(tag, formats));
}
