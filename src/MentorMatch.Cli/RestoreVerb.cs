using MentorMatch.Core.Data.Backups;

namespace MentorMatch.Cli;

internal static class RestoreVerb
{
    public static Task<int> RunAsync(string file, bool replace) => CliDatabase.UseAsync(async (_, connectionString, interrupted) =>
    {
        await new DatabaseBackup(connectionString).RestoreAsync(Path.GetFullPath(file), replace, interrupted);
        Console.WriteLine("Restored. If the backup is of an older version, run: mentormatch migrate");
    });
}
