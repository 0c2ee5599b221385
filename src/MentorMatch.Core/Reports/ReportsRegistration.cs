using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Reports;

public static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddScoped<KeyFigureQueries>();
}
