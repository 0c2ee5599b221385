namespace MentorMatch.Core.Emails;

/// <summary>A mail as the transport sees it: words only, no rows.</summary>
public sealed record RenderedEmail
{
    /// <summary>The row it comes from.</summary>
    public required Guid Id { get; init; }

    /// <summary>With its angle brackets; the same in every repeat.</summary>
    public required string MessageId { get; init; }

    public required string FromAddress { get; init; }

    public required string FromName { get; init; }

    public required string ToAddress { get; init; }

    public required string ToName { get; init; }

    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public CalendarPart? Calendar { get; init; }

    /// <summary>Where a mail program posts to when its reader unsubscribes; null where there is nothing to unsubscribe from.</summary>
    public string? UnsubscribeUrl { get; init; }
}

/// <summary>Why a mail did not leave, as the worker needs to know it.</summary>
public enum SendFailure
{
    /// <summary>It was not taken and may be later: no connection, 4xx.</summary>
    NotNow,

    /// <summary>It will never be taken as it is: 5xx.</summary>
    Never,

    /// <summary>It was handed over, or partly so, and no answer came.</summary>
    Unknown,

    /// <summary>It was not tried: its reason is gone, or its reader has unsubscribed.</summary>
    NotNeeded,
}

/// <summary>A mail that was not, or may not have been, taken.</summary>
/// <param name="failure">What may be done next.</param>
/// <param name="message">The server's words or the kind of fault; no address and no content.</param>
/// <param name="inner">What the transport saw.</param>
public sealed class SendFailedException(SendFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public SendFailure Failure { get; } = failure;
}

/// <summary>Hands a mail over to whoever carries it on: a mail server or a folder.</summary>
public interface IEmailTransport
{
    /// <summary>Returns once the mail is taken; throws <see cref="SendFailedException"/> where it is not.</summary>
    Task SendAsync(RenderedEmail email, CancellationToken ct);
}
