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
    /// <param name="services">Where they are registered.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="strict">Throws on a query that takes some rows without saying which; for tests and development.</param>
    public static IServiceCollection AddData(this IServiceCollection services, string connectionString, bool strict = false) =>
        services.AddDbContextFactory<AppDbContext>((provider, options) =>
        {
            // Lists of one meeting or case are short: one round trip, and one moment, is worth their product.
            options.UseNpgsql(connectionString, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
                .AddInterceptors(provider.GetServices<IInterceptor>());
            if (strict) options.ConfigureWarnings(w => w.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning));
        });
}
