using MentorMatch.Core.Common;

namespace MentorMatch.Core.Emails;

public static class EmailErrors
{
    /// <summary>Sent, sent again or emptied in the meantime.</summary>
    public static Error NotPossibleNow { get; } = Error.In<EmailsTexts>("Error.NotPossibleNow");

    /// <summary>The link to unsubscribe is no longer known.</summary>
    public static Error LinkUnknown { get; } = Error.In<EmailsTexts>("Error.LinkUnknown");

    internal static Error UnknownPlaceholder(string field, string unknown, string allowed) =>
        Error.In<EmailsStaffTexts>("Error.UnknownPlaceholder", unknown, allowed).At(field);

    internal static Error Wrong(string key, string field, params object[] args) => Error.In<EmailsStaffTexts>($"Error.{key}", args).At(field);
}
