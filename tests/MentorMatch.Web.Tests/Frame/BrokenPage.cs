using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Frame;

/// <summary>An address that throws, behind everything the application puts before its pages.</summary>
internal static class BrokenPage
{
    public const string Path = "/broken";
    public const string Secret = "a detail that nobody may read";

    public static void AddBrokenPage(this IServiceCollection services) => services.AddSingleton<IStartupFilter, Filter>();

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map(Path, branch => branch.Run(_ => throw new InvalidOperationException(Secret)));
        };
    }
}
