using System.Globalization;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Tests.Common;

public sealed class DanishHolidaysTests
{
    /// <summary>
    /// Easter Sundays as almanacs print them. Every movable holiday is a fixed number of days from one; the days of the
    /// week below are a second look.
    /// </summary>
    [Theory]
    [InlineData(2023, "2023-04-09")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2028, "2028-04-16")]
    [InlineData(2029, "2029-04-01")]
    [InlineData(2030, "2030-04-21")]
    [InlineData(2031, "2031-04-13")]
    [InlineData(2032, "2032-03-28")]
    [InlineData(2033, "2033-04-17")]
    [InlineData(2034, "2034-04-09")]
    [InlineData(2035, "2035-03-25")]
    [InlineData(2036, "2036-04-13")]
    [InlineData(2037, "2037-04-05")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2039, "2039-04-10")]
    [InlineData(2040, "2040-04-01")]
    public void Of_AYear_HasItsHolidaysAndNoOthers(int year, string easterSunday)
    {
        var easter = DateOnly.Parse(easterSunday, CultureInfo.InvariantCulture);
        DateOnly[] expected =
        [
            new(year, 1, 1), easter.AddDays(-3), easter.AddDays(-2), easter, easter.AddDays(1),
            easter.AddDays(39), easter.AddDays(49), easter.AddDays(50), new(year, 12, 25), new(year, 12, 26),
        ];
        if (year == 2023) expected = [.. expected, new DateOnly(2023, 5, 5)];

        var all = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).Where(DanishHolidays.IsHoliday);

        Assert.Equal(expected.Distinct().Order(), all);
        Assert.Equal(
            [DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Thursday, DayOfWeek.Sunday, DayOfWeek.Monday],
            expected[1..8].Select(day => day.DayOfWeek));
    }

    /// <summary>Days that calendars of these years name, typed from them.</summary>
    [Theory]
    [InlineData("2024-04-26", false)] // store bededag, gone from this year on
    [InlineData("2023-05-05", true)]
    [InlineData("2024-05-09", true)] // Kristi himmelfart
    [InlineData("2024-05-20", true)] // anden pinsedag
    [InlineData("2025-05-29", true)]
    [InlineData("2026-04-02", true)] // skærtorsdag
    [InlineData("2026-05-25", true)]
    [InlineData("2027-05-06", true)]
    [InlineData("2026-06-05", false)] // grundlovsdag is no public holiday
    [InlineData("2026-12-24", false)]
    [InlineData("2026-12-25", true)]
    public void IsHoliday_OfAKnownDay_IsAsCalendarsSay(string day, bool holiday) =>
        Assert.Equal(holiday, DanishHolidays.IsHoliday(DateOnly.Parse(day, CultureInfo.InvariantCulture)));
}
