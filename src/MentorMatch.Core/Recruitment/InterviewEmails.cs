using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Volunteers;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Recruitment;

/// <summary>Mails about an interview, with the calendar invitation that adds, moves or removes it.</summary>
public sealed class InterviewEmails(
    IStringLocalizer<RecruitmentTexts> texts, IOptions<MunicipalitySettings> municipality, IOptions<EmailSettings> sender)
{
    internal static IReadOnlyList<EmailKind> Kinds { get; } =
    [
        .. new[] { "InterviewBooked", "InterviewMoved", "InterviewCancelled", "InterviewReminder", "InterviewMissed" }.Select(name =>
            new EmailKind(name, typeof(RecruitmentTexts), Placeholders.When, Placeholders.Where, Placeholders.Minutes, Placeholders.Phone) { Button = null }),
    ];

    internal void AddBooked(AppDbContext db, Interview interview, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, interview, volunteer, "InterviewBooked", now, CalendarBuilder.Request);

    internal void AddMoved(AppDbContext db, Interview interview, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, interview, volunteer, "InterviewMoved", now, CalendarBuilder.Request);

    internal void AddCancelled(AppDbContext db, Interview interview, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, interview, volunteer, "InterviewCancelled", now, CalendarBuilder.Cancel);

    internal void AddReminder(AppDbContext db, Interview interview, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, interview, volunteer, "InterviewReminder", now, calendar: null, QuietHours.NextOpen(now, interview.StartsAt));

    internal void AddMissed(AppDbContext db, Interview interview, Volunteer volunteer, DateTimeOffset now) =>
        Add(db, interview, volunteer, "InterviewMissed", now, calendar: null);

    private void Add(
        AppDbContext db, Interview interview, Volunteer volunteer, string kind, DateTimeOffset now, Func<CalendarEvent, CalendarPart>? calendar,
        DateTimeOffset? dueAt = null)
    {
        using var language = CultureScope.Use(volunteer.Language);
        object[] args = [interview.StartsAt.FullText(), interview.Place, interview.Minutes, municipality.Value.Phone];
        var letter = new EmailLetter
        {
            Language = volunteer.Language,
            Subject = texts[$"Mail.{kind}.Subject", args],
            Greeting = texts["Mail.Greeting", volunteer.FirstName],
            Paragraphs = [texts[$"Mail.{kind}.P1", args], texts[$"Mail.{kind}.P2", args]],
            Values = Kinds.First(k => k.Name == kind).ValuesOf(volunteer.FirstName, args),
        };
        Outbox.Add(
            db, kind, $"{interview.Id:N}:{interview.Sequence}", RecruitmentEmails.ReaderOf(volunteer), letter, now, dueAt,
            calendar: calendar?.Invoke(EventOf(interview, volunteer, now)));
    }

    private CalendarEvent EventOf(Interview interview, Volunteer volunteer, DateTimeOffset now) => new()
    {
        Uid = CalendarEvent.UidOf(interview.Id),
        Sequence = interview.Sequence,
        StartsAt = interview.StartsAt,
        Minutes = interview.Minutes,
        Summary = texts["Calendar.Interview", municipality.Value.Name],
        Place = interview.Place,
        Organizer = new CalendarPerson(sender.Value.FromAddress, municipality.Value.Name),
        Attendees = [new CalendarPerson(volunteer.Email, volunteer.FullName)],
        WrittenAt = now,
    };
}
