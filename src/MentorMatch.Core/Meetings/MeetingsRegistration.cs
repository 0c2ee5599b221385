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
        services.AddScoped<GuestService>();
        return services;
    }
}
