using System.Security.Cryptography;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>One page of signing up, sent by a visitor.</summary>
public sealed record SaveSignUpStep
{
    /// <summary>The secret from the visitor's cookie; null on the first page.</summary>
    public string? Secret { get; init; }

    public required SignUpStep Step { get; init; }

    public required SignUpInput Input { get; init; }

    /// <summary>From the address the visitor came by: the programme, and the code of an association.</summary>
    public string? Programme { get; init; }

    public string? From { get; init; }

    public required string Language { get; init; }
}

/// <param name="Secret">What the visitor's cookie must carry from now on.</param>
/// <param name="Next">The page that comes next.</param>
public sealed record SavedSignUpStep(string Secret, SignUpStep Next);

/// <summary>Keeps a visitor's answers, page by page, until they are sent.</summary>
public sealed class SignUpService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>Saves the answers of one page; the other pages' stay as they are, also those another tab saved meanwhile.</summary>
    public async Task<Result<SavedSignUpStep>> SaveAsync(Actor actor, SaveSignUpStep save, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryToSaveAsync(save, ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // Another tab saved in between: its answers are read and kept.
            }
        }
    }

    /// <summary>The row of a secret, or null.</summary>
    internal static Task<SignUp?> FindAsync(AppDbContext db, string? secret, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(secret)) return Task.FromResult<SignUp?>(null);
        var hash = OneTimeLink.HashOf(secret);
        return db.SignUps.FirstOrDefaultAsync(s => s.SecretHash == hash, ct);
    }

    internal static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private async Task<Result<SavedSignUpStep>> TryToSaveAsync(SaveSignUpStep save, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (signUp, secret) = (await FindAsync(db, save.Secret, ct), save.Secret);
        if (signUp?.SentAt is not null) return RecruitmentErrors.SignUpSent;
        if (signUp is null)
        {
            secret = NewSecret();
            signUp = new SignUp { SecretHash = OneTimeLink.HashOf(secret), Answers = new SignUpAnswers(), StartedAt = now, SavedAt = now };
            db.SignUps.Add(signUp);
        }

        var start = await StartAsync(db, save, signUp.Answers, ct);
        var answered = SignUpRules.Answer(save.Step, save.Input, start, now.DanishDate().Year);
        if (!answered.Succeeded) return answered.WithoutValue();
        if (save.Step == SignUpStep.Programme && !await IsOpenAsync(db, answered.Value.ProgrammeSlug, ct)) return RecruitmentErrors.ProgrammeClosed;

        (signUp.Answers, signUp.SavedAt, signUp.Language) = (answered.Value, now, save.Language);
        await db.SaveChangesAsync(ct);
        return new SavedSignUpStep(secret!, SignUpSteps.FirstOpen(signUp.Answers));
    }

    /// <summary>What the address says: the programme of its own name or of the association, and the association itself.</summary>
    private static async Task<SignUpAnswers> StartAsync(AppDbContext db, SaveSignUpStep save, SignUpAnswers answers, CancellationToken ct)
    {
        var slug = save.Programme;
        if (!string.IsNullOrWhiteSpace(save.From))
        {
            var code = save.From.Trim().ToLowerInvariant();
            var from = await db.Associations.Where(a => a.Code == code && a.RemovedAt == null)
                .Select(a => new { a.Code, Slug = db.Programmes.Where(p => p.Id == a.ProgrammeId && p.Open).OrderBy(p => p.Id).Select(p => p.Slug).FirstOrDefault() })
                .FirstOrDefaultAsync(ct);
            if (from is not null) answers = answers with { AssociationCode = from.Code, Source = answers.Source ?? "Association" };
            slug ??= from?.Slug;
        }

        if (slug is not null && await IsOpenAsync(db, slug, ct)) return answers with { ProgrammeSlug = slug };
        if (answers.ProgrammeSlug is not null) return answers;
        var open = await db.Programmes.Where(p => p.Open).OrderBy(p => p.Slug).Select(p => p.Slug).Take(2).ToListAsync(ct);
        return open.Count == 1 ? answers with { ProgrammeSlug = open[0] } : answers;
    }

    private static async Task<bool> IsOpenAsync(AppDbContext db, string? slug, CancellationToken ct) =>
        slug is null || await db.Programmes.AnyAsync(p => p.Slug == slug && p.Open, ct);
}
