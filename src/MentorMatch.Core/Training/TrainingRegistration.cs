using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Training;

public static class TrainingRegistration
{
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddSingleton<TrainingEmails>()
        .AddEmailKinds(TrainingEmails.Kinds)
        .AddEmailReason(TrainingReasons.Coming)
        .AddSingleton<TrainingQueries>()
        .AddSingleton<TrainingEveningService>()
        .AddSingleton<TrainingSignUpService>();
}
