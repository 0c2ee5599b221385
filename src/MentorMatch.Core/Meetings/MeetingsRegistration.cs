using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Meetings;

public static class MeetingsRegistration
{
    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddSingleton<MeetingEmails>();
        services.AddEmailKinds(MeetingEmails.Kinds).AddEmailReason(MeetingReasons.Coming);
        services.AddScoped<FirstMeetingService>();
        services.AddScoped<NetworkMeetingService>();
        services.AddScoped<MeetingAnswerService>();
        services.AddScoped<MeetingQueries>();
        services.AddScoped<GuestService>();
        return services;
    }
}
