using MentorMatch.Core.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.SignIn;

public static class SignInRegistration
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<ActorLoader>();
        services.AddSingleton<DemoAccountQueries>();
        return services;
    }

    /// <summary>The clock that everything asks; "Clock:Offset" (such as 7.00:00:00) moves it, for rehearsals.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<TimeProvider>(new AppClock(configuration.GetValue("Clock:Offset", TimeSpan.Zero)));
}
