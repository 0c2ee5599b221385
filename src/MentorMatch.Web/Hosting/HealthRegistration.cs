using MentorMatch.Core.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace MentorMatch.Web.Hosting;

/// <summary>For whoever watches the service: is the process alive, and can it serve. One word each, no details.</summary>
public static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddOptions<DrainSettings>().BindConfiguration(DrainSettings.Section);
        services.AddSingleton<Drain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<DatabaseReadyCheck>();
        services.AddHealthChecks().AddCheck<DatabaseReadyCheck>("database").AddCheck<Drain>("drain");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
