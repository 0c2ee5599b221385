using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.SignIn;

/// <summary>Mails about signing in.</summary>
public sealed class SignInEmails(IStringLocalizer<AccessTexts> texts)
{
    public const string Farewell = "ErasureDone";

    /// <summary>The link that signs in; for staff, who have a password, the way to their page.</summary>
    internal void AddSignIn(AppDbContext db, Account account, Guid linkId, string? token, DateTimeOffset now) => Add(
        db, account, token is null ? "StaffSignIn" : "SignIn", linkId, token is null ? "/staff/sign-in" : $"/sign-in/link/{token}", now);

    internal void AddInvitation(AppDbContext db, Account account, Guid linkId, string token, DateTimeOffset now) =>
        Add(db, account, "StaffInvitation", linkId, $"/staff/password/{token}", now);

    internal void AddPasswordReset(AppDbContext db, Account account, Guid linkId, string token, DateTimeOffset now) =>
        Add(db, account, "PasswordReset", linkId, $"/staff/password/{token}", now);

    /// <summary>Tells the owner, without a link: if it was not them, they must call.</summary>
    internal void AddPasswordChanged(AppDbContext db, Account account, DateTimeOffset now) =>
        Add(db, account, "PasswordChanged", Guid.CreateVersion7(), path: null, now);

    internal void AddConfirmEmail(AppDbContext db, Account account, Guid linkId, string token, DateTimeOffset now) =>
        Add(db, account, "ConfirmEmail", linkId, $"/sign-in/email/{token}", now, account.NewEmail);

    internal void AddEmailChanged(AppDbContext db, Account account, string oldEmail, DateTimeOffset now) =>
        Add(db, account, "EmailChanged", Guid.CreateVersion7(), path: null, now, oldEmail);

    /// <summary>The last mail that somebody gets; its address goes as well once it has been sent.</summary>
    internal void AddErased(AppDbContext db, Account account, DateTimeOffset now) =>
        Add(db, account, Farewell, Guid.CreateVersion7(), path: null, now);

    private void Add(AppDbContext db, Account account, string kind, Guid about, string? path, DateTimeOffset now, string? to = null)
    {
        var reader = new EmailReader(to ?? account.Email!, account.DisplayName, account.Language);
        Outbox.Add(db, kind, about.ToString("N"), reader, Letter(account, kind, path), now, urgent: path is not null);
    }

    private EmailLetter Letter(Account account, string kind, string? path)
    {
        using var scope = CultureScope.Use(account.Language);
        var paragraphs = new[] { "P1", "P2" }.Select(p => texts[$"Mail.{kind}.{p}"]).Where(t => !t.ResourceNotFound).Select(t => t.Value);
        var small = texts[$"Mail.{kind}.Small"];
        return new EmailLetter
        {
            Language = account.Language,
            Subject = texts[$"Mail.{kind}.Subject"],
            Greeting = texts["Mail.Greeting", account.DisplayName],
            Paragraphs = [.. paragraphs],
            ButtonText = path is null ? null : texts[$"Mail.{kind}.Button"].Value,
            ButtonPath = path,
            SmallPrint = small.ResourceNotFound ? [] : [small.Value],
        };
    }
}
