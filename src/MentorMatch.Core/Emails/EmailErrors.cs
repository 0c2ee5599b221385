using MentorMatch.Core.Common;

namespace MentorMatch.Core.Emails;

public static class EmailErrors
{
    /// <summary>Sent, sent again or emptied in the meantime.</summary>
    public static Error NotPossibleNow { get; } = Error.In<EmailsTexts>("Error.NotPossibleNow");
}
