using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Citizens;

public static class CitizensRegistration
{
    public static IServiceCollection AddCitizens(this IServiceCollection services) => services
        .AddSingleton<CitizenEmails>()
        .AddEmailKinds(CitizenEmails.Kinds)
        .AddSingleton<CitizenService>()
        .AddSingleton<CitizenMessages>()
        .AddSingleton<CitizenQueries>()
        .AddSingleton<CitizenList>()
        .AddSingleton<WishesService>()
        .AddSingleton<WishesQueries>();
}
