using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Worklist;

public static class WorklistRegistration
{
    public static IServiceCollection AddWorklist(this IServiceCollection services) =>
        services.AddScoped<WorklistQueries>().AddScoped<WorklistService>();
}
