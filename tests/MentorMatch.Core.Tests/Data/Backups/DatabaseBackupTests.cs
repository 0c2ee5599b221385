using MentorMatch.Core.Data.Backups;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Data.Backups;

public sealed class DatabaseBackupTests : IAsyncLifetime
{
    private readonly TestDatabase _original = new();
    private readonly TestDatabase _other = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"mentormatch backup {Guid.NewGuid():N}.dump");

    public async Task InitializeAsync()
    {
        await _original.InitializeAsync();
        await _other.InitializeAsync();
        await RunAsync(_original, "CREATE TABLE kept (id int PRIMARY KEY, words text); INSERT INTO kept SELECT n, 'blåbær ' || n FROM generate_series(1, 1000) n");
    }

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        await _original.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Restore_IntoAnEmptyDatabase_BringsEveryRowBack()
    {
        await new DatabaseBackup(_original.ConnectionString).WriteAsync(_file);
        await RunAsync(_other, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");

        await new DatabaseBackup(_other.ConnectionString).RestoreAsync(_file, replace: false);

        Assert.Equal(await HashAsync(_original), await HashAsync(_other));
        await using var context = _other.NewContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        // And the copy can be backed up and restored in its turn.
        await new DatabaseBackup(_other.ConnectionString).WriteAsync(_file);
        await new DatabaseBackup(_other.ConnectionString).RestoreAsync(_file, replace: true);
        Assert.Equal(await HashAsync(_original), await HashAsync(_other));
    }

    [Fact]
    public async Task Restore_OverTables_IsRefusedUnlessTheyAreToBeReplaced()
    {
        await new DatabaseBackup(_original.ConnectionString).WriteAsync(_file);
        await RunAsync(_other, "CREATE TABLE made_later (id int)");
        var backup = new DatabaseBackup(_other.ConnectionString);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => backup.RestoreAsync(_file, replace: false));
        Assert.Contains("--replace", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await TablesAsync(_other, "made_later"));

        await backup.RestoreAsync(_file, replace: true);
        Assert.Equal(0, await TablesAsync(_other, "made_later"));
        Assert.Equal(await HashAsync(_original), await HashAsync(_other));
    }

    [Fact]
    public async Task Restore_DamagedFile_ChangesNothing()
    {
        await new DatabaseBackup(_original.ConnectionString).WriteAsync(_file);
        await using (var file = new FileStream(_file, FileMode.Open))
        {
            file.SetLength(file.Length - 3000);
        }

        await RunAsync(_other, "CREATE TABLE made_later (id int)");

        await Assert.ThrowsAsync<BackupException>(() => new DatabaseBackup(_other.ConnectionString).RestoreAsync(_file, replace: true));

        Assert.Equal(1, await TablesAsync(_other, "made_later"));
        Assert.Equal(0, await TablesAsync(_other, "kept"));
    }

    [Fact]
    public async Task Write_File_IsReadByItsOwnerAlone()
    {
        await new DatabaseBackup(_original.ConnectionString).WriteAsync(_file);

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Write_FolderIsMissing_SaysWhichFile()
    {
        var nowhere = Path.Combine(_file, "backup.dump");

        var refusal = await Assert.ThrowsAsync<BackupException>(() => new DatabaseBackup(_original.ConnectionString).WriteAsync(nowhere));

        Assert.Contains(nowhere, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task RunAsync(TestDatabase database, string sql)
    {
        await using var context = database.NewContext();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    private static Task<string> HashAsync(TestDatabase database) =>
        AskAsync<string>(database, $"SELECT md5(string_agg(k::text, ',' ORDER BY k.id)) || count(*) AS \"Value\" FROM kept k");

    private static Task<int> TablesAsync(TestDatabase database, string name) =>
        AskAsync<int>(database, $"SELECT count(*)::int AS \"Value\" FROM pg_tables WHERE tablename = {name}");

    private static async Task<T> AskAsync<T>(TestDatabase database, FormattableString sql)
    {
        await using var context = database.NewContext();
        return await context.Database.SqlQuery<T>(sql).SingleAsync();
    }
}
