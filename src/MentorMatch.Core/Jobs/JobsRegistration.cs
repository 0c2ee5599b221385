using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Jobs;

public static class JobsRegistration
{
    /// <summary>The runner of the job list (<c>AddJobSchedule</c>); what triggers it is the host's choice.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobSettings>().BindConfiguration(JobSettings.Section);
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobService>();
        return services.AddScoped<JobQueries>();
    }
}
