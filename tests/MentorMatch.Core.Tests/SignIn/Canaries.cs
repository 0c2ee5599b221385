using System.Globalization;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MentorMatch.Core.Tests.SignIn;

/// <summary>
/// Fills every personal column of a person's rows with something that can be found again, by walking the model: a new
/// column is filled by itself, and one of a type that is not known here fails.
/// </summary>
internal sealed class Canaries(AppDbContext db, string mark)
{
    private int planted;

    /// <summary>The name that stands where somebody is named as the one who did something.</summary>
    public string OwnName { get; private set; } = "";

    public async Task PlantAsync(Person person)
    {
        // The people first: their new name is what "who did it" is filled with.
        var order = OwnRows.Tables.OrderByDescending(t => t.Key == typeof(Core.Volunteers.Volunteer) || t.Key == typeof(Core.Citizens.Citizen));
        foreach (var (type, rows) in order)
        {
            var found = await rows(db, person).ToListAsync();
            if (found.Count == 0) continue;
            foreach (var row in found) Fill(db.Entry(row));
            if (found[0] is Core.Volunteers.Volunteer volunteer) OwnName = volunteer.FullName;
            if (found[0] is Core.Citizens.Citizen citizen) OwnName = citizen.FullName;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Tables in which the person has rows.</summary>
    public static async Task<IReadOnlyList<Type>> FilledAsync(AppDbContext db, Person person)
    {
        var filled = new List<Type>();
        foreach (var (type, rows) in OwnRows.Tables)
        {
            if (await rows(db, person).AnyAsync()) filled.Add(type);
        }

        return filled;
    }

    /// <summary>The whole database as text.</summary>
    public static async Task<string> DumpAsync(AppDbContext db)
    {
        var text = new System.Text.StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Order())
        {
#pragma warning disable EF1002 // A name of the model, not of a user.
            text.Append(table).Append(await db.Database.SqlQueryRaw<string>($"select coalesce(json_agg(t)::text, '') as \"Value\" from \"{table}\" t").SingleAsync());
#pragma warning restore EF1002
        }

        return text.ToString();
    }

    private void Fill(EntityEntry row)
    {
        foreach (var property in row.Metadata.GetProperties())
        {
            if (PersonalColumns.Of(property) is { } personal) row.Property(property).CurrentValue = Value(row, property, personal);
        }

        foreach (var part in row.References.Where(r => r.Metadata.TargetEntityType.IsOwned() && r.TargetEntry is not null)) Fill(part.TargetEntry!);
    }

    private object? Value(EntityEntry row, IProperty property, PersonalAttribute personal)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(string))
        {
            var isDoer = personal is { Category: DataCategory.Identity, Keep: Keep.FiveYears };
            // Who read a case is staff, and stays.
            return !isDoer ? Word(property) : row.Entity is Core.Audit.CaseRead ? "Mette Koordinator" : OwnName;
        }

        if (type == typeof(List<string>)) return new List<string> { Word(property) };
        if (type == typeof(Dictionary<string, double>)) return new Dictionary<string, double> { [Word(property)] = 1 };
        if (type == typeof(Dictionary<string, string>)) return new Dictionary<string, string> { ["q"] = Word(property) };
        if (type == typeof(List<LanguageSkill>)) return new List<LanguageSkill> { new(Word(property), 1) };
        if (type == typeof(List<SuggestionReason>)) return new List<SuggestionReason> { new("NearBy", [Word(property)]) };
        if (type == typeof(EmailLetter)) return new EmailLetter { Language = "da", Subject = Word(property), Greeting = Word(property), Paragraphs = [Word(property)] };
        if (type == typeof(SignUpAnswers)) return new SignUpAnswers { FirstName = Word(property), Email = Word(property) };
        return Sign(type) ?? throw new InvalidOperationException($"{row.Metadata.ShortName()}.{property.Name}: no canary of {type}.");
    }

    private static object? Sign(Type type) =>
        type == typeof(int) ? 7
        : type == typeof(bool) ? true
        : type == typeof(Postcode) ? Postcode.Parse("8000")
        : type == typeof(WeekTimes) ? new WeekTimes(0b101)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)
        : type == typeof(DateOnly) ? new DateOnly(2026, 1, 2)
        : type == typeof(float[]) ? new[] { .125f }
        : type == typeof(byte[]) ? Guid.NewGuid().ToByteArray()
        : type == typeof(List<Guid>) ? new List<Guid> { Guid.NewGuid() }
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : null;

    private string Word(IProperty property)
    {
        var word = mark + (++planted).ToString("x3", CultureInfo.InvariantCulture);
        return word.Length <= (property.GetMaxLength() ?? int.MaxValue) ? word : throw new InvalidOperationException($"{property.Name} is too short.");
    }
}
