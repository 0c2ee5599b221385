using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MentorMatch.Core.Common;

/// <summary>Which columns hold personal data, by their attribute; for columns inherited from the sign-in library, by this list.</summary>
public static class PersonalColumns
{
    private static readonly Dictionary<string, PersonalAttribute> Inherited = new(StringComparer.Ordinal)
    {
        ["UserName"] = new(DataCategory.Contact, Keep.WhileAccount),
        ["NormalizedUserName"] = new(DataCategory.Contact, Keep.WhileAccount),
        ["Email"] = new(DataCategory.Contact, Keep.WhileAccount),
        ["NormalizedEmail"] = new(DataCategory.Contact, Keep.WhileAccount),
        ["PhoneNumber"] = new(DataCategory.Contact, Keep.WhileAccount),
        ["PasswordHash"] = new(DataCategory.Account, Keep.WhileAccount),
    };

    /// <summary>The category of a column; null where it says nothing about a person.</summary>
    public static PersonalAttribute? Of(IReadOnlyProperty property)
    {
        if (property.PropertyInfo is not { } info) return null;
        var own = info.GetCustomAttribute<PersonalAttribute>();
        return own ?? (info.DeclaringType!.Assembly == typeof(PersonalColumns).Assembly ? null : Inherited.GetValueOrDefault(info.Name));
    }

    /// <summary>Whether any column of the entity, or of what it owns, is personal.</summary>
    public static bool Any(IReadOnlyEntityType entity) =>
        entity.GetProperties().Any(p => Of(p) is not null)
        || entity.GetNavigations().Any(n => n.TargetEntityType.IsOwned() && n.ForeignKey.PrincipalEntityType == entity && Any(n.TargetEntityType));
}
