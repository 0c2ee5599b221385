using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.Seed;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorMatch.Cli;

/// <summary>The application's database for as long as a verb runs; a private server that nobody else uses is stopped again.</summary>
internal static class CliDatabase
{
    /// <summary>Runs the work on the services and the connection string; 1 when there is no database.</summary>
    public static async Task<int> UseAsync(Func<IServiceProvider, string, CancellationToken, Task> work)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Logging:LogLevel:Default"] = nameof(LogLevel.Warning);
        builder.Configuration["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = nameof(LogLevel.None);
        builder.Services.AddTexts().AddMatching().AddLearning().AddDemoSeed().AddSingleton(TimeProvider.System);
        if (!await builder.TryAddDatabaseAsync())
        {
            return 1;
        }

        using var host = builder.Build();
        var interrupted = host.Services.Interrupted();
        try
        {
            await work(host.Services, builder.Configuration.GetConnectionString(DatabaseHosting.ConnectionName)!, interrupted);
            return 0;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return 130;
        }
    }
}
