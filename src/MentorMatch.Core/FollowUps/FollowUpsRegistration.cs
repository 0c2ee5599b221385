using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.FollowUps;

public static class FollowUpsRegistration
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services)
    {
        services.AddSingleton<FollowUpEmails>();
        services.AddEmailKinds(FollowUpEmails.Kinds);
        foreach (var reason in FollowUpReasons.All) services.AddEmailReason(reason);
        services.AddScoped<FollowUpPreviews>();
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
