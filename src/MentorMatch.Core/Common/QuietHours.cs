namespace MentorMatch.Core.Common;

/// <summary>
/// When nobody is written to unasked: from 20 to 8 in Denmark, on Sundays and on public holidays. What somebody has just
/// asked for, such as a link to sign in, is sent at any time.
/// </summary>
public static class QuietHours
{
    /// <summary>The first moment of a day at which mails go out, and the first at which they no longer do.</summary>
    public static readonly TimeOnly Opens = new(8, 0), Closes = new(20, 0);

    public static bool IsQuiet(DateTimeOffset at)
    {
        var local = at.ToDanish();
        var time = TimeOnly.FromDateTime(local.DateTime);
        return time < Opens || time >= Closes || IsQuietDay(DateOnly.FromDateTime(local.DateTime));
    }

    /// <summary>The time itself, or the next morning on which mails go out.</summary>
    public static DateTimeOffset NextOpen(DateTimeOffset at)
    {
        if (!IsQuiet(at)) return at;
        var local = at.ToDanish();
        var day = DateOnly.FromDateTime(local.DateTime);
        if (TimeOnly.FromDateTime(local.DateTime) >= Opens) day = day.AddDays(1);
        while (IsQuietDay(day)) day = day.AddDays(1);
        return DanishTime.FromDanish(day, Opens);
    }

    /// <summary>The time itself, or the last evening before it on which mails go out: for what must come in time.</summary>
    public static DateTimeOffset LastOpen(DateTimeOffset at)
    {
        if (!IsQuiet(at)) return at;
        var local = at.ToDanish();
        var day = DateOnly.FromDateTime(local.DateTime);
        if (TimeOnly.FromDateTime(local.DateTime) < Closes) day = day.AddDays(-1);
        while (IsQuietDay(day)) day = day.AddDays(-1);
        return DanishTime.FromDanish(day, Closes).AddMinutes(-1);
    }

    /// <summary>The next time that is not quiet, but at once where that would be too late.</summary>
    public static DateTimeOffset NextOpen(DateTimeOffset at, DateTimeOffset before) => NextOpen(at) is var open && open < before ? open : at;

    public static bool IsQuietDay(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday || DanishHolidays.IsHoliday(day);
}
