namespace MentorMatch.Core.Emails;

/// <summary>
/// What a mail says, in its reader's language: plain paragraphs and at most one button. Never case content:
/// it says that there is something, and the button leads to it.
/// </summary>
public sealed record EmailLetter
{
    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Greeting { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public string? ButtonText { get; init; }

    /// <summary>A local path such as "/sign-in/abc"; the worker puts the public address before it.</summary>
    public string? ButtonPath { get; init; }

    /// <summary>Smaller lines under the button, such as how long it works.</summary>
    public IReadOnlyList<string> SmallPrint { get; init; } = [];

    /// <summary>What a programme's own words may put in: the reader's first name, a time, a place; by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The token of the link that unsubscribes; null where there is nothing to unsubscribe from.</summary>
    public string? UnsubscribeToken { get; init; }
}
