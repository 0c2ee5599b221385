using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Speaks SMTP with the framework's own client, which keeps its connection for the next mail: a mail borrows an open one
/// and gives it back. Without TLS nothing is sent, but in demo mode.
/// </summary>
public sealed class SmtpTransport : IEmailTransport, IDisposable
{
    private static readonly TimeSpan IdleAtMost = TimeSpan.FromSeconds(15);

    private readonly EmailSettings settings;
    private readonly Lock gate = new();
    private readonly Stack<Connection> open = new();
    private readonly ITimer tidying;

    public SmtpTransport(IOptions<EmailSettings> settings)
    {
        this.settings = settings.Value;
        tidying = TimeProvider.System.CreateTimer(_ => Close(IdleAtMost), null, IdleAtMost, IdleAtMost);
    }

    public Task SendAsync(RenderedEmail email, CancellationToken ct) =>
        // Only the waiting kind of send keeps its timeout: the asynchronous one goes on waiting for a silent server.
        Task.Run(() => Send(email), ct);

    public void Dispose()
    {
        tidying.Dispose();
        Close(TimeSpan.Zero);
    }

    private void Send(RenderedEmail email)
    {
        var handedOver = false;
        using var message = MimeMessage.Of(email, () => handedOver = true);
        var connection = Borrow();
        var failure = TrySend(connection, message);
        // A server may have closed the kept connection in the meantime, which shows at the next word to it.
        if (failure is not null && !handedOver && connection.Sent > 0 && !IsRefusal(failure)) failure = TrySend(New(), message);
        if (failure is not null) throw Explain(failure, handedOver);
    }

    /// <returns>What went wrong, or null.</returns>
    private Exception? TrySend(Connection connection, MailMessage message)
    {
        try
        {
            connection.Client.Send(message);
        }
        catch (Exception failure)
        {
            // After a refusal the conversation stands in the middle of a mail: the next one begins a new conversation.
            connection.Client.Dispose();
            return failure;
        }

        GiveBack(connection with { Sent = connection.Sent + 1, Since = Stopwatch.GetTimestamp() });
        return null;
    }

    private Connection Borrow()
    {
        lock (gate)
        {
            if (open.TryPop(out var connection)) return connection;
        }

        return New();
    }

    /// <summary>Servers put an end to long conversations; this one is ended before them.</summary>
    private void GiveBack(Connection connection)
    {
        lock (gate)
        {
            if (connection.Sent < settings.MailsPerConnection)
            {
                open.Push(connection);
                return;
            }
        }

        connection.Client.Dispose();
    }

    private void Close(TimeSpan idle)
    {
        List<Connection> closing;
        lock (gate)
        {
            closing = [.. open.Where(c => Stopwatch.GetElapsedTime(c.Since) >= idle)];
            var kept = open.Except(closing).Reverse().ToList();
            open.Clear();
            foreach (var connection in kept) open.Push(connection);
        }

        // Disposing says goodbye to the server.
        foreach (var connection in closing) connection.Client.Dispose();
    }

    private Connection New()
    {
        var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = !settings.DemoMode,
            Timeout = settings.SendTimeoutSeconds * 1000,
        };
        if (settings.UserName.Length > 0) client.Credentials = new NetworkCredential(settings.UserName, settings.Password);
        return new Connection(client, 0, Stopwatch.GetTimestamp());
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

    /// <param name="Client">The conversation.</param>
    /// <param name="Sent">How many mails went through it.</param>
    /// <param name="Since">When it was last used.</param>
    private sealed record Connection(SmtpClient Client, int Sent, long Since);
}
