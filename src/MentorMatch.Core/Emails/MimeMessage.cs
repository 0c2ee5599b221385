using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace MentorMatch.Core.Emails;

/// <summary>Writes a mail as the framework's message: text, HTML and calendar as alternatives of one another (RFC 6047).</summary>
internal static class MimeMessage
{
    /// <param name="email">What it says.</param>
    /// <param name="handedOver">Called when a body is read, which is after the server has asked for the data.</param>
    /// <exception cref="SendFailedException">The reader's address is none.</exception>
    public static MailMessage Of(RenderedEmail email, Action handedOver)
    {
        if (!MailAddress.TryCreate(email.ToAddress, email.ToName, Encoding.UTF8, out var reader)) throw new SendFailedException(SendFailure.Never, "NotAnAddress");
        var message = new MailMessage(new MailAddress(email.FromAddress, email.FromName, Encoding.UTF8), reader)
        {
            Subject = email.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", email.MessageId);
        message.Headers.Add("Content-Language", email.Language);
        // RFC 3834: no holiday answers to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");

        if (email.UnsubscribeUrl is { } unsubscribe)
        {
            // RFC 8058: a mail program posts to this address when its reader presses "unsubscribe".
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        message.AlternateViews.Add(View(email.Text, "text/plain", handedOver));
        message.AlternateViews.Add(View(email.Html, "text/html", handedOver));
        if (email.Calendar is { } calendar)
        {
            var view = View(calendar.Text, "text/calendar", handedOver);
            view.ContentType.Parameters.Add("method", calendar.Method);
            view.ContentType.Parameters.Add("component", "VEVENT");
            message.AlternateViews.Add(view);
        }

        return message;
    }

    private static AlternateView View(string text, string mediaType, Action handedOver) =>
        new(new WatchedStream(Encoding.UTF8.GetBytes(text), handedOver), new ContentType(mediaType) { CharSet = "utf-8" })
        {
            TransferEncoding = TransferEncoding.Base64,
        };

    /// <summary>Tells when it is read: from then on the server may have the message.</summary>
    private sealed class WatchedStream(byte[] bytes, Action read) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            read();
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            read();
            return base.Read(buffer);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            read();
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read();
            return base.ReadAsync(buffer, cancellationToken);
        }

        public override void CopyTo(Stream destination, int bufferSize)
        {
            read();
            base.CopyTo(destination, bufferSize);
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            read();
            return base.CopyToAsync(destination, bufferSize, cancellationToken);
        }
    }
}
