using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MentorMatch.Core.Data;

/// <summary>Names in the database as PostgreSQL writes them: lower case with underscores.</summary>
internal static partial class SnakeCase
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(Of(table));
            foreach (var property in entity.GetProperties())
            {
                // The row version is the system column xmin; the key of an owned type is its owner's column.
                if (property.Name == "Version" || (entity.IsOwned() && property.IsPrimaryKey())) continue;
                property.SetColumnName(Of(property.GetColumnName()));
            }

            if (entity.IsOwned()) continue;
            foreach (var key in entity.GetKeys()) key.SetName(Of(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(Of(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    private static string Of(string name) => WordStart().Replace(name, "${end}_${start}").ToLowerInvariant();

    [GeneratedRegex("(?<end>[a-z0-9])(?<start>[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex WordStart();
}
