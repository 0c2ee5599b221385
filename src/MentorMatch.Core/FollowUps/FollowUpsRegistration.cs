using MentorMatch.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.FollowUps;

public static class FollowUpsRegistration
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services)
    {
        services.AddSingleton<FollowUpEmails>();
        services.AddScoped<MeetingLogService>();
        services.AddScoped<CheckInService>();
        services.AddScoped<EndingService>();
        services.AddScoped<ChangeWishService>();
        services.AddScoped<OwnMatchQueries>();
        services.AddScoped<VolunteerFrontQueries>();
        services.AddScoped<MatchCaseQueries>();
        services.AddJob<AskHowItGoesJob>(TimeSpan.FromHours(1));
        services.AddJob<NudgeSilentMatchesJob>(TimeSpan.FromHours(1));
        services.AddJob<FirstContactJob>(TimeSpan.FromHours(1));
        services.AddJob<WriteToIdleVolunteersJob>(TimeSpan.FromHours(1));
        return services;
    }
}
