using MentorMatch.Core.Common;

namespace MentorMatch.Core.Citizens;

/// <summary>Why a citizen leaves, in a coordinator's words.</summary>
public static class LeaveReason
{
    public const int MaxLength = 1000;

    public const string Field = "Reason";

    /// <summary>Null where the words can be kept.</summary>
    public static Error? Refuse(string? reason)
    {
        var words = reason?.Trim() ?? "";
        if (words.Length == 0) return CitizenErrors.ReasonMissing;
        if (words.Length > MaxLength) return CitizenErrors.TooLong(Field, MaxLength);
        return CprNumber.IsIn(words) ? CitizenErrors.CprInText(Field) : null;
    }
}
