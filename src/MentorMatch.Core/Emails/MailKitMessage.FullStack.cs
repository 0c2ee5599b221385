using MimeKit;
using MimeKit.Cryptography;
using System.Net.Mail;
using System.Text;

namespace MentorMatch.Core.Emails;

/// <summary>Writes a mail as MimeKit's message, with the same headers and alternatives as the framework's (RFC 6047), and signs it.</summary>
internal static class MailKitMessage
{
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost];

    /// <exception cref="SendFailedException">The reader's address is none.</exception>
    public static MimeKit.MimeMessage Of(RenderedEmail email, MailKitSettings settings)
    {
        // The same parser as without MailKit, so that the same addresses are none.
        if (!MailAddress.TryCreate(email.ToAddress, out _)) throw new SendFailedException(SendFailure.Never, "NotAnAddress");
        var alternatives = new MultipartAlternative { Part(email.Text, "plain"), Part(email.Html, "html") };
        if (email.Calendar is { } calendar)
        {
            var part = Part(calendar.Text, "calendar");
            part.ContentType.Parameters.Add("method", calendar.Method);
            part.ContentType.Parameters.Add("component", "VEVENT");
            alternatives.Add(part);
        }

        var message = new MimeKit.MimeMessage
        {
            MessageId = email.MessageId.Trim('<', '>'),
            Subject = email.Subject,
            Body = alternatives,
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, email.FromName, email.FromAddress));
        message.To.Add(new MailboxAddress(Encoding.UTF8, email.ToName, email.ToAddress));
        message.Headers.Add(HeaderId.ContentLanguage, email.Language);
        // RFC 3834: no holiday answers to a machine.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (email.UnsubscribeUrl is { } unsubscribe)
        {
            // RFC 8058: a mail program posts to this address when its reader presses "unsubscribe".
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        if (settings.DkimDomain.Length > 0) Sign(message, settings);
        return message;
    }

    private static TextPart Part(string text, string subtype)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static void Sign(MimeKit.MimeMessage message, MailKitSettings settings)
    {
        var signer = new DkimSigner(settings.DkimKeyFile, settings.DkimDomain, settings.DkimSelector, DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        // What is signed must be what is sent: the encoding is settled first.
        message.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(message, [.. Signed.Where(header => message.Headers.Contains(header))]);
    }
}
