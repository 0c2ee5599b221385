using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Volunteers;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Training;

/// <summary>Mails about training evenings, with the calendar object that adds, moves or removes them.</summary>
public sealed class TrainingEmails(
    IStringLocalizer<TrainingTexts> texts, IOptions<MunicipalitySettings> municipality, IOptions<EmailSettings> sender)
{
    internal static IReadOnlyList<EmailKind> Kinds { get; } =
    [
        .. new[] { "TrainingSignedUp", "TrainingGivenBack", "TrainingMoved", "TrainingCancelled", "TrainingReminder" }.Select(name =>
            new EmailKind(name, typeof(TrainingTexts), Placeholders.Title, Placeholders.When, Placeholders.Where) { Button = "Mail.Training.Button" }),
    ];

    internal void AddSignedUp(AppDbContext db, TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, evening, seat, volunteer, "TrainingSignedUp", now, CalendarBuilder.Request);

    /// <summary>Takes the evening out of the calendar of somebody who gave the seat back.</summary>
    internal void AddGivenBack(AppDbContext db, TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, evening, seat, volunteer, "TrainingGivenBack", now, CalendarBuilder.Cancel);

    internal void AddMoved(AppDbContext db, TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, evening, seat, volunteer, "TrainingMoved", now, CalendarBuilder.Request);

    internal void AddCancelled(AppDbContext db, TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, evening, seat, volunteer, "TrainingCancelled", now, CalendarBuilder.Cancel);

    internal void AddReminder(AppDbContext db, TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, evening, seat, volunteer, "TrainingReminder", now, calendar: null, QuietHours.NextOpen(now, evening.StartsAt));

    private void Add(
        AppDbContext db, TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, string kind, DateTimeOffset now,
        Func<CalendarEvent, CalendarPart>? calendar, DateTimeOffset? dueAt = null)
    {
        using var language = Languages.Use(volunteer.Language);
        object[] args = [evening.Title, evening.StartsAt.FullText(), evening.Place];
        var letter = new EmailLetter
        {
            Language = volunteer.Language,
            Subject = texts[$"Mail.{kind}.Subject", args],
            Greeting = texts["Mail.Greeting", volunteer.FirstName],
            Paragraphs = [texts[$"Mail.{kind}.P1", args], texts[$"Mail.{kind}.P2", args]],
            ButtonText = texts["Mail.Training.Button"],
            Values = Kinds.First(k => k.Name == kind).ValuesOf(volunteer.FirstName, args),
            ButtonPath = "/volunteer/training",
        };
        var reader = new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language)
        {
            ProgrammeId = volunteer.ProgrammeId,
            VolunteerId = volunteer.Id,
        };
        Outbox.Add(
            db, kind, $"{evening.Id:N}:{volunteer.Id:N}:{SequenceOf(evening, seat)}", reader, letter, now, dueAt,
            calendar: calendar?.Invoke(EventOf(evening, seat, volunteer, now)));
    }

    private static int SequenceOf(TrainingEvening evening, TrainingSignUp seat) => evening.Sequence + seat.OwnChanges;

    private CalendarEvent EventOf(TrainingEvening evening, TrainingSignUp seat, Volunteer volunteer, DateTimeOffset now) => new()
    {
        Uid = CalendarEvent.UidOf(evening.Id),
        Sequence = SequenceOf(evening, seat),
        StartsAt = evening.StartsAt,
        Minutes = evening.Minutes,
        Summary = texts["Calendar.Training", evening.Title],
        Place = evening.Place,
        Organizer = new CalendarPerson(sender.Value.FromAddress, municipality.Value.Name),
        Attendees = [new CalendarPerson(volunteer.Email, volunteer.FullName)],
        WrittenAt = now,
    };
}
