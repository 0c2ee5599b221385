using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Training;

public static class TrainingRegistration
{
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddSingleton<TrainingEmails>()
        .AddSingleton<TrainingQueries>()
        .AddSingleton<TrainingEveningService>()
        .AddSingleton<TrainingSignUpService>();
}
