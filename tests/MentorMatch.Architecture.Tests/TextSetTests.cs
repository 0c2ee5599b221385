using System.Collections;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using MentorMatch.Core.Common.Texts;

namespace MentorMatch.Architecture.Tests;

/// <summary>Every set of texts says the same things in each of its languages.</summary>
public sealed partial class TextSetTests
{
    private static readonly Assembly[] Assemblies = [typeof(Languages).Assembly, Assembly.Load("MentorMatch.Web")];

    public static TheoryData<string> Sets => [.. Assemblies.SelectMany(SetsOf)];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_HasAMarkerTypeOfItsName(string set) =>
        Assert.Contains(Assemblies, assembly => assembly.GetType(set) is not null);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_SpeaksEnglishAndUnlessForStaffEasyDanish(string set)
    {
        Assert.NotEmpty(Read(set, Languages.English));
        if (!set.EndsWith("StaffTexts", StringComparison.Ordinal))
        {
            Assert.NotEmpty(Read(set, Languages.EasyDanish));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_HasTheSameKeysAndPlaceholdersInEveryLanguage(string set)
    {
        var danish = Read(set, Languages.Danish);
        Assert.All(danish, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        foreach (var language in Languages.All.Skip(1).Where(language => Exists(set, language.Tag)))
        {
            var other = Read(set, language.Tag);
            Assert.Equal(danish.Keys, other.Keys);
            Assert.All(danish, text => Assert.Empty(Placeholders(other[text.Key]).Except(Placeholders(text.Value))));
            // Easy Danish may say less.
            if (language.Tag == Languages.EasyDanish) continue;
            Assert.All(danish, text => Assert.Empty(Placeholders(text.Value).Except(Placeholders(other[text.Key]))));
        }
    }

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Groups["number"].Value);

    private static IEnumerable<string> SetsOf(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith("Texts.resources", StringComparison.Ordinal))
        .Select(name => name[..^".resources".Length]);

    private static string FileOf(string set, string tag) => tag == Languages.Danish ? $"{set}.resources" : $"{set}.{tag}.resources";

    private static bool Exists(string set, string tag) =>
        Assemblies.Any(assembly => assembly.GetManifestResourceInfo(FileOf(set, tag)) is not null);

    private static SortedDictionary<string, string> Read(string set, string tag)
    {
        using var stream = Assemblies.Select(assembly => assembly.GetManifestResourceStream(FileOf(set, tag))).First(found => found is not null)!;
        using var reader = new ResourceReader(stream);
        var texts = reader.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        return new SortedDictionary<string, string>(texts, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(?<number>\d+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
