using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MentorMatch.Core.SignIn;

/// <summary>Forgets who did something five years ago; what was done and when stays. Finds the columns by their classification.</summary>
internal sealed class ForgetNamesJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    /// <summary>Stands where a name may not be missing.</summary>
    public const string Forgotten = "–";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddYears(-Retention.YearsOfNames);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var forgotten = 0;
        foreach (var (sql, blank) in Statements(db.Model))
        {
            forgotten += await db.Database.ExecuteSqlRawAsync(sql, [blank, before], ct);
        }

        return forgotten;
    }

    /// <summary>One statement a column, with what is put in place of the name.</summary>
    internal static IEnumerable<(string Sql, string Blank)> Statements(IModel model) =>
        from entity in model.GetEntityTypes()
        from property in entity.GetProperties()
        where PersonalColumns.Of(property) is { Since: not null }
        let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
        let name = property.GetColumnName(table)
        let since = entity.FindProperty(PersonalColumns.Of(property)!.Since!)!.GetColumnName(table)
        let blank = property.IsColumnNullable(table) ? "" : Forgotten
        select ($"update \"{table.Name}\" set \"{name}\" = nullif({{0}}, '') where \"{since}\" < {{1}} and \"{name}\" <> {{0}}", blank);
}
