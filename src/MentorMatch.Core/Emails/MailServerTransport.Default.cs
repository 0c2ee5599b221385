using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Speaks SMTP with the framework's own client, which keeps its connection for the next mail: a mail borrows an open one
/// and gives it back. Without TLS nothing is sent, but in demo mode.
/// </summary>
public sealed class MailServerTransport(IOptions<EmailSettings> options) : IEmailTransport, IDisposable
{
    private readonly EmailSettings settings = options.Value;
    private readonly KeptConnections<SmtpClient> kept = new(options.Value.MailsPerConnection);

    internal static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<MailServerTransport>();

    public Task SendAsync(RenderedEmail email, CancellationToken ct) =>
        // Only the waiting kind of send keeps its timeout: the asynchronous one goes on waiting for a silent server.
        Task.Run(() => Send(email), ct);

    public void Dispose() => kept.Dispose();

    private void Send(RenderedEmail email)
    {
        var handedOver = false;
        using var message = MimeMessage.Of(email, () => handedOver = true);
        var (client, sent) = kept.Borrow() ?? (New(), 0);
        var failure = TrySend(client, sent, message);
        // A server may have closed the kept connection in the meantime, which shows at the next word to it.
        if (failure is not null && !handedOver && sent > 0 && !IsRefusal(failure)) failure = TrySend(New(), 0, message);
        if (failure is not null) throw Explain(failure, handedOver);
    }

    /// <returns>What went wrong, or null.</returns>
    private Exception? TrySend(SmtpClient client, int sent, MailMessage message)
    {
        try
        {
            client.Send(message);
        }
        catch (Exception failure)
        {
            // After a refusal the conversation stands in the middle of a mail: the next one begins a new conversation.
            client.Dispose();
            return failure;
        }

        kept.GiveBack(client, sent + 1);
        return null;
    }

    private SmtpClient New()
    {
        var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = !settings.DemoMode,
            Timeout = settings.SendTimeoutSeconds * 1000,
        };
        if (settings.UserName.Length > 0) client.Credentials = new NetworkCredential(settings.UserName, settings.Password);
        return client;
    }

    /// <summary>
    /// A refusal for good is about this mail only where it names the reader or answers the content; before that it is about
    /// the sender or the sign-in, which somebody mends for all mails.
    /// </summary>
    private static SendFailedException Explain(Exception failure, bool handedOver)
    {
        var code = CodeOf(failure);
        var never = code is >= 500 and < 600 && (handedOver || failure is SmtpFailedRecipientException);
        var kind = never ? SendFailure.Never
            : code is >= 400 and < 600 || !handedOver ? SendFailure.NotNow
            : SendFailure.Unknown;
        var words = code is >= 400 and < 600 ? code.ToString(CultureInfo.InvariantCulture) : failure.GetBaseException().GetType().Name;
        return new SendFailedException(kind, words, failure);
    }

    private static int CodeOf(Exception failure) => failure is SmtpException said ? (int)said.StatusCode : 0;

    /// <summary>421 is said on the way out, of whatever is asked.</summary>
    private static bool IsRefusal(Exception failure) => CodeOf(failure) is >= 400 and < 600 and not (int)SmtpStatusCode.ServiceNotAvailable;
}
