using System.Collections.Concurrent;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Common.Texts;

/// <summary>
/// Finds the texts of a marker type such as <see cref="CommonTexts"/>: three resource files beside it,
/// all embedded in its own assembly.
/// </summary>
public sealed class TextLocalizerFactory : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Type, TextLocalizer> sets = new();

    public IStringLocalizer Create(Type resourceSource) => sets.GetOrAdd(resourceSource, set => new TextLocalizer(set));

    public IStringLocalizer Create(string baseName, string location) =>
        throw new NotSupportedException("Texts are found by their marker type.");
}
