using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Data.Seed;

public static class SeedRegistration
{
    /// <summary>Needs data, texts, matching and learning.</summary>
    public static IServiceCollection AddDemoSeed(this IServiceCollection services) => services.AddScoped<DemoChoices>().AddScoped<DemoModel>().AddScoped<DemoSeed>();
}
