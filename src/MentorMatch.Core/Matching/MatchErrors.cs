using MentorMatch.Core.Common;

namespace MentorMatch.Core.Matching;

public static class MatchErrors
{
    public static Error NotPossibleNow { get; } = Error.In<MatchingTexts>("Error.NotPossibleNow");

    public static Error ShortlistMovedOn { get; } = Error.In<MatchingTexts>("Error.ShortlistMovedOn");

    public static Error RequestLapsed { get; } = Error.In<MatchingTexts>("Error.RequestLapsed");

    public static Error VolunteerFull { get; } = Error.In<MatchingTexts>("Error.VolunteerFull");

    public static Error AgreementMissing { get; } = Error.In<MatchingTexts>("Error.AgreementMissing");

    public static Error UndoTooLate { get; } = Error.In<MatchingTexts>("Error.UndoTooLate");
}

/// <summary>Texts of suggestions, choice and requests for citizens and volunteers, and the reasons.</summary>
public sealed class MatchingTexts;

/// <summary>Texts of coordinators' pages about suggestions and matches.</summary>
public sealed class MatchingStaffTexts;
