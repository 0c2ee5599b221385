using MentorMatch.Core.Data.Backups;

namespace MentorMatch.Cli;

internal static class BackupVerb
{
    public static Task<int> RunAsync(string file) => CliDatabase.UseAsync(async (_, connectionString, interrupted) =>
    {
        await new DatabaseBackup(connectionString).WriteAsync(Path.GetFullPath(file), interrupted);
        Console.WriteLine($"{file}: {new FileInfo(file).Length / 1024.0:N0} KB. It holds personal data in the clear: encrypt it before it leaves this machine.");
    });
}
