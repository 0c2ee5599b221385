using System.Text;
using MentorMatch.Core.Emails;

namespace MentorMatch.Core.Tests.Emails;

public sealed class CalendarBuilderTests
{
    private static readonly CalendarEvent Meeting = new()
    {
        Uid = CalendarEvent.UidOf(Guid.Parse("019a0000-0000-7000-8000-000000000001")),
        Sequence = 0,
        StartsAt = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero),
        Minutes = 60,
        Summary = "Møde i netværket",
        Place = "Rådhuset, lokale 3; 1. sal",
        Organizer = new CalendarPerson("mette@example.com", "Mette \"M\" Sø"),
        Attendees = [new CalendarPerson("bo@example.com", "Bo Dal")],
        WrittenAt = new DateTimeOffset(2026, 11, 20, 8, 5, 6, TimeSpan.Zero),
    };

    [Fact]
    public void Request_OfAMeeting_CarriesWhatCalendarsNeed()
    {
        var part = CalendarBuilder.Request(Meeting);
        var lines = Unfolded(part);

        Assert.Equal("REQUEST", part.Method);
        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Equal("END:VCALENDAR", lines[^1]);
        Assert.Contains("METHOD:REQUEST", lines);
        Assert.Contains("UID:019a0000000070008000000000000001@mentormatch.example.com", lines);
        Assert.Contains("SEQUENCE:0", lines);
        Assert.Contains("DTSTAMP:20261120T080506Z", lines);
        Assert.Contains("DTSTART;TZID=Europe/Copenhagen:20261201T100000", lines);
        Assert.Contains("DTEND;TZID=Europe/Copenhagen:20261201T110000", lines);
        Assert.Contains("SUMMARY:Møde i netværket", lines);
        Assert.Contains("LOCATION:Rådhuset\\, lokale 3\\; 1. sal", lines);
        Assert.Contains("STATUS:CONFIRMED", lines);
        Assert.Contains("ORGANIZER;CN=\"Mette 'M' Sø\":mailto:mette@example.com", lines);
        Assert.Contains(lines, l => l.StartsWith("ATTENDEE;", StringComparison.Ordinal) && l.EndsWith("CN=\"Bo Dal\":mailto:bo@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancel_AfterAnInvitation_KeepsTheUidAndRaisesTheSequence()
    {
        var invited = Unfolded(CalendarBuilder.Request(Meeting));
        var part = CalendarBuilder.Cancel(Meeting with { Sequence = 1 });
        var cancelled = Unfolded(part);

        Assert.Equal("CANCEL", part.Method);
        Assert.Contains("METHOD:CANCEL", cancelled);
        Assert.Contains("STATUS:CANCELLED", cancelled);
        Assert.Contains("SEQUENCE:1", cancelled);
        Assert.Equal(Uid(invited), Uid(cancelled));
    }

    [Fact]
    public void Request_OfLongDanishText_FoldsByOctetsAndNeverInsideALetter()
    {
        var summary = string.Concat(Enumerable.Repeat("Blåbærgrød på søen 🚲 ", 12)).Trim();
        var text = CalendarBuilder.Request(Meeting with { Summary = summary }).Text;

        var lines = text.Split("\r\n");
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        Assert.Contains(lines, line => line.StartsWith(' '));
        Assert.Contains($"SUMMARY:{summary}", text.Replace("\r\n ", "").Split("\r\n"));
    }

    [Fact]
    public void Request_Always_EndsEachLineWithCarriageReturnAndLineFeed()
    {
        var text = CalendarBuilder.Request(Meeting with { Description = "Første linje\nAnden linje\r\nTredje \\ linje" }).Text;

        Assert.EndsWith("\r\n", text);
        Assert.DoesNotContain('\n', text.Replace("\r\n", ""));
        Assert.Contains("DESCRIPTION:Første linje\\nAnden linje\\nTredje \\\\ linje", Unfolded(text));
    }

    [Fact]
    public void Request_WithLineBreaksInNames_AddsNoLinesOfItsOwn()
    {
        var forged = new CalendarPerson("bo@example.com\r\nATTENDEE:mailto:x@example.com", "Bo\r\nSTATUS:CANCELLED");
        var lines = Unfolded(CalendarBuilder.Request(Meeting with { Attendees = [forged] }));

        Assert.DoesNotContain("STATUS:CANCELLED", lines);
        Assert.Single(lines, l => l.StartsWith("ATTENDEE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-29T00:30Z", 60, ";TZID=Europe/Copenhagen:20260329T013000", ";TZID=Europe/Copenhagen:20260329T033000")]
    [InlineData("2026-03-29T01:00Z", 60, ";TZID=Europe/Copenhagen:20260329T030000", ";TZID=Europe/Copenhagen:20260329T040000")]
    [InlineData("2026-10-24T23:30Z", 180, ";TZID=Europe/Copenhagen:20261025T013000", ";TZID=Europe/Copenhagen:20261025T033000")]
    [InlineData("2026-10-25T00:30Z", 60, ":20261025T003000Z", ":20261025T013000Z")]
    [InlineData("2026-10-25T02:00Z", 60, ";TZID=Europe/Copenhagen:20261025T030000", ";TZID=Europe/Copenhagen:20261025T040000")]
    public void Request_AroundAChangeOfTheClock_MeansTheSameInstants(string startsAt, int minutes, string start, string end)
    {
        var at = DateTimeOffset.Parse(startsAt, System.Globalization.CultureInfo.InvariantCulture);
        var lines = Unfolded(CalendarBuilder.Request(Meeting with { StartsAt = at, Minutes = minutes }));

        Assert.Contains($"DTSTART{start}", lines);
        Assert.Contains($"DTEND{end}", lines);
    }

    [Fact]
    public void Request_Always_DescribesBothRulesOfTheZone()
    {
        var lines = Unfolded(CalendarBuilder.Request(Meeting)).ToList();
        var zone = lines[lines.IndexOf("BEGIN:VTIMEZONE")..(lines.IndexOf("END:VTIMEZONE") + 1)];

        Assert.Contains("TZID:Europe/Copenhagen", zone);
        Assert.Equal(["BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"], zone[2..7]);
        Assert.Equal(["BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"], zone[9..14]);
    }

    private static string Uid(string[] lines) => lines.Single(l => l.StartsWith("UID:", StringComparison.Ordinal));

    private static string[] Unfolded(CalendarPart part) => Unfolded(part.Text);

    private static string[] Unfolded(string text) => text.Replace("\r\n ", "").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
