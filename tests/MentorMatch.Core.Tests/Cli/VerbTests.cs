using System.Diagnostics;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Cli;

/// <summary>The command line as an operator meets it: a process of its own, its words and its exit code.</summary>
public sealed class VerbTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Migrate_EmptyDatabase_BringsTheSchemaUp()
    {
        var empty = await TestDatabase.CreateAsync();
        await using var context = empty.NewContext();
        await context.Database.ExecuteSqlAsync($"DROP SCHEMA public CASCADE");
        await context.Database.ExecuteSqlAsync($"CREATE SCHEMA public");

        var (code, words) = await RunAsync(empty.ConnectionString, "migrate");

        Assert.Equal((0, "The database is up to date."), (code, words));
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        await empty.DisposeAsync();
    }

    [Fact]
    public async Task Restore_OverTables_RefusesAndReplaceDoesIt()
    {
        var file = Path.Combine(Path.GetTempPath(), $"mentormatch-{Guid.NewGuid():N}.dump");

        var (backedUp, _) = await RunAsync(database.ConnectionString, "backup", file);
        var (refused, why) = await RunAsync(database.ConnectionString, "restore", file);
        var (replaced, _) = await RunAsync(database.ConnectionString, "restore", file, "--replace");

        Assert.Equal((0, 1, 0), (backedUp, refused, replaced));
        Assert.Contains("--replace", why, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Migrate_DatabaseDoesNotAnswer_SaysSoInOneLine()
    {
        var (code, words) = await RunAsync("Host=127.0.0.1;Port=1;Username=none;Database=none", "migrate");

        Assert.Equal(1, code);
        Assert.StartsWith("The database: ", words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', words);
    }

    [Fact]
    public async Task Run_UnknownVerb_ShowsTheVerbsAndFails()
    {
        var (code, words) = await RunAsync(database.ConnectionString, "migrat");

        Assert.Equal(2, code);
        Assert.Contains("migrate", words, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Words)> RunAsync(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mentormatch.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ConnectionStrings__MentorMatch"] = connectionString;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (output + await errors).Trim());
    }
}
