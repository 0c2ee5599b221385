using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>Speaks SMTP with the framework's own client. Without TLS nothing is sent, but in demo mode.</summary>
public sealed class SmtpTransport(IOptions<EmailSettings> settings) : IEmailTransport
{
    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var handedOver = false;
        using var message = MimeMessage.Of(email, () => handedOver = true);
        using var client = NewClient();
        try
        {
            // Only the waiting kind of send keeps its timeout: the asynchronous one goes on waiting for a silent server.
            await Task.Run(() => client.Send(message), ct);
        }
        catch (SmtpException failure)
        {
            throw Explain(failure, handedOver);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            throw new SendFailedException(handedOver ? SendFailure.Unknown : SendFailure.NotNow, failure.GetType().Name, failure);
        }
    }

    private SmtpClient NewClient()
    {
        var options = settings.Value;
        var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = !options.DemoMode,
            Timeout = options.SendTimeoutSeconds * 1000,
        };
        if (options.UserName.Length > 0) client.Credentials = new NetworkCredential(options.UserName, options.Password);
        return client;
    }

    private static SendFailedException Explain(SmtpException failure, bool handedOver)
    {
        var code = (int)failure.StatusCode;
        var kind = code switch
        {
            >= 500 and < 600 => SendFailure.Never,
            >= 400 and < 500 => SendFailure.NotNow,
            _ => handedOver ? SendFailure.Unknown : SendFailure.NotNow,
        };
        var words = code is >= 400 and < 600
            ? code.ToString(CultureInfo.InvariantCulture)
            : (failure.InnerException ?? failure).GetType().Name;
        return new SendFailedException(kind, words, failure);
    }
}
