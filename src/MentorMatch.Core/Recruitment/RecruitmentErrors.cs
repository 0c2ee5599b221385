using MentorMatch.Core.Common;

namespace MentorMatch.Core.Recruitment;

public static class RecruitmentErrors
{
    public static Error InterviewIsOver { get; } = Error.In<RecruitmentTexts>("Error.InterviewIsOver");

    public static Error InterviewIsBooked { get; } = Error.In<RecruitmentTexts>("Error.InterviewIsBooked");

    public static Error InterviewNotYet { get; } = Error.In<RecruitmentTexts>("Error.InterviewNotYet");

    public static Error InterviewNotNow { get; } = Error.In<RecruitmentTexts>("Error.InterviewNotNow");

    public static Error ReasonMissing { get; } = Error.In<RecruitmentTexts>("Error.ReasonMissing").At("Reason");

    /// <summary>The programme has closed, or there has never been one of that name.</summary>
    public static Error ProgrammeClosed { get; } = Error.In<RecruitmentTexts>("Error.ProgrammeClosed").At(nameof(SignUpInput.Programme));

    public static Error ConsentMissing { get; } = Error.In<RecruitmentTexts>("Error.ConsentMissing").At("Consent");

    public static Error AnswersMissing { get; } = Error.In<RecruitmentTexts>("Error.AnswersMissing");

    public static Error SignUpGone { get; } = Error.In<RecruitmentTexts>("Error.SignUpGone");

    public static Error SignUpSent { get; } = Error.In<RecruitmentTexts>("Error.SignUpSent");

    public static Error TooManyMails { get; } = Error.In<RecruitmentTexts>("Error.TooManyMails");

    /// <summary>The sentence "Error.{name}" beside the field.</summary>
    internal static Error Wrong(string name, string field, params object[] args) =>
        Error.In<RecruitmentTexts>($"Error.{name}", args).At(field);
}
