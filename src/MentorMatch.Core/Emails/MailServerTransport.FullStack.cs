using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Speaks SMTP with MailKit: implicit TLS or STARTTLS, sign-in by password or OAuth 2.0, DKIM. A mail borrows an open
/// connection and gives it back. Without TLS nothing is sent, but in demo mode.
/// </summary>
public sealed class MailServerTransport(IOptions<EmailSettings> options, IOptions<MailKitSettings>? mailKit = null) : IEmailTransport, IDisposable
{
    private readonly EmailSettings settings = options.Value;
    private readonly MailKitSettings more = mailKit?.Value ?? new();
    private readonly KeptConnections<SmtpClient> kept = new(options.Value.MailsPerConnection);
    private readonly OAuthTokens tokens = new(mailKit?.Value ?? new());

    internal static void Register(IServiceCollection services, IConfiguration configuration) =>
        services.Configure<MailKitSettings>(configuration.GetSection(MailKitSettings.Section)).AddSingleton<MailServerTransport>();

    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var progress = new Handing();
        using var message = MailKitMessage.Of(email, more);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.SendTimeoutSeconds));
        var borrowed = kept.Borrow();
        var failure = await TrySendAsync(borrowed, message, progress, limit.Token);
        // A server may have closed the kept connection in the meantime, which shows at the next word to it.
        if (failure is not null && !progress.Begun && borrowed is not null && !IsRefusal(failure)) failure = await TrySendAsync(null, message, progress, limit.Token);
        ct.ThrowIfCancellationRequested();
        if (failure is not null) throw Explain(failure, progress.Begun);
    }

    public void Dispose()
    {
        kept.Dispose();
        tokens.Dispose();
    }

    /// <returns>What went wrong, or null.</returns>
    private async Task<Exception?> TrySendAsync((SmtpClient Client, int Sent)? borrowed, MimeKit.MimeMessage message, Handing progress, CancellationToken ct)
    {
        var client = borrowed?.Client ?? New();
        try
        {
            if (borrowed is null) await OpenAsync(client, ct);
            await client.SendAsync(FormatOptions.Default, message, ct, progress);
        }
        catch (Exception failure)
        {
            // After a refusal the conversation stands in the middle of a mail: the next one begins a new conversation.
            client.Dispose();
            return failure;
        }

        kept.GiveBack(client, (borrowed?.Sent ?? 0) + 1);
        return null;
    }

    private SmtpClient New() => new()
    {
        Timeout = settings.SendTimeoutSeconds * 1000,
        CheckCertificateRevocation = more.CheckRevocation,
#pragma warning disable SYSLIB0014, MA0039 // A rule of the whole process holds here too, as it does for the framework's own client.
        ServerCertificateValidationCallback = System.Net.ServicePointManager.ServerCertificateValidationCallback,
#pragma warning restore SYSLIB0014, MA0039
    };

    private async Task OpenAsync(SmtpClient client, CancellationToken ct)
    {
        var security = more.ImplicitTls ?? settings.Port == MailKitSettings.ImplicitTlsPort ? SecureSocketOptions.SslOnConnect
            : settings.DemoMode ? SecureSocketOptions.None
            : SecureSocketOptions.StartTls;
        await client.ConnectAsync(settings.Host, settings.Port, security, ct);
        if (more.TokenUrl.Length > 0) await client.AuthenticateAsync(new SaslMechanismOAuth2(settings.UserName, await tokens.GetAsync(ct)), ct);
        else if (settings.UserName.Length > 0) await client.AuthenticateAsync(settings.UserName, settings.Password, ct);
    }

    /// <summary>The same rule as without MailKit: only a refusal of the reader or of the content is about this mail.</summary>
    private static SendFailedException Explain(Exception failure, bool handedOver)
    {
        var code = CodeOf(failure);
        var aboutTheMail = failure is SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted };
        var kind = code is >= 500 and < 600 && aboutTheMail ? SendFailure.Never
            : code is >= 400 and < 600 || !handedOver ? SendFailure.NotNow
            : SendFailure.Unknown;
        var words = code is >= 400 and < 600 ? code.ToString(CultureInfo.InvariantCulture) : failure.GetBaseException().GetType().Name;
        return new SendFailedException(kind, words, failure);
    }

    /// <summary>A refused sign-in holds the server's answer within.</summary>
    private static int CodeOf(Exception failure) => (failure as SmtpCommandException ?? failure.InnerException as SmtpCommandException) is { } said ? (int)said.StatusCode : 0;

    /// <summary>421 is said on the way out, of whatever is asked.</summary>
    private static bool IsRefusal(Exception failure) => CodeOf(failure) is >= 400 and < 600 and not (int)SmtpStatusCode.ServiceNotAvailable;

    /// <summary>Knows whether any of the content has gone to the server.</summary>
    private sealed class Handing : ITransferProgress
    {
        public bool Begun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Begun = true;

        public void Report(long bytesTransferred) => Begun = true;
    }
}
