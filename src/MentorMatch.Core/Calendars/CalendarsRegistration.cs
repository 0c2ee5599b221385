using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Calendars;

public static class CalendarsRegistration
{
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.AddScoped<CalendarFeedService>();
        services.AddScoped<CalendarFeedQueries>();
        return services;
    }
}
