using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Programmes;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Volunteers;

/// <summary>Mails on a volunteer's way from interview to ready.</summary>
public sealed class VolunteerEmails(IStringLocalizer<VolunteersTexts> texts)
{
    /// <summary>How long the link in a mail signs in; after that its page offers a new one.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(14);

    internal static IReadOnlyList<EmailKind> Kinds { get; } =
        [new("TrainingOpen", typeof(VolunteersTexts), Placeholders.Count), new("VolunteerReady", typeof(VolunteersTexts))];

    internal void AddTrainingOpen(AppDbContext db, Volunteer volunteer, Programme programme, DateTimeOffset now) =>
        Add(db, volunteer, "TrainingOpen", "/volunteer/training", now, programme.Settings.TrainingEvenings);

    internal void AddReady(AppDbContext db, Volunteer volunteer, DateTimeOffset now) => Add(db, volunteer, "VolunteerReady", "/volunteer", now);

    private void Add(AppDbContext db, Volunteer volunteer, string kind, string path, DateTimeOffset now, params object[] args)
    {
        using var language = CultureScope.Use(volunteer.Language);
        var (link, token) = OneTimeLink.Create(LinkPurpose.Invitation, now + LinkLifetime, volunteer.AccountId, returnPath: path);
        db.OneTimeLinks.Add(link);
        var letter = new EmailLetter
        {
            Language = volunteer.Language,
            Subject = texts[$"Mail.{kind}.Subject"],
            Greeting = texts["Mail.Greeting", volunteer.FirstName],
            Paragraphs = [texts[$"Mail.{kind}.P1", args], texts[$"Mail.{kind}.P2", args]],
            ButtonText = texts[$"Mail.{kind}.Button"],
            ButtonPath = $"/sign-in/link/{token}",
            Values = Kinds.First(k => k.Name == kind).ValuesOf(volunteer.FirstName, args),
        };
        var reader = new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language) { ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id };
        Outbox.Add(db, kind, volunteer.Id.ToString("N"), reader, letter, now);
    }
}
