using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MentorMatch.Core.Common;
using MentorMatch.Core.Jobs;

namespace MentorMatch.Core.Tests.Jobs;

/// <summary>Due times by the clock in Copenhagen, both changes of the clock in them.</summary>
public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Start = At("2024-01-01T00:00Z");

    private static readonly Schedule[] Kinds =
    [
        Schedule.Every(1), Schedule.Every(15), Schedule.Every(60), Schedule.Daily("03:15"), Schedule.Daily("02:30"),
        Schedule.Daily("00:40", "06:40", "12:40", "18:40"), Schedule.Weekly(DayOfWeek.Sunday, "02:30"), Schedule.Weekly(DayOfWeek.Monday, "06:00"),
    ];

    [Theory]
    [InlineData("2026-02-02T08:14:59Z", "2026-02-02T08:00Z")]
    [InlineData("2026-02-02T08:15Z", "2026-02-02T08:15Z")]
    [InlineData("2026-10-25T01:20Z", "2026-10-25T01:15Z")]
    public void LastDue_EveryQuarter_IsTheQuarterBefore(string now, string due) => Assert.Equal(At(due), Schedule.Every(15).LastDue(At(now)));

    [Theory]
    [InlineData("03:15", "2026-02-02T02:14Z", "2026-02-01T02:15Z", "2026-02-02T02:15Z")]
    [InlineData("03:15", "2026-07-02T01:15Z", "2026-07-02T01:15Z", "2026-07-03T01:15Z")]
    // In March 02.30 does not come: it is due when the clock says 03.30. In October it comes twice: the first counts.
    [InlineData("02:30", "2026-03-29T01:29Z", "2026-03-28T01:30Z", "2026-03-29T01:30Z")]
    [InlineData("02:30", "2026-03-29T12:00Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("02:30", "2026-10-25T01:45Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    // A leap day is a day.
    [InlineData("12:00", "2028-02-29T11:00Z", "2028-02-29T11:00Z", "2028-03-01T11:00Z")]
    public void Due_Daily_FollowsTheClockOnTheWall(string time, string now, string last, string next)
    {
        var schedule = Schedule.Daily(time);
        Assert.Equal((At(last), At(next)), (schedule.LastDue(At(now)), schedule.NextDue(At(now))));
    }

    [Fact]
    public void Due_Weekly_IsOnItsDayAlone()
    {
        var schedule = Schedule.Weekly(DayOfWeek.Monday, "06:00");
        Assert.Equal(At("2026-03-30T04:00Z"), schedule.NextDue(At("2026-03-23T05:00Z")));
        Assert.Equal(At("2026-03-23T05:00Z"), schedule.LastDue(At("2026-03-29T22:30Z")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(90)]
    public void Every_WhatDoesNotDivideTheHour_IsNotTaken(int minutes) => Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Every(minutes));

    [Fact]
    public void LastAndNext_AtAnyMinuteOfFourYears_HaveNoDueTimeBetweenThem() =>
        Prop.ForAll(Gen.Choose(0, 4 * 365 * 24 * 60).ToArbitrary(), Gen.Elements(Kinds).ToArbitrary(), (minute, schedule) =>
        {
            var now = Start.AddMinutes(minute);
            var (last, next) = (schedule.LastDue(now), schedule.NextDue(now));
            return last <= now && now < next && schedule.NextDue(last) == next && schedule.LastDue(next) == next && schedule.LastDue(next.AddTicks(-1)) == last;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NextDue_ThroughFourYears_ComesOnceADayAtItsTime()
    {
        var schedule = Schedule.Daily("02:30");
        var days = new List<DateOnly>();
        for (var due = schedule.NextDue(Start); due < Start.AddDays(4 * 365); due = schedule.NextDue(due))
        {
            days.Add(due.DanishDate());
            var wall = TimeOnly.FromDateTime(due.ToDanish().DateTime);
            Assert.Equal(due.DanishDate() is { Month: 3, Day: >= 25, DayOfWeek: DayOfWeek.Sunday } ? new TimeOnly(3, 30) : new TimeOnly(2, 30), wall);
        }

        Assert.Equal(days.Count, days.Distinct().Count());
        Assert.Equal(days[^1].DayNumber - days[0].DayNumber + 1, days.Count);
        Assert.Contains(new DateOnly(2024, 2, 29), days);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
