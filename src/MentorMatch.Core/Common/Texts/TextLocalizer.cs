using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Common.Texts;

/// <summary>Looks up the texts of one set in the current language, then in Danish.</summary>
public sealed class TextLocalizer : IStringLocalizer
{
    private readonly ResourceManager danish;
    private readonly Dictionary<string, ResourceManager> others;

    public TextLocalizer(Type set)
    {
        danish = new ResourceManager(set.FullName!, set.Assembly);
        var embedded = set.Assembly.GetManifestResourceNames();
        others = Languages.All.Skip(1)
            .Where(language => embedded.Contains($"{set.FullName}.{language.Tag}.resources"))
            .ToDictionary(language => language.Tag, language => new ResourceManager($"{set.FullName}.{language.Tag}", set.Assembly));
    }

    public LocalizedString this[string name]
    {
        get
        {
            var text = Find(name);
            return new LocalizedString(name, text ?? Missing(name), resourceNotFound: text is null);
        }
    }

    /// <summary>The text with {0}, {1}, … filled in; dates and numbers as the current culture writes them.</summary>
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = Find(name);
            var filled = string.Format(CultureInfo.CurrentCulture, text ?? Missing(name), arguments);
            return new LocalizedString(name, filled, resourceNotFound: text is null);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures)
    {
        var own = others.GetValueOrDefault(Languages.Current.Tag, danish);
        var keys = Keys(own);
        if (includeParentCultures)
        {
            keys = keys.Union(Keys(danish));
        }

        return keys.Select(key => this[key]).ToList();
    }

    /// <summary>In brackets, so that a test of every page finds it, wherever on the page it stands.</summary>
    private static string Missing(string name) => $"[{name}]";

    private string? Find(string name) =>
        (others.TryGetValue(Languages.Current.Tag, out var own) ? own.GetString(name, CultureInfo.InvariantCulture) : null)
        ?? danish.GetString(name, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Keys(ResourceManager texts) =>
        texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>()
            .Select(entry => (string)entry.Key);
}
