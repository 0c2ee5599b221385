using System.Globalization;
using System.Text;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>An association as a coordinator typed it.</summary>
public sealed record SaveAssociation
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public required Guid? ProgrammeId { get; init; }

    public required string? Name { get; init; }

    public string? ContactName { get; init; }

    public string? ContactEmail { get; init; }

    public string? ContactPhone { get; init; }

    public string? Notes { get; init; }

    /// <summary>When it was last talked with, if today's save says so.</summary>
    public bool ContactedNow { get; init; }

    /// <summary>The version that was read; null for a new one.</summary>
    public uint? Version { get; init; }
}

/// <summary>Keeps the associations, workplaces and clubs that tell their members of a programme.</summary>
public sealed class AssociationService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int NameLength = 200;
    private const int ContactLength = 120;
    private const int NotesLength = 2000;

    public async Task<Result<Guid>> SaveAsync(Actor actor, SaveAssociation save, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var existing = save.Id is { } id ? await db.Associations.FirstOrDefaultAsync(a => a.Id == id, ct) : null;
        if (save.Id is not null && existing is null) return AccessErrors.NotFound;
        if ((existing?.ProgrammeId ?? save.ProgrammeId) is not { } programmeId) return RecruitmentErrors.Wrong("ProgrammeMissing", nameof(save.ProgrammeId));
        if (Refuse(actor, programmeId) is { } refusal) return refusal;
        var wrong = Check(save);
        if (wrong.Count > 0) return Result.From(wrong);

        var name = TypedText.Line(save.Name);
        var association = existing ?? new Association { ProgrammeId = programmeId, Name = name, Code = CodeOf(name) };
        if (existing is null) db.Associations.Add(association);
        else db.Entry(association).Property("Version").OriginalValue = save.Version ?? 0;
        Fill(association, save, name);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return RecruitmentErrors.Wrong("AssociationChanged", nameof(save.Name));
        }

        return association.Id;
    }

    /// <summary>Off the list, and its code opens no more; the volunteers it brought stay its own. <see cref="RestoreAsync"/> undoes it.</summary>
    public Task<Result> RemoveAsync(Actor actor, Guid id, CancellationToken ct = default) => SetRemovedAsync(actor, id, clock.GetUtcNow(), ct);

    public Task<Result> RestoreAsync(Actor actor, Guid id, CancellationToken ct = default) => SetRemovedAsync(actor, id, removedAt: null, ct);

    private async Task<Result> SetRemovedAsync(Actor actor, Guid id, DateTimeOffset? removedAt, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var association = await db.Associations.FirstOrDefaultAsync(a => a.Id == id, ct);
        if (association is null) return AccessErrors.NotFound;
        if (Refuse(actor, association.ProgrammeId) is { } refusal) return refusal;
        await db.Associations.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.RemovedAt, removedAt), ct);
        return Result.Success;
    }

    private static Error? Refuse(Actor actor, Guid programmeId) =>
        AccessRules.Refuse(actor, Resource.Settings, Deed.Write, Subject.Programme(programmeId));

    private void Fill(Association association, SaveAssociation save, string name)
    {
        association.Name = name;
        association.ContactName = TypedText.OrNull(TypedText.Line(save.ContactName));
        association.ContactEmail = TypedText.OrNull(TypedText.Line(save.ContactEmail));
        association.ContactPhone = PhoneNumber.TryParse(save.ContactPhone, out var phone) ? phone : null;
        association.Notes = TypedText.OrNull(TypedText.Lines(save.Notes));
        if (save.ContactedNow) association.LastContactAt = clock.GetUtcNow();
    }

    private static List<Error> Check(SaveAssociation save)
    {
        var wrong = new List<Error>();
        var name = TypedText.Line(save.Name);
        if (name.Length == 0) wrong.Add(RecruitmentErrors.Wrong("AssociationNameMissing", nameof(save.Name)));
        if (name.Length > NameLength) wrong.Add(RecruitmentErrors.Wrong("TooLong", nameof(save.Name), NameLength));
        if (TypedText.Line(save.ContactName).Length > ContactLength) wrong.Add(RecruitmentErrors.Wrong("TooLong", nameof(save.ContactName), ContactLength));
        if (TypedText.Lines(save.Notes).Length > NotesLength) wrong.Add(RecruitmentErrors.Wrong("TooLong", nameof(save.Notes), NotesLength));
        if (TypedText.Line(save.ContactEmail).Length > 0 && !EmailAddress.TryParse(save.ContactEmail, out _)) wrong.Add(RecruitmentErrors.Wrong("EmailWrong", nameof(save.ContactEmail)));
        if (TypedText.Line(save.ContactPhone).Length > 0 && !PhoneNumber.TryParse(save.ContactPhone, out _)) wrong.Add(RecruitmentErrors.Wrong("PhoneWrong", nameof(save.ContactPhone)));
        return wrong;
    }

    /// <summary>Readable on a poster: the first letters of the name, and four digits that make it one of its kind.</summary>
    private static string CodeOf(string name)
    {
        var letters = new StringBuilder();
        foreach (var c in name.ToLower(CultureInfo.InvariantCulture))
        {
            letters.Append(c switch { 'æ' => "ae", 'ø' => "oe", 'å' => "aa", _ when char.IsAsciiLetterOrDigit(c) => c.ToString(), _ => "-" });
        }

        var words = string.Join('-', letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        var start = words[..Math.Min(words.Length, 24)].Trim('-');
        var number = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1000, 10_000).ToString(CultureInfo.InvariantCulture);
        return start.Length == 0 ? number : $"{start}-{number}";
    }
}
