using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MentorMatch.Core.SignIn;

/// <summary>
/// Everything kept about one person, as JSON: all personal columns of all their rows, found by walking the model, with
/// the dates and states beside them.
/// </summary>
public sealed class PersonalExport(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(), new WeekTimesWriter(), new PostcodeWriter() },
    };

    public async Task<Result<byte[]>> WriteAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } accountId) return AccessErrors.NotAllowed;
        if (AccessRules.Refuse(actor, Resource.OwnProfile, Deed.Read, Subject.Account(accountId)) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.FirstAsync(a => a.Id == accountId, ct);
        var person = new Person(accountId, account.Email ?? "", actor.VolunteerIds, actor.CitizenIds);
        var tables = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (type, rows) in OwnRows.Tables)
        {
            var found = await rows(db, person).ToListAsync(ct);
            if (found.Count > 0) tables[type.Name] = found.Select(row => Shape(db.Entry(row), person, type)).ToList();
        }

        return JsonSerializer.SerializeToUtf8Bytes(new { ExportedAt = clock.GetUtcNow(), Data = tables }, Written);
    }

    private static SortedDictionary<string, object?> Shape(EntityEntry row, Person person, Type table)
    {
        var shape = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in row.Metadata.GetProperties().Where(p => Belongs(p) && !OwnRows.Hides(person, table, p.Name)))
        {
            shape[property.Name] = row.Property(property).CurrentValue;
        }

        foreach (var part in row.References.Where(r => r.Metadata.TargetEntityType.IsOwned() && r.TargetEntry is not null))
        {
            shape[part.Metadata.Name] = Shape(part.TargetEntry!, person, part.Metadata.TargetEntityType.ClrType);
        }

        return shape;
    }

    /// <summary>Personal columns but secrets; and when and in which state, without which they say little.</summary>
    private static bool Belongs(IProperty property) => PersonalColumns.Of(property) is { } personal
        ? personal.Category != DataCategory.Account
        : property.PropertyInfo is not null && IsContext(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);

    private static bool IsContext(Type type) => type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(DateOnly);

    private sealed class WeekTimesWriter : JsonConverter<WeekTimes>
    {
        public override WeekTimes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, WeekTimes value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var day in Enum.GetValues<DayOfWeek>())
            {
                foreach (var part in Enum.GetValues<PartOfDay>().Where(part => value.Contains(day, part))) writer.WriteStringValue($"{day} {part}");
            }

            writer.WriteEndArray();
        }
    }

    private sealed class PostcodeWriter : JsonConverter<Postcode>
    {
        public override Postcode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Postcode value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
