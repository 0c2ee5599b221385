using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Programmes;

public sealed record AddProgramme
{
    public required string? Slug { get; init; }

    public required LocalText Name { get; init; }
}

public sealed record ProgrammeWords
{
    public required LocalText Name { get; init; }

    public required LocalText Intro { get; init; }

    public required LocalText MentorWord { get; init; }

    public required LocalText TargetWord { get; init; }
}

/// <summary>Sets programmes up. Each save names the version it began from; the slower of two is told who was faster.</summary>
public sealed class ProgrammeService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>A closed programme with default numbers, to be filled in and opened.</summary>
    public async Task<Result<Guid>> AddAsync(Actor actor, AddProgramme input, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        var slug = input.Slug?.Trim() ?? "";
        var wrong = new[] { ProgrammeRules.IsSlug(slug) ? null : ProgrammeErrors.SlugWrong, ProgrammeRules.Refuse(input.Name, "Name", ProgrammeRules.LongestName) };
        if (wrong.OfType<Error>().ToList() is { Count: > 0 } errors) return Result.From(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Programmes.AnyAsync(p => p.Slug == slug, ct)) return ProgrammeErrors.SlugTaken;
        var programme = New(slug, input.Name);
        db.Programmes.Add(programme);
        Note(db, programme.Id, "Added", actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return ProgrammeErrors.SlugTaken;
        }

        return programme.Id;
    }

    public Task<Result> SaveWordsAsync(Actor actor, Guid id, uint version, ProgrammeWords words, CancellationToken ct = default)
    {
        var wrong = new[]
        {
            ProgrammeRules.Refuse(words.Name, "Name", ProgrammeRules.LongestName),
            ProgrammeRules.Refuse(words.Intro, "Intro", ProgrammeRules.LongestIntro),
            ProgrammeRules.Refuse(words.MentorWord, "MentorWord", ProgrammeRules.LongestName),
            ProgrammeRules.Refuse(words.TargetWord, "TargetWord", ProgrammeRules.LongestName),
        };
        return ChangeAsync(
            actor, id, version, "Words", [.. wrong.OfType<Error>()],
            p => (p.Name, p.Intro, p.MentorWord, p.TargetWord) = (words.Name, words.Intro, words.MentorWord, words.TargetWord), ct);
    }

    public Task<Result> SaveNumbersAsync(Actor actor, Guid id, uint version, ProgrammeSettings settings, CancellationToken ct = default) =>
        ChangeAsync(actor, id, version, "Numbers", ProgrammeRules.Refuse(settings), p => p.Settings = settings, ct);

    public Task<Result> SaveTargetGroupsAsync(Actor actor, Guid id, uint version, IReadOnlyList<TargetGroup> groups, CancellationToken ct = default) =>
        ChangeAsync(actor, id, version, "TargetGroups", ProgrammeRules.Refuse(groups), p => p.TargetGroups = [.. groups], ct);

    /// <summary>Answers that were given to a question that is left out stay where they are and are shown no more.</summary>
    public Task<Result> SaveQuestionsAsync(Actor actor, Guid id, uint version, IReadOnlyList<ProgrammeQuestion> questions, CancellationToken ct = default) =>
        ChangeAsync(actor, id, version, "Questions", ProgrammeRules.Refuse(questions), p => p.Questions = [.. questions], ct);

    /// <summary>A closed programme takes no new volunteers; what runs goes on.</summary>
    public Task<Result> SetOpenAsync(Actor actor, Guid id, uint version, bool open, CancellationToken ct = default) =>
        ChangeAsync(actor, id, version, open ? "Opened" : "Closed", [], p => p.Open = open, ct);

    private async Task<Result> ChangeAsync(
        Actor actor, Guid id, uint version, string what, IReadOnlyList<Error> wrong, Action<Programme> change, CancellationToken ct)
    {
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Write, Subject.Programme(id)) is { } refusal) return refusal;
        if (wrong.Count > 0) return Result.From(wrong);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.FirstOrDefaultAsync(p => p.Id == id, ct);
        if (programme is null) return AccessErrors.NotFound;
        db.Entry(programme).Property("Version").OriginalValue = version;
        change(programme);
        Note(db, id, what, actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccessErrors.ChangedByOther(await FasterAsync(id, ct));
        }

        return Result.Success;
    }

    private async Task<string> FasterAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.StateChanges.Where(c => c.EntityId == id).OrderByDescending(c => c.At).Select(c => c.ByName).FirstOrDefaultAsync(ct) ?? "MentorMatch";
    }

    private static Programme New(string slug, LocalText name) => new()
    {
        Slug = slug,
        Name = name,
        Intro = name,
        MentorWord = LocalText.Of("mentor", "mentor"),
        TargetWord = LocalText.Of("borgere", "citizens"),
        Settings = new ProgrammeSettings(),
        Open = false,
    };

    private void Note(AppDbContext db, Guid id, string what, Actor by) => db.StateChanges.Add(new StateChange
    {
        Entity = nameof(Programme),
        EntityId = id,
        ProgrammeId = id,
        From = "",
        To = what,
        At = clock.GetUtcNow(),
        ByAccountId = by.AccountId,
        ByName = by.Name,
    });
}
