using System.Text.RegularExpressions;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Emails;

/// <summary>Every mail of the product, found by its texts, as a phone shows it: in each language, light and dark.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class MailLooksTests(BrowserFixture fixture)
{
    /// <summary>For mails that no programme may change: those of signing in, and what goes to staff.</summary>
    private static readonly string[] AnyValues = [Placeholders.Programme, Placeholders.When, Placeholders.Where, Placeholders.Phone, Placeholders.Title, Placeholders.Due];

    /// <summary>Set MENTORMATCH_MAIL_PICTURES to a folder to get a picture of each.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("MENTORMATCH_MAIL_PICTURES");

    public static TheoryData<string> LanguageTags => [.. Languages.All.Select(l => l.Tag)];

    [Theory]
    [MemberData(nameof(LanguageTags))]
    public async Task EveryMail_OnAPhone_IsReadableByAllInLightAndDark(string language)
    {
        var page = await fixture.VisitAsync(new Visit { Width = 390, Language = language });
        var faults = new List<string>();
        var mails = await MailsAsync(language);
        foreach (var mail in mails)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await page.SetContentAsync(mail.Html);
            faults.AddRange((await AxeGate.ViolationsAsync(page)).Concat(await AxeGate.OverflowsAsync(page)).Select(fault => $"{mail.Kind} light: {fault}"));
            await PictureAsync(page, mail.Kind, language, "light");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            faults.AddRange((await AxeGate.ColourViolationsAsync(page)).Select(fault => $"{mail.Kind} dark: {fault}"));
            await PictureAsync(page, mail.Kind, language, "dark");
        }

        Assert.Empty(faults);
        Assert.True(mails.Count > 50, $"{mails.Count} mails");
        await page.Context.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(LanguageTags))]
    public async Task EveryMail_AsTextAlone_SaysAllThatTheHtmlSays(string language)
    {
        foreach (var mail in await MailsAsync(language))
        {
            Assert.DoesNotMatch(Markup(), mail.Text);
            Assert.DoesNotMatch(Braces(), mail.Text + mail.Subject);
            Assert.True(mail.Subject.Length is > 3 and <= 120, $"{mail.Kind}: '{mail.Subject}'");
            var words = System.Net.WebUtility.HtmlDecode(Markup().Replace(mail.Html[mail.Html.IndexOf("<body", StringComparison.Ordinal)..], " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var missing = words.Where(word => !mail.Text.Contains(word, StringComparison.Ordinal)).Except(FrameWords(language)).ToList();
            Assert.True(missing.Count == 0, $"{mail.Kind}: the text lacks {string.Join(' ', missing)}");
        }
    }

    [Fact]
    public async Task PlantedMail_InPaleLetters_FailsAtTheGate()
    {
        var page = await fixture.VisitAsync(new Visit { Width = 390 });
        await page.SetContentAsync((await MailsAsync("da"))[0].Html.Replace("font-size:17px", "color:#bbb;background:#fff;font-size:17px", StringComparison.Ordinal));

        Assert.Contains(await AxeGate.ViolationsAsync(page), fault => fault.StartsWith("color-contrast", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    /// <summary>What only the HTML needs to say: a text has no button that may not work.</summary>
    private static string[] FrameWords(string language)
    {
        using var spoken = Languages.Use(language);
        return new TextLocalizer(typeof(EmailsTexts))["ButtonDoesNotWork"].Value.Split(' ');
    }

    private async Task<IReadOnlyList<(string Kind, string Subject, string Html, string Text)>> MailsAsync(string language)
    {
        var samples = fixture.App.Services.GetRequiredService<EmailSamples>();
        var rendering = fixture.App.Services.GetRequiredService<EmailRendering>();
        var mails = new List<(string, string, string, string)>();
        foreach (var kind in Kinds())
        {
            var email = samples.Email(kind, language);
            email.Letter = email.Letter! with { UnsubscribeToken = new string('a', 64) };
            var mail = await rendering.RenderAsync(email);
            mails.Add((kind.Name, mail.Subject, mail.Html, mail.Text));
        }

        return mails;
    }

    private IEnumerable<EmailKind> Kinds()
    {
        var known = fixture.App.Services.GetServices<EmailKind>().ToDictionary(kind => kind.Name);
        var assembly = typeof(EmailKind).Assembly;
        return from resource in assembly.GetManifestResourceNames()
               where resource.EndsWith("Texts.resources", StringComparison.Ordinal)
               let texts = assembly.GetType(resource[..^".resources".Length])
               where texts is not null
               from key in new TextLocalizer(texts).GetAllStrings(includeParentCultures: true).Select(text => text.Name)
               let match = SubjectKey().Match(key)
               where match.Success
               let name = match.Groups["kind"].Value
               orderby name
               select known.GetValueOrDefault(name) ?? new EmailKind(name, texts, AnyValues);
    }

    private static async Task PictureAsync(IPage page, string kind, string language, string scheme)
    {
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{kind}-{language}-{scheme}.png"), FullPage = true });
    }

    [GeneratedRegex("^Mail\\.(?<kind>[A-Za-z]+)\\.Subject$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SubjectKey();

    [GeneratedRegex("<[a-z/!][^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Braces();
}
