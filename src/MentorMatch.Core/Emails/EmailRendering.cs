using System.Net;
using System.Text;
using MentorMatch.Core.Common;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Writes a letter as plain text and as HTML in its reader's language. Styles are inline, since many mail programs
/// drop a style sheet, and in colours that hold their contrast when a program turns a mail dark.
/// </summary>
public sealed class EmailRendering(
    IStringLocalizer<EmailsTexts> texts, IOptions<EmailSettings> settings, IOptions<MunicipalitySettings> municipality)
{
    private const string Font = "font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5";

    /// <param name="email">A row whose letter has not been emptied.</param>
    public RenderedEmail Render(OutgoingEmail email)
    {
        var letter = email.Letter ?? throw new InvalidOperationException($"Mail {email.Id} has no letter any more.");
        using var culture = CultureScope.Use(letter.Language);
        return new RenderedEmail
        {
            Id = email.Id,
            MessageId = email.MessageId,
            FromAddress = settings.Value.FromAddress,
            FromName = settings.Value.FromName.Length > 0 ? settings.Value.FromName : municipality.Value.Name,
            ToAddress = email.ToAddress,
            ToName = OneLine(email.ToName),
            Language = letter.Language,
            Subject = OneLine(letter.Subject),
            Text = TextOf(letter),
            Html = HtmlOf(letter),
            Calendar = email.Calendar is null ? null : new CalendarPart(email.Calendar, email.CalendarMethod ?? "REQUEST"),
        };
    }

    private string TextOf(EmailLetter letter)
    {
        var parts = new List<string> { letter.Greeting };
        parts.AddRange(letter.Paragraphs);
        if (LinkOf(letter) is { } link) parts.Add($"{letter.ButtonText}:\r\n{link}");
        parts.AddRange(letter.SmallPrint);
        parts.Add(texts["Regards"] + "\r\n" + municipality.Value.Name);
        parts.Add("-- \r\n" + string.Join("\r\n", Footer()));
        return string.Join("\r\n\r\n", parts) + "\r\n";
    }

    private string HtmlOf(EmailLetter letter)
    {
        var html = new StringBuilder();
        html.Append($"""<!DOCTYPE html><html lang="{Encode(letter.Language)}"><head><meta charset="utf-8">""");
        html.Append("""<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">""");
        html.Append($"<title>{Encode(letter.Subject)}</title></head><body style=\"margin:0;padding:16px;{Font}\">");
        html.Append("<div role=\"article\" style=\"max-width:600px;margin:0 auto\">");
        html.Append(Paragraph(letter.Greeting));
        foreach (var paragraph in letter.Paragraphs) html.Append(Paragraph(paragraph));
        if (LinkOf(letter) is { } link) html.Append(Button(letter.ButtonText!, link));
        foreach (var line in letter.SmallPrint) html.Append($"<p style=\"margin:0 0 12px;font-size:15px\">{Encode(line)}</p>");
        html.Append($"<p style=\"margin:24px 0 16px\">{Encode(texts["Regards"])}<br>{Encode(municipality.Value.Name)}</p>");
        html.Append("<hr style=\"border:0;border-top:1px solid #767676;margin:24px 0 12px\">");
        html.Append($"<p style=\"margin:0;font-size:14px\">{string.Join("<br>", Footer().Select(Encode))}</p>");
        return html.Append("</div></body></html>\r\n").ToString();
    }

    private string Button(string text, string link) =>
        $"<p style=\"margin:24px 0\"><a href=\"{Encode(link)}\" style=\"display:inline-block;padding:14px 24px;background-color:#0a5c5f;"
        + "color:#ffffff;border:2px solid #ffffff;border-radius:4px;font-weight:bold;text-decoration:none\">"
        + $"{Encode(text)}</a></p><p style=\"margin:0 0 16px;font-size:15px\">{Encode(texts["ButtonDoesNotWork"])}<br>"
        + $"<a href=\"{Encode(link)}\" style=\"word-break:break-all\">{Encode(link)}</a></p>";

    private IEnumerable<string> Footer() =>
    [
        texts["Footer.Why", municipality.Value.ServiceName],
        $"{municipality.Value.Name}, {municipality.Value.Address}",
        texts["Footer.Contact", municipality.Value.Phone, municipality.Value.Email],
    ];

    private string? LinkOf(EmailLetter letter) => letter.ButtonPath is null || letter.ButtonText is null
        ? null
        : settings.Value.PublicUrl.TrimEnd('/') + "/" + letter.ButtonPath.TrimStart('/');

    private static string Paragraph(string text) => $"<p style=\"margin:0 0 16px\">{Encode(text).ReplaceLineEndings("<br>")}</p>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Headers are one line: a line break in a name must not start another header.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
