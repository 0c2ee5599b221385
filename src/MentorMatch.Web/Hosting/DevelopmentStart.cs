using MentorMatch.Core.Data;
using MentorMatch.Core.Data.Seed;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Hosting;

/// <summary>
/// In Development a start is all it takes: the schema is brought up to date and an empty database gets the
/// demonstration (unless <c>Demo:Seed</c> is false). Elsewhere migrating is a step of its own.
/// </summary>
public static class DevelopmentStart
{
    private const long OneAtATime = 0x4d4d_0000_0010;

    public static async Task PrepareDevelopmentAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        await app.Services.MigrateDatabaseAsync();
        if (app.Configuration.GetValue("Demo:Seed", true))
        {
            await SeedAsync(app.Services);
        }

        app.Lifetime.ApplicationStarted.Register(() => PrintWhereToLook(app.Services));
    }

    /// <summary>Two instances that start together make one demonstration. The lock goes with its session.</summary>
    private static async Task SeedAsync(IServiceProvider services)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var guard = await contexts.CreateDbContextAsync();
        await guard.Database.OpenConnectionAsync();
        await guard.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({OneAtATime})");
        await new DemoSeed(contexts, services.GetRequiredService<TimeProvider>()).FillIfEmptyAsync();
        await guard.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({OneAtATime})");
    }

    private static void PrintWhereToLook(IServiceProvider services)
    {
        var url = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine(
            $"""

              MentorMatch is at   {url}
              Sign in as anybody  {url}/demo/sign-in
              Read the mails      {url}/demo/mail
              Stop with Ctrl-C

            """);
    }
}
