using MentorMatch.Core.Emails;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>A fact that needs icalendar for Python, and says so where it is not installed.</summary>
internal sealed class PythonCalendarFactAttribute : FactAttribute
{
    public PythonCalendarFactAttribute()
    {
        if (!OtherCalendars.HasPython) Skip = Missing;
    }

    private static string Missing => "icalendar for Python is not installed (Debian: python3-icalendar).";
}

/// <summary>What the product writes is read by two parsers of others, one of which knows the zone only from the object itself.</summary>
public sealed class OtherCalendarsTests
{
    private static readonly CalendarEvent Meeting = new()
    {
        Uid = CalendarEvent.UidOf(Guid.Parse("019a0000-0000-7000-8000-000000000001")),
        Sequence = 0,
        StartsAt = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero),
        Minutes = 90,
        Summary = "Møde i netværket; kaffe, kage og en lang række gode ord om at være frivillig i Lærkelund 🚲",
        Place = "Rådhuset, lokale 3; 1. sal",
        Description = "Første linje\nAnden \\ linje",
        Organizer = new CalendarPerson("mette@example.com", "Mette \"M\" Sø"),
        Attendees = [new CalendarPerson("bo@example.com", "Bo Dal")],
        AsksForAnswer = true,
        WrittenAt = new DateTimeOffset(2026, 11, 20, 8, 5, 6, TimeSpan.Zero),
    };

    /// <summary>Every hour from Saturday to Monday around a change of the clock, among them those that are skipped or come twice.</summary>
    private static readonly DateTimeOffset[] Changes = [new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 24, 0, 0, 0, TimeSpan.Zero)];

    [Fact]
    public Task CreateMoveCancel_ReadByIcalJs_AreOneAppointmentWithRisingSequence() => CourseAsync(OtherCalendars.ReadWithIcalJsAsync);

    [PythonCalendarFact]
    public Task CreateMoveCancel_ReadByPython_AreOneAppointmentWithRisingSequence() => CourseAsync(OtherCalendars.ReadWithPythonAsync);

    [Fact]
    public Task WeekOfAClockChange_ReadByIcalJs_MeansTheSameInstants() => WeekAsync(OtherCalendars.ReadWithIcalJsAsync);

    [PythonCalendarFact]
    public Task WeekOfAClockChange_ReadByPython_MeansTheSameInstants() => WeekAsync(OtherCalendars.ReadWithPythonAsync);

    [Fact]
    public async Task Read_OfABrokenObject_IsRefusedByBoth()
    {
        var broken = CalendarBuilder.Request(Meeting).Text.Replace("END:VEVENT\r\n", "").Replace("SUMMARY:", "SUMMARY ");

        await Assert.ThrowsAsync<FormatException>(() => OtherCalendars.ReadWithIcalJsAsync(broken));
        if (OtherCalendars.HasPython) await Assert.ThrowsAsync<FormatException>(() => OtherCalendars.ReadWithPythonAsync(broken));
    }

    private static async Task CourseAsync(Func<string, Task<ReadCalendar>> readAsync)
    {
        var moved = Meeting with { Sequence = 1, StartsAt = Meeting.StartsAt.AddDays(1), Place = "Biblioteket" };
        var created = await readAsync(CalendarBuilder.Request(Meeting).Text);
        var changed = await readAsync(CalendarBuilder.Request(moved).Text);
        var cancelled = await readAsync(CalendarBuilder.Cancel(moved with { Sequence = 2 }).Text);

        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], new[] { created, changed, cancelled }.Select(c => c.Method));
        var versions = new[] { created, changed, cancelled }.Select(c => Assert.Single(c.Events)).ToList();
        Assert.All(versions, v => Assert.Equal(Meeting.Uid, v.Uid));
        Assert.Equal([0, 1, 2], versions.Select(v => v.Sequence));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], versions.Select(v => v.Status));
        Assert.Equal([Meeting.StartsAt, moved.StartsAt, moved.StartsAt], versions.Select(v => v.Start));
        Assert.All(versions, v => Assert.Equal(TimeSpan.FromMinutes(90), v.End - v.Start));
        Assert.All(versions, v => Assert.Equal((Meeting.Summary, "mailto:mette@example.com"), (v.Summary, v.Organizer)));
        Assert.Equal(Meeting.Place, versions[0].Location);
        Assert.Equal(new ReadAttendee("mailto:bo@example.com", "TRUE", "Bo Dal"), Assert.Single(versions[0].Attendees));
    }

    private static async Task WeekAsync(Func<string, Task<ReadCalendar>> readAsync)
    {
        var hours = Changes.SelectMany(from => Enumerable.Range(0, 72).Select(hour => from.AddHours(hour))).ToList();
        var written = hours.Select((at, number) => Meeting with { Uid = CalendarEvent.UidOf(new Guid(number, 0, 0, new byte[8])), StartsAt = at });

        var read = await readAsync(CalendarBuilder.Publish("Mine aftaler", written));

        Assert.Equal("PUBLISH", read.Method);
        Assert.Equal(hours, read.Events.Select(e => e.Start));
        Assert.Equal(hours.Select(h => h.AddMinutes(90)), read.Events.Select(e => e.End));
        Assert.All(read.Events, e => Assert.Empty(e.Attendees));
    }
}
