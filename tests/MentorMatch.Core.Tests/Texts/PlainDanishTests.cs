using System.Reflection;
using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Web.Components.Layout;
using MentorMatch.Web.Components.Pages.Demo;

namespace MentorMatch.Core.Tests.Texts;

/// <summary>What citizens, volunteers and visitors read is plain: pages and mails, in Danish and in easy Danish.</summary>
public sealed class PlainDanishTests
{
    private const double MostForCitizens = 30;
    private const double MostForVolunteers = 35;

    /// <summary>Fewer words say nothing about how hard a text is.</summary>
    private const int FewestWords = 20;

    private static readonly string[] Jargon =
    [
        "ressourceforløb", "visitation", "indsats", "screening", "implementer", "kompetence", "sagsbehandl", "ydelse", "foranstaltning",
        "ift.", "pga.", "mht.", "bl.a.", "evt.", "jf.", "hhv.",
    ];

    /// <summary>Sets that citizens meet on their pages, beside those of volunteers and visitors.</summary>
    private static readonly Type[] ForCitizens =
    [
        typeof(CitizensTexts), typeof(MatchingTexts), typeof(FollowUpsTexts), typeof(MeetingsTexts), typeof(AccessTexts), typeof(CommonTexts), typeof(EmailsTexts), typeof(FrameTexts),
    ];

    /// <summary>Every set that speaks easy Danish is read by others than staff; the demonstration is read by developers.</summary>
    public static TheoryData<Type, string> Sets
    {
        get
        {
            var data = new TheoryData<Type, string>();
            foreach (var set in new[] { typeof(CommonTexts).Assembly, typeof(FrameTexts).Assembly }.SelectMany(SetsOf))
            {
                data.Add(set, Languages.Danish);
                data.Add(set, Languages.EasyDanish);
            }

            return data;
        }
    }

    [Fact]
    public void Sets_OfTheProduct_AreFound()
    {
        var found = Sets.Select(row => (Type)row[0]).Distinct().ToList();
        Assert.Empty(ForCitizens.Except(found));
        Assert.True(found.Count > ForCitizens.Length, $"{found.Count} sets");
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Texts_OfEachPageAndMail_AreEasyToRead(Type set, string language) =>
        Assert.Empty(PagesOf(set, language).Where(page => Readability.WordsOf(page.Text) >= FewestWords)
            .Select(page => (page.Name, Lix: Readability.LixOf(page.Text)))
            .Where(page => language == Languages.EasyDanish || ForCitizens.Contains(set) ? page.Lix > MostForCitizens : page.Lix >= MostForVolunteers)
            .Select(page => $"{page.Name}: {page.Lix:F0}"));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Texts_AllOfThem_AreFreeOfOfficialese(Type set, string language) =>
        Assert.Empty(TextsOf(set, language).Where(text => Jargon.Any(word => text.Value.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(text => text.Key));

    [Fact]
    public void Lix_OfEasyAndOfHardText_TellsThemApart()
    {
        Assert.InRange(Readability.LixOf("Du får en mail. Så kan du vælge."), 0, 10);
        Assert.InRange(Readability.LixOf("Kommunalbestyrelsen gennemfører virksomhedsrettede foranstaltninger efter beskæftigelseslovgivningens bestemmelser herom."), 80, 120);
    }

    [Fact]
    public void Lix_OfACountedText_IsTheFormula() => Assert.Equal((8.0 / 2) + (100.0 * 2 / 8), Readability.LixOf("En mentor hjælper dig. Mentoren bliver hos dig."));

    private static IEnumerable<Type> SetsOf(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.EndsWith($"Texts.{Languages.EasyDanish}.resources", StringComparison.Ordinal)
        let set = assembly.GetType(resource[..^$".{Languages.EasyDanish}.resources".Length])
        where set != typeof(DemoTexts)
        select set;

    private static IEnumerable<(string Name, string Text)> PagesOf(Type set, string language) => TextsOf(set, language)
        .Where(text => Readability.IsSentence(text.Value))
        .GroupBy(text => PageOf(text.Key), text => text.Value)
        .Select(page => (page.Key, string.Join(' ', page)));

    /// <summary>Keys begin with their page; those of a mail with Mail and its kind.</summary>
    private static string PageOf(string key) => string.Join('.', key.Split('.').Take(key.StartsWith("Mail.", StringComparison.Ordinal) ? 2 : 1));

    private static List<(string Key, string Value)> TextsOf(Type set, string language)
    {
        using var spoken = Languages.Use(language);
        return [.. new TextLocalizer(set).GetAllStrings(includeParentCultures: true).Select(text => (text.Name, text.Value))];
    }
}
