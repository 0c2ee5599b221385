using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>A programme that takes volunteers, as a visitor sees it.</summary>
public sealed record OpenProgramme
{
    public required string Slug { get; init; }
    public required LocalText Name { get; init; }
    public required LocalText Intro { get; init; }
    public required LocalText MentorWord { get; init; }
    public required LocalText TargetWord { get; init; }
    public required int TrainingEvenings { get; init; }
    public required bool CertificateRequired { get; init; }
}

/// <param name="Answers">What has been answered so far.</param>
/// <param name="Sent">It has been sent in: nothing changes any more.</param>
public sealed record SignUpDraft(SignUpAnswers Answers, bool Sent);

/// <summary>What the pages of signing up show.</summary>
public sealed class SignUpQueries(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The visitor's own draft; null where the secret is nobody's.</summary>
    public async Task<SignUpDraft?> DraftAsync(Actor actor, string? secret, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.PublicPages, Deed.Read, Subject.Nobody)) return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var signUp = await SignUpService.FindAsync(db, secret, ct);
        return signUp is null ? null : new SignUpDraft(signUp.Answers, signUp.SentAt is not null);
    }

    public async Task<IReadOnlyList<OpenProgramme>> ProgrammesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.PublicPages, Deed.Read, Subject.Nobody)) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.Programmes.AsNoTracking().Where(p => p.Open).OrderBy(p => p.CreatedAt).ThenBy(p => p.Slug).ToListAsync(ct);
        return [.. open.Select(p => new OpenProgramme
        {
            Slug = p.Slug,
            Name = p.Name,
            Intro = p.Intro,
            MentorWord = p.MentorWord,
            TargetWord = p.TargetWord,
            TrainingEvenings = p.Settings.TrainingEvenings,
            CertificateRequired = p.Settings.CertificateRequired,
        })];
    }

    /// <summary>The programme that a link leads to: its own name, or that of the association whose code it carries.</summary>
    public async Task<string?> ProgrammeOfAsync(Actor actor, string? programme, string? from, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.PublicPages, Deed.Read, Subject.Nobody)) return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var named = programme is null ? null : await db.Programmes.Where(p => p.Slug == programme && p.Open).Select(p => p.Slug).FirstOrDefaultAsync(ct);
        if (named is not null || string.IsNullOrWhiteSpace(from)) return named;
        var code = from.Trim().ToLowerInvariant();
        return await db.Associations.Where(a => a.Code == code && a.RemovedAt == null)
            .Join(db.Programmes.Where(p => p.Open), a => a.ProgrammeId, p => p.Id, (_, p) => p.Slug)
            .FirstOrDefaultAsync(ct);
    }
}
