using System.Diagnostics;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MentorMatch.Web.Hosting;

/// <summary>
/// Traces and metrics by OTLP, where OTEL_EXPORTER_OTLP_ENDPOINT says whereto. Without it nothing is listened to. The
/// other OTEL_* variables work as the standard says.
/// </summary>
internal static class TelemetryRegistration
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[Endpoint])) return services;
        services.AddSingleton<OutboxFigures>();
        services.AddHostedService<OutboxWatch>();
        services.AddScoped<CircuitHandler, CircuitCount>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("mentormatch", serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing => tracing
                .AddSource(Figures.Name, "Npgsql")
                .AddAspNetCoreInstrumentation(options =>
                {
                    // Circuits live for hours, and their addresses carry the token of the connection.
                    options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
                        && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
                    options.EnableRazorComponentsSupport = false;
                    options.EnableAspNetCoreSignalRSupport = false;
                })
                .AddProcessor(new OnlyHarmless())
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Figures.Name, "Npgsql")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());
        return services;
    }

    /// <summary>
    /// What leaves the machine is listed; all else is taken off a span before it is exported. Paths are among that: a link
    /// in a mail carries its secret there.
    /// </summary>
    private sealed class OnlyHarmless : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
        {
            "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
            // The statement as the code writes it: what is asked for stands in parameters, which are not recorded.
            "db.system.name", "db.namespace", "db.query.text", "db.response.status_code",
            "job", "outcome",
        };

        public override void OnEnd(Activity data)
        {
            // Asking for work every few seconds is no operation of its own.
            if (data.Source.Name == "Npgsql" && data.ParentSpanId == default) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            foreach (var (key, _) in data.TagObjects.ToList())
            {
                if (!Allowed.Contains(key)) data.SetTag(key, null);
            }

            data.SetStatus(data.Status);
            if (data.Events.Any()) SayWithoutWords(data);
        }

        /// <summary>An exception's words may repeat what somebody typed, and events cannot be taken off: another span tells of it.</summary>
        private static void SayWithoutWords(Activity data)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            var parent = new ActivityContext(data.TraceId, data.ParentSpanId, ActivityTraceFlags.Recorded);
            using var instead = Figures.Activities.StartActivity(data.Kind, parent, data.TagObjects, startTime: data.StartTimeUtc, name: data.DisplayName);
            instead?.SetStatus(ActivityStatusCode.Error);
            instead?.SetEndTime(data.StartTimeUtc + data.Duration);
        }
    }

    private sealed class CircuitCount : CircuitHandler
    {
        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            Figures.Circuits.Add(1);
            return Task.CompletedTask;
        }

        public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            Figures.Circuits.Add(-1);
            return Task.CompletedTask;
        }
    }

    private sealed class OutboxWatch(OutboxFigures figures, ILogger<OutboxWatch> log) : BackgroundService
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Every);
            do
            {
                try
                {
                    await figures.MeasureAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning(fault, "The outbox could not be counted");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
    }
}
