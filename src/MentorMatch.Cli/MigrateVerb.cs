using MentorMatch.Core.Data;

namespace MentorMatch.Cli;

internal static class MigrateVerb
{
    public static Task<int> RunAsync() => CliDatabase.UseAsync(async (services, _, interrupted) =>
    {
        await services.MigrateDatabaseAsync(interrupted);
        Console.WriteLine("The database is up to date.");
    });
}
