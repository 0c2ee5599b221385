using MentorMatch.Core.Jobs;
using Quartz;

namespace MentorMatch.Web.Schedules;

/// <summary>
/// Quartz as the clock that asks the job list what is due, and as nothing else: it keeps no state, since what is due
/// and done stands in our own table.
/// </summary>
public static class JobClock
{
    /// <summary>The clock's own pages for administrators; this one has none.</summary>
    public static string? PagesPath => null;

    public static IServiceCollection AddJobClock(this IServiceCollection services, IConfiguration configuration)
    {
        var tick = TimeSpan.FromSeconds(configuration.GetSection(JobSettings.Section).Get<JobSettings>()?.TickSeconds ?? new JobSettings().TickSeconds);
        services.AddQuartz(quartz => quartz.ScheduleJob<Tick>(trigger => trigger
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(tick).RepeatForever())));
        services.AddQuartzHostedService(options =>
        {
            options.AwaitApplicationStarted = true;
            options.WaitForJobsToComplete = true;
        });
        return services;
    }

    public static void MapJobClock(this IEndpointRouteBuilder app)
    {
        // Nothing to see.
    }

    /// <summary>A tick may begin while a job of an earlier one goes on: the runner leaves out what is running.</summary>
    internal sealed class Tick(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await runner.RunDueAsync(cancellationToken);
    }
}
