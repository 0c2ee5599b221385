using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Web.Demo;

namespace MentorMatch.Web.Schedules;

internal static class SchedulesRegistration
{
    /// <summary>What runs beside the pages: the workers of mails and of batches, and the clock of the jobs.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services, IConfiguration configuration)
    {
        services.PostConfigure<EmailSettings>(settings =>
        {
            if (settings.PickupFolder.Length == 0) settings.PickupFolder = Path.Combine(DataFolder.Of(configuration), "mail");
        });
        services.AddSingleton<DemoMailbox>();
        return services.AddHostedService<EmailWorker>().AddHostedService<BatchWorker>().AddJobClock(configuration);
    }
}
