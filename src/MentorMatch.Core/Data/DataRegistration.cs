using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Data;

public static class DataRegistration
{
    /// <summary>
    /// The factory of contexts, with the interceptors that areas have registered. Retries are the callers' choice:
    /// a write is one transaction of its own.
    /// </summary>
    public static IServiceCollection AddData(this IServiceCollection services, string connectionString) =>
        services.AddDbContextFactory<AppDbContext>((provider, options) => options
            .UseNpgsql(connectionString)
            .AddInterceptors(provider.GetServices<IInterceptor>()));
}
