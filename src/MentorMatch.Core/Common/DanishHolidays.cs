namespace MentorMatch.Core.Common;

/// <summary>The public holidays of Denmark, by their rules.</summary>
public static class DanishHolidays
{
    /// <summary>From this year on the fourth Friday after Easter is a working day (lov nr. 214 af 6. marts 2023).</summary>
    private const int FirstYearWithoutStoreBededag = 2024;

    /// <summary>In the order of the year.</summary>
    public static IReadOnlyList<DateOnly> Of(int year)
    {
        var easter = EasterSunday(year);
        return
        [
            new(year, 1, 1),
            easter.AddDays(-3), easter.AddDays(-2), easter, easter.AddDays(1),
            .. year < FirstYearWithoutStoreBededag ? [easter.AddDays(26)] : Array.Empty<DateOnly>(),
            easter.AddDays(39), easter.AddDays(49), easter.AddDays(50),
            new(year, 12, 25), new(year, 12, 26),
        ];
    }

    public static bool IsHoliday(DateOnly day) => Of(day.Year).Contains(day);

    /// <summary>
    /// The Gregorian computus in its anonymous form (Meeus, Astronomical Algorithms, chapter 8), with his letters; right
    /// for every year of the Gregorian calendar.
    /// </summary>
    public static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (month, day) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
