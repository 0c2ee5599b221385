using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.FollowUps;

public static class FollowUpsRegistration
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services)
    {
        services.AddScoped<VolunteerFrontQueries>();
        return services;
    }
}
