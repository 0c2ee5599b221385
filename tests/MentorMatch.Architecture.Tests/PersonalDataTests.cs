using System.Reflection;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Architecture.Tests;

/// <summary>Every column that could tell of a person says which kind of data it is and how long it is kept.</summary>
public sealed class PersonalDataTests
{
    [Fact]
    public void Columns_OfEveryEntity_AreClassified() => Assert.Empty(Unclassified(OurEntities()));

    [Fact]
    public void Unclassified_PlantedEntity_IsFound() => Assert.Equal(["Planted.Secret"], Unclassified([typeof(Planted)]));

    private static IEnumerable<string> Unclassified(IEnumerable<Type> entities) =>
        from entity in entities
        where entity.GetCustomAttribute<NotPersonalAttribute>() is null
        from property in entity.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where IsColumn(property)
            && property.GetCustomAttribute<PersonalAttribute>() is null
            && property.GetCustomAttribute<NotPersonalAttribute>() is null
        select $"{entity.Name}.{property.Name}";

    /// <summary>Keys and references are ids that say nothing; other entities answer for themselves.</summary>
    private static bool IsColumn(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(Guid)) return false;
        var element = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        return !OurEntities().Contains(element);
    }

    private static List<Type> OurEntities()
    {
        var options = new DbContextOptionsBuilder<AppDbContext>().UseNpgsql("Host=never-connected").Options;
        using var db = new AppDbContext(options);
        return [.. db.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.Assembly == typeof(AppDbContext).Assembly).Distinct()];
    }

    private sealed class Planted
    {
        public Guid Id { get; init; }

        public string? Secret { get; init; }
    }
}
