using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Volunteers;

public static class VolunteersRegistration
{
    public static IServiceCollection AddVolunteers(this IServiceCollection services)
    {
        services.AddSingleton<VolunteerEmails>();
        services.AddEmailKinds(VolunteerEmails.Kinds);
        services.AddScoped<VolunteerService>();
        services.AddScoped<MatchGuideService>();
        services.AddScoped<VolunteerQueries>();
        services.AddScoped<VolunteerList>();
        services.AddScoped<ContactListService>();
        services.AddScoped<OwnDepartureService>();
        services.AddScoped<OwnProfileService>();
        services.AddScoped<RequirementService>();
        return services;
    }
}
