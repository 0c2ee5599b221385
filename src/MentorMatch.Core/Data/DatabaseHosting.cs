using MentorMatch.Core.Data.PrivatePostgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorMatch.Core.Data;

public static class DatabaseHosting
{
    public const string ConnectionName = "MentorMatch";

    /// <summary>
    /// The database of <c>ConnectionStrings:MentorMatch</c>, or a private server of our own when there is none. Comes
    /// before every other hosted service, which may use the database until it has stopped.
    /// </summary>
    /// <returns>False when there is no database to be had; the reason has been told to the person at the console.</returns>
    public static async Task<bool> TryAddDatabaseAsync(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(ConnectionName)))
        {
            try
            {
                await AddPrivateServerAsync(builder);
            }
            catch (PrivatePostgresException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return false;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        builder.Services.AddData(
            builder.Configuration.GetConnectionString(ConnectionName)!,
            strict: builder.Configuration.GetValue("Database:StrictQueries", builder.Environment.IsDevelopment()));
        return true;
    }

    /// <summary>Brings the schema up to date. EF takes a lock, so several nodes may ask at once.</summary>
    public static async Task MigrateDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        // Without its table the first look into the history is logged as a failure, which frightens newcomers.
        await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Cancelled by Ctrl-C or SIGTERM while the program prepares itself, before a host listens to them.</summary>
    public static CancellationToken Interrupted(this IServiceProvider services) =>
        services.GetService<StartSignals>()?.Interrupted ?? CancellationToken.None;

    private static async Task AddPrivateServerAsync(IHostApplicationBuilder builder)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        var signals = new StartSignals();
        var server = await PrivatePostgresServer.EnsureRunningAsync(
            new PrivatePostgresOptions { DataFolder = DataFolder.Of(builder.Configuration) },
            loggers.CreateLogger<PrivatePostgresServer>(),
            signals.Interrupted);
        builder.Configuration[$"ConnectionStrings:{ConnectionName}"] = server.ConnectionString;
        // For a program that ends without ever having started a host; otherwise the watch has stopped it by then.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.StopAsync().Wait(TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(server);
        builder.Services.AddSingleton(signals);
        builder.Services.AddHostedService<PrivatePostgresWatch>();
    }
}
