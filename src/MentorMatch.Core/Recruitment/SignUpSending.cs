using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>The last page of signing up.</summary>
public sealed record SendSignUp
{
    public string? Secret { get; init; }

    /// <summary>The visitor ticked that the municipality may keep and use the answers.</summary>
    public required bool Consent { get; init; }
}

/// <summary>
/// Turns answers into a volunteer who has applied. What the visitor sees is the same whether the address is known or
/// not; the mail tells the one who owns it.
/// </summary>
public sealed class SignUpSending(IDbContextFactory<AppDbContext> contexts, RecruitmentEmails emails, TimeProvider clock)
{
    public const string ConsentText = "Volunteer";
    public const string ConsentVersion = "1";

    /// <summary>How long the link that confirms the address works.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(3);

    /// <summary>A second send of the same answers succeeds and changes nothing.</summary>
    public async Task<Result> SendAsync(Actor actor, SendSignUp send, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        try
        {
            return await TryToSendAsync(actor, send, ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Two sends at once: the other one made the account, or sent this very form. Now it can be seen.
            return await TryToSendAsync(actor, send, ct);
        }
    }

    private async Task<Result> TryToSendAsync(Actor actor, SendSignUp send, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var signUp = await SignUpService.FindAsync(db, send.Secret, ct);
        if (signUp is null) return RecruitmentErrors.SignUpGone;
        if (signUp.SentAt is not null) return Result.Success;
        if (SignUpSteps.FirstOpen(signUp.Answers) != SignUpStep.Check) return RecruitmentErrors.AnswersMissing;
        if (!send.Consent) return RecruitmentErrors.ConsentMissing;
        var programme = await db.Programmes.FirstOrDefaultAsync(p => p.Slug == signUp.Answers.ProgrammeSlug && p.Open, ct);
        if (programme is null) return RecruitmentErrors.ProgrammeClosed;

        var account = await AccountAsync(db, signUp, now, ct);
        var known = await db.Volunteers.FirstOrDefaultAsync(v => v.AccountId == account.Id && v.ProgrammeId == programme.Id, ct);
        if (known is null) signUp.VolunteerId = await ApplyAsync(db, signUp, programme, account, now, ct);
        else TellKnown(db, signUp, known, now);
        signUp.SentAt = now;
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }

    private static async Task<Account> AccountAsync(AppDbContext db, SignUp signUp, DateTimeOffset now, CancellationToken ct)
    {
        var answers = signUp.Answers;
        var key = Account.KeyOf(answers.Email!);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedEmail == key, ct);
        if (account is not null) return account;
        account = Account.Create($"{answers.FirstName} {answers.LastName}", answers.Email!, signUp.Language, now);
        db.Accounts.Add(account);
        return account;
    }

    private async Task<Guid> ApplyAsync(AppDbContext db, SignUp signUp, Programme programme, Account account, DateTimeOffset now, CancellationToken ct)
    {
        var association = await db.Associations.Where(a => a.Code == signUp.Answers.AssociationCode && a.ProgrammeId == programme.Id).FirstOrDefaultAsync(ct);
        var volunteer = NewVolunteer(signUp, programme, account, association, now);
        db.Volunteers.Add(volunteer);
        db.Consents.Add(new Consent { AccountId = account.Id, Text = ConsentText, TextVersion = ConsentVersion, GivenAt = now });
        SignUpConfirmation.AskToConfirm(db, emails, volunteer, programme, now);
        return volunteer.Id;
    }

    private static Volunteer NewVolunteer(SignUp signUp, Programme programme, Account account, Association? association, DateTimeOffset now)
    {
        var answers = signUp.Answers;
        var brought = answers.Source == "Association" ? association : null;
        var volunteer = new Volunteer
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            FirstName = answers.FirstName!,
            LastName = answers.LastName!,
            Email = answers.Email!,
            Phone = answers.Phone!,
            Language = signUp.Language,
            Source = answers.Source!,
            SourceDetail = brought is null ? null : Shortened(brought.Name, 120),
            AssociationId = brought?.Id,
            WantsInformationMeeting = answers.InformationMeeting == true,
            Motivation = TypedText.OrNull(answers.Motivation!),
            Capacity = programme.Settings.DefaultCapacity,
            AppliedAt = now,
        };
        // The interview starts from what was answered already: nothing is asked twice.
        volunteer.Guide.BirthYear = answers.BirthYear;
        volunteer.Guide.Postcode = Postcode.Parse(answers.Postcode!);
        volunteer.Guide.OccupationField = answers.OccupationField;
        volunteer.Guide.Likes = [.. answers.Interests];
        volunteer.Guide.Times = new WeekTimes(answers.Times);
        return volunteer;
    }

    private void TellKnown(AppDbContext db, SignUp signUp, Volunteer known, DateTimeOffset now)
    {
        signUp.VolunteerId = known.Id;
        emails.AddAlreadyKnown(db, signUp.Id, known, now);
    }

    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..length];
}
