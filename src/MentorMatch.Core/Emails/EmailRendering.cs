using MentorMatch.Core.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>What stands around every letter, in its language.</summary>
public sealed record LetterFrame(string Regards, string Sender, string ButtonDoesNotWork, string Unsubscribe, IReadOnlyList<string> Footer);

/// <summary>Writes a letter as plain text and, with the component <see cref="LetterMail"/>, as HTML in its reader's language.</summary>
public sealed class EmailRendering(
    IStringLocalizer<EmailsTexts> texts, IOptions<EmailSettings> settings, IOptions<MunicipalitySettings> municipality) : IAsyncDisposable, IDisposable
{
    /// <summary>The component asks for no services: all that it shows is handed to it.</summary>
    private readonly ServiceProvider none = new ServiceCollection().BuildServiceProvider();

    /// <param name="email">A row whose letter has not been emptied.</param>
    /// <param name="ct">Stops before the HTML is written.</param>
    public async Task<RenderedEmail> RenderAsync(OutgoingEmail email, CancellationToken ct = default)
    {
        var letter = email.Letter ?? throw new InvalidOperationException($"Mail {email.Id} has no letter any more.");
        var frame = FrameOf(letter.Language);
        ct.ThrowIfCancellationRequested();
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
            Text = TextOf(letter, frame),
            Html = await HtmlOfAsync(letter, frame),
            Calendar = email.Calendar is null ? null : new CalendarPart(email.Calendar, email.CalendarMethod ?? "REQUEST"),
            UnsubscribeUrl = letter.UnsubscribeToken is null ? null : Url($"/unsubscribe/one-click/{letter.UnsubscribeToken}"),
        };
    }

    public ValueTask DisposeAsync() => none.DisposeAsync();

    public void Dispose() => none.Dispose();

    private LetterFrame FrameOf(string language)
    {
        using var culture = CultureScope.Use(language);
        return new LetterFrame(
            texts["Regards"], municipality.Value.Name, texts["ButtonDoesNotWork"], texts["Unsubscribe"],
            [
                texts["Footer.Why", municipality.Value.ServiceName],
                $"{municipality.Value.Name}, {municipality.Value.Address}",
                texts["Footer.Contact", municipality.Value.Phone, municipality.Value.Email],
            ]);
    }

    private string TextOf(EmailLetter letter, LetterFrame frame)
    {
        var parts = new List<string> { letter.Greeting };
        parts.AddRange(letter.Paragraphs);
        if (LinkOf(letter) is { } link) parts.Add($"{letter.ButtonText}:\r\n{link}");
        parts.AddRange(letter.SmallPrint);
        parts.Add(frame.Regards + "\r\n" + frame.Sender);
        parts.Add("-- \r\n" + string.Join("\r\n", frame.Footer));
        if (UnsubscribeLinkOf(letter) is { } unsubscribe) parts.Add($"{frame.Unsubscribe}:\r\n{unsubscribe}");
        return string.Join("\r\n\r\n", parts) + "\r\n";
    }

    private async Task<string> HtmlOfAsync(EmailLetter letter, LetterFrame frame)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(LetterMail.Letter)] = letter,
            [nameof(LetterMail.Words)] = frame,
            [nameof(LetterMail.Link)] = LinkOf(letter),
            [nameof(LetterMail.UnsubscribeLink)] = UnsubscribeLinkOf(letter),
        });
        // A renderer keeps whatever it has rendered until it is disposed: one for each letter.
        await using var renderer = new HtmlRenderer(none, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<LetterMail>(parameters)).ToHtmlString());
        return $"<!DOCTYPE html>{html.Trim()}\r\n";
    }

    private string? LinkOf(EmailLetter letter) => letter.ButtonPath is null || letter.ButtonText is null ? null : Url(letter.ButtonPath);

    /// <summary>To the page with the button: the address in the header acts at once when it is posted to.</summary>
    private string? UnsubscribeLinkOf(EmailLetter letter) => letter.UnsubscribeToken is null ? null : Url($"/unsubscribe/{letter.UnsubscribeToken}");

    private string Url(string path) => settings.Value.PublicUrl.TrimEnd('/') + "/" + path.TrimStart('/');

    /// <summary>Headers are one line: a line break in a name must not start another header.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
