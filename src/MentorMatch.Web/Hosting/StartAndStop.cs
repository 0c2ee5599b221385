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
public static class StartAndStop
{
    private const long OneAtATime = 0x4d4d_0000_0010;
    private const int EndedByInterrupt = 130;

    /// <summary>Runs to the end. An interrupt while starting is an end like another, not a failure.</summary>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            if (app.Environment.IsDevelopment())
            {
                await PrepareAsync(app);
            }

            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return EndedByInterrupt;
        }
    }

    private static async Task PrepareAsync(WebApplication app)
    {
        var interrupted = app.Services.Interrupted();
        await app.Services.MigrateDatabaseAsync(interrupted);
        if (app.Configuration.GetValue("Demo:Seed", true))
        {
            await SeedAsync(app.Services, interrupted);
        }

        app.Lifetime.ApplicationStarted.Register(() => PrintWhereToLook(app.Services));
    }

    /// <summary>Two instances that start together make one demonstration. The lock goes with its session.</summary>
    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var guard = await contexts.CreateDbContextAsync(cancellationToken);
        await guard.Database.OpenConnectionAsync(cancellationToken);
        await guard.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({OneAtATime})", cancellationToken);
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DemoSeed>().FillIfEmptyAsync(cancellationToken);
        }

        await guard.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({OneAtATime})", CancellationToken.None);
    }

    private static void PrintWhereToLook(IServiceProvider services)
    {
        var url = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (url is null) return;
        Console.WriteLine(
            $"""

              MentorMatch is at   {url}
              Sign in as anybody  {url}/demo/sign-in
              Read the mails      {url}/demo/mail
              Stop with Ctrl-C

            """);
    }
}
