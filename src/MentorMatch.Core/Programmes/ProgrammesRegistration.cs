using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Programmes;

public static class ProgrammesRegistration
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services)
    {
        services.AddSingleton<ProgrammeQueries>();
        services.AddSingleton<ProgrammeService>();
        return services;
    }
}
