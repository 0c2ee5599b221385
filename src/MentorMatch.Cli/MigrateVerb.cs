using MentorMatch.Core.Data;

namespace MentorMatch.Cli;

internal static class MigrateVerb
{
    public static Task<int> RunAsync() => CliDatabase.UseAsync(async (services, _) =>
    {
        await services.MigrateDatabaseAsync();
        Console.WriteLine("The database is up to date.");
    });
}
