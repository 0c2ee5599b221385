using MentorMatch.Core.Common;

namespace MentorMatch.Core.Recruitment;

public static class RecruitmentErrors
{
    public static Error InterviewIsOver { get; } = Error.In<RecruitmentTexts>("Error.InterviewIsOver");
}
