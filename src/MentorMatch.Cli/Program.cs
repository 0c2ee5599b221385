using MentorMatch.Cli;
using MentorMatch.Cli.Ranking;
using MentorMatch.Core.Data.Backups;
using Npgsql;

try
{
    return args switch
    {
        ["migrate"] => await MigrateVerb.RunAsync(),
        ["backup", var file] => await BackupVerb.RunAsync(file),
        ["restore", var file] => await RestoreVerb.RunAsync(file, replace: false),
        ["restore", var file, "--replace"] => await RestoreVerb.RunAsync(file, replace: true),
        ["seed", "demo"] => await SeedVerb.DemoAsync(),
        ["seed", "load", .. var options] => await SeedVerb.LoadAsync(options),
        ["ranking", .. var words] => RankingVerb.Run(words),
        [] or ["help"] or ["--help"] or ["-h"] => Usage.Print(Console.Out),
        _ => Usage.Refuse(args),
    };
}
catch (BackupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (Exception e) when ((e as NpgsqlException ?? e.InnerException) is NpgsqlException failure)
{
    await Console.Error.WriteLineAsync($"The database: {failure.Message}");
    return 1;
}
