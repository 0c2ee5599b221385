using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Jobs;

public static class JobsRegistration
{
    /// <summary>The runner of the job list; what triggers it is the host's choice.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobSettings>().BindConfiguration(JobSettings.Section);
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobService>();
        services.AddScoped<JobQueries>();
        return services.AddJob<RemoveOldJobRunsJob>(TimeSpan.FromDays(1));
    }
}
