using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.SignIn;

/// <summary>What an erasure does with a personal column.</summary>
internal enum Fate
{
    Empty,

    /// <summary>A name of who did something: staff stay named as evidence, the erased person does not.</summary>
    EmptyIfOwnName,

    /// <summary>A date or number that tells of nobody once the rest is gone.</summary>
    Keep,
}

/// <summary>Empties the personal columns of rows, found by their classification, so that a new column is reached by itself.</summary>
internal sealed class Eraser(IStringLocalizer<AccessTexts> texts, Guid accountId, IReadOnlySet<string> ownNames)
{
    public static Fate FateOf(PersonalAttribute personal) => personal switch
    {
        { Category: DataCategory.Activity, Keep: not Keep.ThirtyDays } => Fate.Keep,
        { Category: DataCategory.Identity, Keep: Keep.FiveYears } => Fate.EmptyIfOwnName,
        _ => Fate.Empty,
    };

    public void Erase(EntityEntry row)
    {
        foreach (var property in row.Metadata.GetProperties())
        {
            if (PersonalColumns.Of(property) is not { } personal) continue;
            var value = row.Property(property);
            var goes = FateOf(personal) switch
            {
                Fate.Empty => true,
                Fate.EmptyIfOwnName => IsOwn(row, value.CurrentValue),
                _ => false,
            };
            if (goes) value.CurrentValue = Blank(property, personal.Category);
        }

        foreach (var part in row.References.Where(r => r.Metadata.TargetEntityType.IsOwned() && r.TargetEntry is not null)) Erase(part.TargetEntry!);
    }

    /// <summary>By its account where the row says so, since names change; otherwise by the name.</summary>
    private bool IsOwn(EntityEntry row, object? name) =>
        (row.Entity is StateChange { ByAccountId: { } by } && by == accountId) || (name is string text && ownNames.Contains(text));

    private object? Blank(IProperty property, DataCategory category)
    {
        if (property.IsNullable) return null;
        if (property.ClrType == typeof(byte[])) return Array.Empty<byte>();
        if (property.ClrType != typeof(string)) return Activator.CreateInstance(property.ClrType);
        return category != DataCategory.Identity ? "" : property.Name switch
        {
            "FirstName" => texts["Erased.FirstName"].Value,
            "LastName" => texts["Erased.LastName"].Value,
            _ => texts["Erased.Name"].Value,
        };
    }
}
