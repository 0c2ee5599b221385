namespace MentorMatch.Web.Schedules;

internal static class SchedulesRegistration
{
    /// <summary>What runs beside the pages: the mail worker, and the clock of the jobs.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services, IConfiguration configuration) =>
        services.AddHostedService<EmailWorker>().AddQuartzClock(configuration);
}
