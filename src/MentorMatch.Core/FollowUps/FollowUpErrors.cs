using MentorMatch.Core.Common;

namespace MentorMatch.Core.FollowUps;

/// <summary>Texts of the pages about the follow-up plan.</summary>
public sealed class FollowUpPlanStaffTexts;

public static class FollowUpErrors
{
    public static Error AnswerMissing { get; } = Error.In<FollowUpsTexts>("Error.AnswerMissing").At("Answer");

    /// <summary>The match is in a state in which this cannot be done.</summary>
    public static Error NotPossibleNow { get; } = Error.In<FollowUpsTexts>("Error.NotPossibleNow");

    /// <summary>Somebody else changed the match in the meantime.</summary>
    public static Error MovedOn { get; } = Error.In<FollowUpsTexts>("Error.MovedOn");

    /// <summary>What was typed into a field is wrong.</summary>
    public static Error Wrong(string what, string field, params object[] args) => Error.In<FollowUpsTexts>($"Error.{what}", args).At(field);
}

/// <summary>Texts of check-ins, log and ending for citizens and volunteers.</summary>
public sealed class FollowUpsTexts;

/// <summary>Texts of coordinators' pages about following up.</summary>
public sealed class FollowUpsStaffTexts;
