using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Learning;

public static class LearningRegistration
{
    /// <summary>Needs matching.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.AddSingleton<UseLog>();
        services.AddSingleton<GuardRails>();
        services.AddScoped<ProgrammeTraining>();
        services.AddScoped<ModelService>();
        return services.AddScoped<ModelQueries>();
    }
}
