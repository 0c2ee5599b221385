using System.Globalization;
using System.Text;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Emails;

/// <summary>Writes appointments as iCalendar objects for mails (RFC 5545, 5546 and 6047).</summary>
public static class CalendarBuilder
{
    private const int MaxOctets = 75;

    // The rules of the European Union since 1996: last Sunday of March and of October, at 01.00 UTC.
    private static readonly string[] CopenhagenZone =
    [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Copenhagen",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <summary>An invitation, or a changed one where the sequence has risen.</summary>
    public static CalendarPart Request(CalendarEvent appointment) => Write(appointment, "REQUEST", "CONFIRMED");

    /// <summary>Takes the appointment out of calendars; its sequence is higher than that of the last invitation.</summary>
    public static CalendarPart Cancel(CalendarEvent appointment) => Write(appointment, "CANCEL", "CANCELLED");

    /// <summary>All appointments of one person, for calendars that fetch them from time to time. Nobody is asked to answer.</summary>
    /// <param name="name">What the calendar is called.</param>
    /// <param name="appointments">In any order; each UID once.</param>
    public static string Publish(string name, IEnumerable<CalendarEvent> appointments) => Folded(
    [
        .. Beginning("PUBLISH"),
        // NAME and REFRESH-INTERVAL are RFC 7986; the X-names are what calendars read before it.
        $"NAME:{Text(name)}",
        $"X-WR-CALNAME:{Text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        .. CopenhagenZone,
        .. appointments.SelectMany(a => Lines(a with { Attendees = [] }, "CONFIRMED")),
        "END:VCALENDAR",
    ]);

    private static CalendarPart Write(CalendarEvent appointment, string method, string status) =>
        new(Folded([.. Beginning(method), .. CopenhagenZone, .. Lines(appointment, status), "END:VCALENDAR"]), method);

    private static string Folded(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) Fold(text, line);
        return text.ToString();
    }

    private static string[] Beginning(string method) =>
    [
        "BEGIN:VCALENDAR",
        "PRODID:-//MentorMatch//MentorMatch//DA",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        $"METHOD:{method}",
    ];

    private static IEnumerable<string> Lines(CalendarEvent appointment, string status) =>
    [
        "BEGIN:VEVENT",
        $"UID:{Text(appointment.Uid)}",
        $"SEQUENCE:{appointment.Sequence.ToString(CultureInfo.InvariantCulture)}",
        $"DTSTAMP:{Utc(appointment.WrittenAt)}",
        $"DTSTART{Time(appointment.StartsAt)}",
        $"DTEND{Time(appointment.StartsAt.AddMinutes(appointment.Minutes))}",
        $"SUMMARY:{Text(appointment.Summary)}",
        .. Optional("LOCATION", appointment.Place),
        .. Optional("DESCRIPTION", appointment.Description),
        $"STATUS:{status}",
        "TRANSP:OPAQUE",
        $"ORGANIZER;CN={Parameter(appointment.Organizer.Name)}:mailto:{Address(appointment.Organizer.Address)}",
        .. appointment.Attendees.Select(person => Attendee(person, appointment.AsksForAnswer)),
        "END:VEVENT",
    ];

    private static string Attendee(CalendarPerson person, bool answers) =>
        $"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={(answers ? "TRUE" : "FALSE")};"
        + $"CN={Parameter(person.Name)}:mailto:{Address(person.Address)}";

    private static IEnumerable<string> Optional(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? [] : [$"{name}:{Text(value)}"];

    /// <summary>Danish wall-clock time; UTC in the hour of October that comes twice, where wall-clock time says too little.</summary>
    private static string Time(DateTimeOffset at)
    {
        var local = at.ToDanish().DateTime;
        return DanishTime.Zone.IsAmbiguousTime(local)
            ? ":" + Utc(at)
            : ";TZID=Europe/Copenhagen:" + local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Text(string value) => WithoutControls(value.ReplaceLineEndings("\n"), keep: '\n')
        .Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\n", "\\n");

    private static string Parameter(string value) => $"\"{WithoutControls(value).Replace('"', '\'')}\"";

    private static string Address(string value) => WithoutControls(value).Replace(" ", "");

    private static string WithoutControls(string value, char? keep = null) =>
        string.Concat(value.Where(c => !char.IsControl(c) || c == keep));

    /// <summary>At most 75 octets a line, never cut inside a character; what continues starts with a space.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
