using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Recruitment;

/// <summary>Mails about signing up.</summary>
public sealed class RecruitmentEmails(IStringLocalizer<RecruitmentTexts> texts, IOptions<MunicipalitySettings> municipality)
{
    /// <summary>The mail that a visitor did not ask for.</summary>
    internal const string DraftReminder = "RemindOfDraft";

    internal static IReadOnlyList<EmailKind> Kinds { get; } =
    [
        new("ConfirmSignUp", typeof(RecruitmentTexts), Placeholders.Programme),
        new("SignUpConfirmed", typeof(RecruitmentTexts), Placeholders.Programme, Placeholders.Phone) { Button = null },
        new("AlreadyVolunteer", typeof(RecruitmentTexts), Placeholders.Phone),
        new("SignUpDeclined", typeof(RecruitmentTexts), Placeholders.Phone) { Button = null },
    ];

    internal void AddConfirm(AppDbContext db, Volunteer volunteer, Programme programme, Guid linkId, string token, DateTimeOffset now)
    {
        using var language = CultureScope.Use(volunteer.Language);
        var letter = Letter("ConfirmSignUp", volunteer.FirstName, volunteer.Language, $"/sign-up/confirm/{token}", programme.Name.ToString());
        Outbox.Add(db, "ConfirmSignUp", linkId.ToString("N"), ReaderOf(volunteer), letter, now, urgent: true);
    }

    internal void AddConfirmed(AppDbContext db, Volunteer volunteer, Programme programme, DateTimeOffset now)
    {
        using var language = CultureScope.Use(volunteer.Language);
        var letter = Letter("SignUpConfirmed", volunteer.FirstName, volunteer.Language, null, programme.Name.ToString(), municipality.Value.Phone);
        Outbox.Add(db, "SignUpConfirmed", volunteer.Id.ToString("N"), ReaderOf(volunteer), letter, now);
    }

    /// <summary>To somebody who is a volunteer of the programme already, in their own language.</summary>
    internal void AddAlreadyKnown(AppDbContext db, Guid signUpId, Volunteer volunteer, DateTimeOffset now)
    {
        using var language = CultureScope.Use(volunteer.Language);
        var letter = Letter("AlreadyVolunteer", volunteer.FirstName, volunteer.Language, "/sign-in", municipality.Value.Phone);
        Outbox.Add(db, "AlreadyVolunteer", signUpId.ToString("N"), ReaderOf(volunteer), letter, now);
    }

    /// <param name="db">The context of the write.</param>
    /// <param name="signUp">The draft; its address has been answered.</param>
    /// <param name="kind">ResumeSignUp, which the visitor asked for, or RemindOfDraft, which they did not.</param>
    /// <param name="linkId">What makes it one mail.</param>
    /// <param name="token">Of the link.</param>
    /// <param name="now">Application time.</param>
    internal void AddResume(AppDbContext db, SignUp signUp, string kind, Guid linkId, string token, DateTimeOffset now)
    {
        using var language = CultureScope.Use(signUp.Language);
        var name = signUp.Answers.FirstName ?? "";
        var letter = Letter(kind, name, signUp.Language, $"/sign-up/resume/{token}");
        // What the visitor asked for is waited for; what reminds them keeps out of quiet hours.
        var reminds = kind == DraftReminder;
        Outbox.Add(
            db, kind, linkId.ToString("N"), new EmailReader(signUp.Answers.Email!, name, signUp.Language), letter, now,
            reminds ? QuietHours.NextOpen(now) : now, urgent: !reminds, topic: reminds ? EmailTopic.Draft : null);
    }

    internal void AddDeclined(AppDbContext db, Volunteer volunteer, DateTimeOffset now)
    {
        using var language = CultureScope.Use(volunteer.Language);
        var letter = Letter("SignUpDeclined", volunteer.FirstName, volunteer.Language, null, municipality.Value.Phone);
        Outbox.Add(db, "SignUpDeclined", volunteer.Id.ToString("N"), ReaderOf(volunteer), letter, now);
    }

    internal static EmailReader ReaderOf(Volunteer volunteer) => new(volunteer.Email, volunteer.FullName, volunteer.Language)
    {
        ProgrammeId = volunteer.ProgrammeId,
        VolunteerId = volunteer.Id,
    };

    private EmailLetter Letter(string kind, string name, string language, string? path, params object[] args) => new()
    {
        Language = language,
        Subject = texts[$"Mail.{kind}.Subject", args],
        Greeting = texts["Mail.Greeting", name].Value.Replace(" ,", ",").Replace(" !", "!"),
        Paragraphs = [.. All(kind, "P", args)],
        ButtonText = path is null ? null : texts[$"Mail.{kind}.Button"].Value,
        ButtonPath = path,
        SmallPrint = [.. All(kind, "Small", args)],
        Values = Kinds.FirstOrDefault(k => k.Name == kind)?.ValuesOf(name, args) ?? new Dictionary<string, string>(),
    };

    private IEnumerable<string> All(string kind, string part, object[] args) => Enumerable.Range(1, 5)
        .Select(number => texts[$"Mail.{kind}.{part}{number}", args])
        .TakeWhile(text => !text.ResourceNotFound)
        .Select(text => text.Value);
}
