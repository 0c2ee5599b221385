using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>Going on later, or on another device, by a link in a mail.</summary>
public sealed class SignUpResumption(IDbContextFactory<AppDbContext> contexts, RecruitmentEmails emails, TimeProvider clock)
{
    /// <summary>As long as the draft itself is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int MostMails = 5;

    /// <summary>Mails the link to the address that was answered. Refused where there is none yet.</summary>
    public async Task<Result> MailLinkAsync(Actor actor, string? secret, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var signUp = await SignUpService.FindAsync(db, secret, ct);
        if (signUp is null) return RecruitmentErrors.SignUpGone;
        if (signUp.SentAt is not null) return RecruitmentErrors.SignUpSent;
        if (signUp.Answers.Email is null) return RecruitmentErrors.Wrong("EmailWrong", nameof(SignUpInput.Email));
        if (await db.OneTimeLinks.CountAsync(l => l.Purpose == LinkPurpose.ResumeSignUp && l.SubjectId == signUp.Id, ct) >= MostMails)
        {
            return RecruitmentErrors.TooManyMails;
        }

        AddLink(db, emails, signUp, "ResumeSignUp", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    /// <summary>Null where the link can be used; otherwise why not. Changes nothing.</summary>
    public async Task<Error?> LookAsync(Actor actor, string token, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (link, signUp) = await FindAsync(db, token, ct);
        return Refusal(link, signUp);
    }

    /// <summary>Uses the link and gives the draft a new secret, which the cookie of the device that asks gets.</summary>
    public async Task<Result<SavedSignUpStep>> ResumeAsync(Actor actor, string token, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (link, signUp) = await FindAsync(db, token, ct);
        if (Refusal(link, signUp) is { } cannot) return cannot;
        var secret = SignUpService.NewSecret();
        link!.UsedAt = clock.GetUtcNow();
        signUp!.SecretHash = OneTimeLink.HashOf(secret);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccessErrors.LinkUsed;
        }

        return new SavedSignUpStep(secret, SignUpSteps.FirstOpen(signUp.Answers));
    }

    /// <summary>Puts a link and its mail into a running write.</summary>
    internal static void AddLink(AppDbContext db, RecruitmentEmails emails, SignUp signUp, string kind, DateTimeOffset now)
    {
        var (link, token) = OneTimeLink.Create(LinkPurpose.ResumeSignUp, signUp.SavedAt + Lifetime, subjectId: signUp.Id);
        db.OneTimeLinks.Add(link);
        emails.AddResume(db, signUp, kind, link.Id, token, now);
    }

    private Error? Refusal(OneTimeLink? link, SignUp? signUp)
    {
        if (link is null || signUp is null) return RecruitmentErrors.SignUpGone;
        return signUp.SentAt is not null ? RecruitmentErrors.SignUpSent : link.Refusal(clock.GetUtcNow());
    }

    private static async Task<(OneTimeLink? Link, SignUp? SignUp)> FindAsync(AppDbContext db, string token, CancellationToken ct)
    {
        var hash = OneTimeLink.HashOf(token);
        var link = await db.OneTimeLinks.FirstOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.ResumeSignUp, ct);
        return (link, link is null ? null : await db.SignUps.FirstOrDefaultAsync(s => s.Id == link.SubjectId, ct));
    }
}
