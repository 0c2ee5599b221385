using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Inbox;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.SignIn;
using MentorMatch.Core.Training;
using MentorMatch.Core.Worklist;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Schedules;

/// <summary>
/// The job list: what happens by itself, and when, by the clock in Copenhagen. What each does in a sentence that people
/// read is the text "Job.Name" beside <see cref="JobsStaffTexts"/>, which administrators see with its times and runs.
/// </summary>
public static class JobSchedule
{
    private static readonly Schedule QuarterHourly = Schedule.Every(15);
    private static readonly Schedule Hourly = Schedule.Every(60);

    public static IServiceCollection AddJobSchedule(this IServiceCollection services) => services
        // Recruitment
        .AddJob<RemindOfDraftSignUpJob>(Hourly)
        .AddJob<RemindOfInterviewJob>(QuarterHourly)
        .AddJob<AskForInterviewOutcomeJob>(QuarterHourly)
        .AddJob<RemindOfTrainingEveningJob>(Hourly)
        .AddJob<WriteToIdleVolunteersJob>(Hourly)
        .AddJob<WarnOfCertificateJob>(Hourly)
        // Matching
        .AddJob<RemindVolunteerToAnswerJob>(QuarterHourly)
        .AddJob<LapseUnansweredRequestsJob>(QuarterHourly)
        .AddJob<ExpireShortlistsJob>(Hourly)
        // Meetings
        .AddJob<AskForAgreementJob>(QuarterHourly)
        .AddJob<CancelOrphanedFirstMeetingsJob>(QuarterHourly)
        .AddJob<RemindOfMeetingJob>(QuarterHourly)
        .AddJob<AskForAttendanceJob>(Hourly)
        .AddJob<PlanLearningMeetingJob>(Hourly)
        .AddJob<AskForMinutesJob>(Hourly)
        // Following up
        .AddJob<AskHowItGoesJob>(Hourly)
        .AddJob<NudgeSilentMatchesJob>(Hourly)
        .AddJob<FirstContactJob>(Hourly)
        // Mail
        .AddJob<SendDigestJob>(QuarterHourly)
        .AddJob<ReadInboxJob>(Schedule.Every(5))
        .AddJob<MendTimesOfEmailsJob>(Hourly)
        // Tidying, at night
        .AddJob<ForgetSentEmailsJob>(Schedule.Daily("00:40", "06:40", "12:40", "18:40"))
        .AddJob<RemoveOldJobRunsJob>(Schedule.Daily("03:10"))
        .AddJob<EmptyOldEmailsJob>(Schedule.Daily("03:15"))
        .AddJob<RemoveOldSignUpsJob>(Schedule.Daily("03:20"))
        .AddJob<ForgetGuestsJob>(Schedule.Daily("03:25"))
        .AddJob<EraseUnusedAccountsJob>(Schedule.Daily("03:30"))
        .AddJob<RemoveOldIncomingEmailsJob>(Schedule.Daily("03:35"))
        .AddJob<ErasePeopleWhoStoppedJob>(Schedule.Daily("03:40"))
        .AddJob<ForgetNamesJob>(Schedule.Daily("03:50"))
        .AddJob<TrainRankingModelsJob>(Schedule.Daily("04:10"), TimeSpan.FromHours(2));
}
