using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Data;

public static class DataRegistration
{
    /// <summary>The factory of contexts. Retries are the callers' choice: a write is one transaction of its own.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, string connectionString) =>
        services.AddDbContextFactory<AppDbContext>(options => options.UseNpgsql(connectionString));
}
