using System.Globalization;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Tests.Common;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-02-02 08:00", "2026-02-02 08:00", "2026-02-02 08:00")] // Monday morning
    [InlineData("2026-02-02 19:59", "2026-02-02 19:59", "2026-02-02 19:59")]
    [InlineData("2026-02-02 20:00", "2026-02-03 08:00", "2026-02-02 19:59")]
    [InlineData("2026-02-02 07:59", "2026-02-02 08:00", "2026-01-31 19:59")] // before it lies a Sunday
    [InlineData("2026-02-07 21:00", "2026-02-09 08:00", "2026-02-07 19:59")] // Saturday evening
    [InlineData("2026-02-08 12:00", "2026-02-09 08:00", "2026-02-07 19:59")] // Sunday
    [InlineData("2026-04-02 09:00", "2026-04-04 08:00", "2026-04-01 19:59")] // Thursday before Easter: Saturday is open
    [InlineData("2026-04-05 09:00", "2026-04-07 08:00", "2026-04-04 19:59")] // Easter Sunday and Monday
    [InlineData("2026-12-24 20:30", "2026-12-28 08:00", "2026-12-24 19:59")] // two holidays and a Sunday
    [InlineData("2026-03-29 10:00", "2026-03-30 08:00", "2026-03-28 19:59")] // the clock moves forward
    [InlineData("2026-10-25 02:30", "2026-10-26 08:00", "2026-10-24 19:59")] // and back
    public void NextAndLastOpen_AtATime_AreTheNearestOnWhichMailsGoOut(string at, string next, string last)
    {
        Assert.Equal(Danish(next), QuietHours.NextOpen(Danish(at)));
        Assert.Equal(Danish(last), QuietHours.LastOpen(Danish(at)));
    }

    [Fact]
    public void NextOpen_WhereTheMorningIsTooLate_IsAtOnce()
    {
        var evening = Danish("2026-02-02 21:00");

        Assert.Equal(evening, QuietHours.NextOpen(evening, before: Danish("2026-02-03 07:30")));
        Assert.Equal(Danish("2026-02-03 08:00"), QuietHours.NextOpen(evening, before: Danish("2026-02-03 09:00")));
    }

    /// <summary>Every half hour of ten years: what is open is not quiet, and nothing open lies between.</summary>
    [Fact]
    public void NextOpen_OfEveryHalfHour_IsTheFirstThatIsNotQuiet()
    {
        var at = Danish("2024-01-01 00:00");
        var end = Danish("2034-01-01 00:00");
        DateTimeOffset? open = null;
        for (var time = end; time >= at; time = time.AddMinutes(-30))
        {
            if (!QuietHours.IsQuiet(time)) open = time;
            if (open is { } next) Assert.Equal(next, QuietHours.NextOpen(time));
        }
    }

    private static DateTimeOffset Danish(string text)
    {
        var local = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return DanishTime.FromDanish(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
