using MentorMatch.Core.Common;

namespace MentorMatch.Core.Meetings;

public static class MeetingErrors
{
    public static Error NotPossibleNow { get; } = Error.In<MeetingsTexts>("Error.NotPossibleNow");

    public static Error TimeIsPast { get; } = Error.In<MeetingsTexts>("Error.TimeIsPast");

    public static Error NotYetHeld { get; } = Error.In<MeetingsTexts>("Error.NotYetHeld");

    public static Error PollNeedsTwoTimes { get; } = Error.In<MeetingsTexts>("Error.PollNeedsTwoTimes");

    /// <summary>Somebody else changed the meeting in the meantime.</summary>
    public static Error MovedOn { get; } = Error.In<MeetingsTexts>("Error.MovedOn");

    public static Error AlreadyBooked { get; } = Error.In<MeetingsTexts>("Error.AlreadyBooked");

    public static Error AnswerMissing { get; } = Error.In<MeetingsTexts>("Error.AnswerMissing").At("Answer");

    /// <summary>What was typed into a field is wrong.</summary>
    public static Error Wrong(string what, string field, params object[] args) => Error.In<MeetingsTexts>($"Error.{what}", args).At(field);
}

/// <summary>Texts of meetings for volunteers, citizens and visitors.</summary>
public sealed class MeetingsTexts;

/// <summary>Texts of coordinators' pages about meetings.</summary>
public sealed class MeetingsStaffTexts;
