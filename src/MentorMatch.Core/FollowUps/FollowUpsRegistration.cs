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
        return services;
    }
}
