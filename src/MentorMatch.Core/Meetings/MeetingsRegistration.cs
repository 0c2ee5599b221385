using MentorMatch.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Meetings;

public static class MeetingsRegistration
{
    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddSingleton<MeetingEmails>();
        services.AddScoped<FirstMeetingService>();
        services.AddScoped<NetworkMeetingService>();
        services.AddScoped<MeetingAnswerService>();
        services.AddScoped<MeetingQueries>();
        services.AddJob<AskForAgreementJob>(TimeSpan.FromMinutes(15));
        services.AddJob<CancelOrphanedFirstMeetingsJob>(TimeSpan.FromMinutes(15));
        services.AddJob<RemindOfMeetingJob>(TimeSpan.FromMinutes(15));
        services.AddScoped<GuestService>();
        services.AddJob<AskForAttendanceJob>(TimeSpan.FromHours(1));
        services.AddJob<ForgetGuestsJob>(TimeSpan.FromDays(1));
        services.AddJob<PlanLearningMeetingJob>(TimeSpan.FromHours(1));
        return services;
    }
}
