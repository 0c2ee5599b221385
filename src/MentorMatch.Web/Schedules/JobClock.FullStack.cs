using System.Globalization;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Npgsql;

namespace MentorMatch.Web.Schedules;

/// <summary>
/// Hangfire as the clock: every line of the job list is a recurring job of its own, and one more asks all of them now and
/// then, which makes up for what was missed or failed. What is due and done stands in our own table all the same, so that
/// a job that Hangfire begins twice is done once.
/// </summary>
public static class JobClock
{
    private const string Everything = "Everything that is due";
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);

    /// <summary>The clock's own pages for administrators.</summary>
    public static string? PagesPath => "/admin/hangfire";

    public static IServiceCollection AddJobClock(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection(JobSettings.Section).Get<JobSettings>() ?? new();
        var tick = TimeSpan.FromSeconds(settings.TickSeconds);
        var poll = tick < LongestPoll ? tick : LongestPoll;
        // Hangfire would keep both in static fields; two hosts of one process, as in tests, have their own. The storage is
        // asked for late: a private database is known only once it runs.
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<JobStorage>(provider => StorageOf(provider.GetRequiredService<IConfiguration>(), poll));
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = settings.Parallel + 1;
            server.SchedulePollingInterval = poll;
            server.ShutdownTimeout = TimeSpan.FromSeconds(settings.StopSeconds);
        });
        return services.AddSingleton<DueJobs>().AddHostedService<RecurringJobs>();
    }

    public static void MapJobClock(this IEndpointRouteBuilder app) =>
        // The policy replaces Hangfire's own rule, by which every local request is an administrator's.
        app.MapHangfireDashboardWithAuthorizationPolicy(Policies.Administrator, PagesPath!, new DashboardOptions { AppPath = "/admin/jobs", DisplayStorageConnectionString = false });

    /// <summary>The times of a schedule in the words of cron, read in Copenhagen.</summary>
    public static IEnumerable<string> CronsOf(Schedule schedule)
    {
        if (schedule.Minutes > 0) return [schedule.Minutes == 60 ? "0 * * * *" : string.Create(CultureInfo.InvariantCulture, $"*/{schedule.Minutes} * * * *")];
        var day = schedule.Day is { } only ? ((int)only).ToString(CultureInfo.InvariantCulture) : "*";
        return schedule.Times.GroupBy(time => time.Minute).Select(times => string.Create(CultureInfo.InvariantCulture, $"{times.Key} {string.Join(',', times.Select(time => time.Hour))} * * {day}"));
    }

    private static PostgreSqlStorage StorageOf(IConfiguration configuration, TimeSpan poll)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(DatabaseHosting.ConnectionName)) { MaxPoolSize = 20, ApplicationName = "Hangfire" };
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            UseSlidingInvisibilityTimeout = true,
            QueuePollInterval = poll,
            // A node that starts before its database serves "not ready" meanwhile.
            AllowDegradedModeWithoutStorage = true,
            StartupConnectionMaxRetries = 1,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection.ConnectionString, options), options);
    }

    /// <summary>What Hangfire calls. Retries are the runner's, in our own table.</summary>
    public sealed class DueJobs(JobRunner runner, TimeProvider clock)
    {
        [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
        public Task RunAllAsync(CancellationToken ct) => runner.RunDueAsync(ct);

        [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
        public async Task RunAsync(string name, CancellationToken ct)
        {
            if (runner.Jobs.FirstOrDefault(job => job.Name == name) is { } job) await runner.RunAsync(job, job.Schedule.LastDue(clock.GetUtcNow()), ct);
        }
    }

    /// <summary>Makes Hangfire's list the job list, and asks for everything at once.</summary>
    private sealed class RecurringJobs(IServiceProvider services, JobRunner runner, IConfiguration configuration, ILogger<RecurringJobs> log) : BackgroundService
    {
        /// <summary>The database may come later than this node.</summary>
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    Write();
                    return;
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning(fault, "Hangfire's list could not be written; trying again in {Seconds} s", LongestPoll.TotalSeconds);
                    await Task.Delay(LongestPoll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }

        private void Write()
        {
            var recurring = services.GetRequiredService<IRecurringJobManager>();
            var copenhagen = new RecurringJobOptions { TimeZone = DanishTime.Zone };
            var lines = runner.Jobs.SelectMany(job => CronsOf(job.Schedule).Select((cron, i) => (Id: i == 0 ? job.Name : $"{job.Name} {i + 1}", job.Name, Cron: cron))).ToList();
            foreach (var (id, name, cron) in lines) recurring.AddOrUpdate<DueJobs>(id, due => due.RunAsync(name, CancellationToken.None), cron, copenhagen);

            var seconds = Math.Clamp((int)(configuration.GetSection(JobSettings.Section).Get<JobSettings>() ?? new()).TickSeconds, 1, 60);
            recurring.AddOrUpdate<DueJobs>(Everything, due => due.RunAllAsync(CancellationToken.None), seconds == 60 ? "* * * * *" : $"*/{seconds} * * * * *", copenhagen);
            services.GetRequiredService<IBackgroundJobClient>().Enqueue<DueJobs>(due => due.RunAllAsync(CancellationToken.None));

            using var storage = services.GetRequiredService<JobStorage>().GetConnection();
            foreach (var gone in storage.GetRecurringJobs().Select(job => job.Id).Except([.. lines.Select(line => line.Id), Everything])) recurring.RemoveIfExists(gone);
        }
    }
}
