using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Emails;

/// <summary>A kind of mail and the languages in which a programme has words of its own.</summary>
public sealed record WordingListItem(EmailKind Kind, IReadOnlyList<string> Changed);

/// <summary>One kind of mail in one language: its words, and those it would have.</summary>
public sealed record WordingDetails(EmailKind Kind, string Language, LetterWords Words, LetterWords Default, bool Changed);

/// <summary>A programme's own words for its mails, with safe placeholders. What is changed is used from the next mail on.</summary>
public sealed class EmailWordings(
    IDbContextFactory<AppDbContext> contexts, IEnumerable<EmailKind> kinds, IStringLocalizerFactory texts, EmailSamples samples, EmailRendering rendering,
    TimeProvider clock)
{
    public const int SubjectLength = 120;
    public const int BodyLength = 2000;
    public const int ButtonLength = 40;

    /// <summary>The kind of the mail that a coordinator sends to themselves.</summary>
    private const string TestKind = "WordingTest";

    public async Task<Result<IReadOnlyList<WordingListItem>>> ListAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        if (Refuse(actor, programmeId, Deed.Read) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db.EmailWordings.Where(w => w.ProgrammeId == programmeId).Select(w => new { w.Kind, w.Language }).ToListAsync(ct);
        return Result.Of<IReadOnlyList<WordingListItem>>(
            [.. kinds.Select(k => new WordingListItem(k, [.. changed.Where(c => c.Kind == k.Name).Select(c => c.Language)]))]);
    }

    public async Task<Result<WordingDetails>> FindAsync(Actor actor, Guid programmeId, string kind, string language, CancellationToken ct = default)
    {
        if (Refuse(actor, programmeId, Deed.Read) is { } refusal) return refusal;
        if (Find(kind) is not { } found || !Languages.IsSupported(language)) return AccessErrors.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await db.EmailWordings.AsNoTracking().FirstOrDefaultAsync(w => w.ProgrammeId == programmeId && w.Kind == kind && w.Language == language, ct);
        var usual = found.Default(texts, language);
        return new WordingDetails(found, language, own is null ? usual : new LetterWords(own.Subject, own.Body, own.Button), usual, own is not null);
    }

    /// <summary>Words that are as they would be anyway are no words of its own.</summary>
    public async Task<Result> SaveAsync(Actor actor, Guid programmeId, string kind, string language, LetterWords words, CancellationToken ct = default)
    {
        var read = Check(actor, programmeId, kind, language, words);
        if (!read.Succeeded) return read.WithoutValue();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (read.Value == Find(kind)!.Default(texts, language)) return await ResetAsync(actor, programmeId, kind, language, ct);
        var own = await db.EmailWordings.FirstOrDefaultAsync(w => w.ProgrammeId == programmeId && w.Kind == kind && w.Language == language, ct);
        if (own is null) db.EmailWordings.Add(own = new EmailWording { ProgrammeId = programmeId, Kind = kind, Language = language, Subject = "", Body = "" });
        (own.Subject, own.Body, own.Button) = (read.Value.Subject, read.Value.Body, read.Value.Button);
        await Saved(db, ct);
        return Result.Success;
    }

    /// <summary>Back to the words that it would have.</summary>
    public async Task<Result> ResetAsync(Actor actor, Guid programmeId, string kind, string language, CancellationToken ct = default)
    {
        if (Refuse(actor, programmeId, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.EmailWordings.Where(w => w.ProgrammeId == programmeId && w.Kind == kind && w.Language == language).ExecuteDeleteAsync(ct);
        return Result.Success;
    }

    /// <summary>How a mail in these words would look to a made-up reader; nothing is saved.</summary>
    public async Task<Result<RenderedEmail>> PreviewAsync(Actor actor, Guid programmeId, string kind, string language, LetterWords words, CancellationToken ct = default)
    {
        var read = Check(actor, programmeId, kind, language, words);
        return read.Succeeded ? await rendering.RenderAsync(samples.Email(Find(kind)!, language, read.Value), ct) : read.WithoutValue();
    }

    /// <summary>Sends it to the coordinator's own address, with made-up values.</summary>
    /// <returns>The address.</returns>
    public async Task<Result<string>> SendTestAsync(Actor actor, Guid programmeId, string kind, string language, LetterWords words, CancellationToken ct = default)
    {
        var read = Check(actor, programmeId, kind, language, words);
        if (!read.Succeeded) return read.WithoutValue();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var address = await db.Accounts.Where(a => a.Id == actor.AccountId).Select(a => a.Email).FirstOrDefaultAsync(ct);
        if (address is null) return AccessErrors.NotAllowed;
        var letter = samples.Email(Find(kind)!, language, read.Value).Letter!;
        Outbox.Add(db, TestKind, Guid.CreateVersion7().ToString("N"), new EmailReader(address, actor.Name, language), letter with { Subject = $"[Test] {letter.Subject}" }, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return address;
    }

    private static async Task Saved(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Saved by another a moment ago for the first time; the last one wins, as with any later change.
            db.ChangeTracker.Entries<EmailWording>().Single().State = EntityState.Detached;
        }
    }

    private EmailKind? Find(string kind) => kinds.FirstOrDefault(k => k.Name == kind);

    private Result<LetterWords> Check(Actor actor, Guid programmeId, string kind, string language, LetterWords words)
    {
        if (Refuse(actor, programmeId, Deed.Write) is { } refusal) return refusal;
        if (Find(kind) is not { } found || !Languages.IsSupported(language)) return AccessErrors.NotFound;
        var cleaned = new LetterWords(
            TypedText.Line(words.Subject), TypedText.Lines(words.Body), found.OwnButton && found.Button is not null ? TypedText.Line(words.Button) : found.Default(texts, language).Button);
        var wrong = WrongIn(cleaned.Subject, nameof(words.Subject), SubjectLength, found)
            .Concat(WrongIn(cleaned.Body, nameof(words.Body), BodyLength, found))
            .Concat(cleaned.Button is null ? [] : WrongIn(cleaned.Button, nameof(words.Button), ButtonLength, found)).ToList();
        return wrong.Count > 0 ? Result.From(wrong) : cleaned;
    }

    private static IEnumerable<Error> WrongIn(string text, string field, int most, EmailKind kind)
    {
        if (text.Length == 0) yield return EmailErrors.Wrong("WordsMissing", field);
        if (text.Length > most) yield return EmailErrors.Wrong("WordsTooLong", field, most);
        if (CprNumber.IsIn(text)) yield return EmailErrors.Wrong("CprInWords", field);
        var unknown = Placeholders.UnknownIn(text, kind.Allowed);
        if (unknown.Count > 0) yield return EmailErrors.UnknownPlaceholder(field, string.Join(", ", unknown), string.Join(", ", kind.Allowed.Select(a => $"{{{a}}}")));
    }

    private static Error? Refuse(Actor actor, Guid programmeId, Deed deed) => AccessRules.Refuse(actor, Resource.Settings, deed, Subject.Programme(programmeId));
}
