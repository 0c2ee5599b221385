using MentorMatch.Core.Common;

namespace MentorMatch.Core.Jobs;

/// <summary>
/// When a job is due, by the clock on the wall in Copenhagen. A time that a change of the clock skips is due when the
/// clock has moved on; of a time that comes twice the first counts. What is due within the hour is due in both hours.
/// </summary>
public sealed record Schedule
{
    private const int MinutesOfAnHour = 60;
    private const int DaysOfAWeek = 7;

    private Schedule(int minutes, DayOfWeek? day, IReadOnlyList<TimeOnly> times) => (Minutes, Day, Times) = (minutes, day, times);

    /// <summary>How many minutes lie between two due times; 0 where it is due at fixed times.</summary>
    public int Minutes { get; }

    /// <summary>The one day of the week; null is every day.</summary>
    public DayOfWeek? Day { get; }

    /// <summary>The times of the day, in order; none where it is due every few minutes.</summary>
    public IReadOnlyList<TimeOnly> Times { get; }

    /// <param name="minutes">A divisor of the hour, so that the times are the same every hour.</param>
    public static Schedule Every(int minutes) => minutes is > 0 and <= MinutesOfAnHour && MinutesOfAnHour % minutes == 0
        ? new Schedule(minutes, null, [])
        : throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "It does not divide the hour.");

    /// <param name="times">As "03:15", in Copenhagen.</param>
    public static Schedule Daily(params string[] times) => new(0, null, Parse(times));

    public static Schedule Weekly(DayOfWeek day, string time) => new(0, day, Parse(time));

    /// <summary>The latest due time at or before a time, in UTC.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        if (Minutes > 0) return Floor(now);
        var today = now.DanishDate();
        return Enumerable.Range(0, DaysOfAWeek + 1).Select(back => today.AddDays(-back)).SelectMany(On).First(due => due <= now);
    }

    /// <summary>The first due time after a time, in UTC.</summary>
    public DateTimeOffset NextDue(DateTimeOffset now)
    {
        if (Minutes > 0) return Floor(now).AddMinutes(Minutes);
        var today = now.DanishDate();
        return Enumerable.Range(0, DaysOfAWeek + 1).Select(ahead => today.AddDays(ahead)).SelectMany(day => On(day).Reverse()).First(due => due > now);
    }

    /// <summary>The due times of a day, latest first.</summary>
    private IEnumerable<DateTimeOffset> On(DateOnly day) => Day is { } only && day.DayOfWeek != only
        ? []
        : Times.Select(time => DanishTime.FromDanish(day, time)).OrderDescending();

    /// <summary>Copenhagen is whole hours away from UTC, so that parts of the hour are the same in both.</summary>
    private DateTimeOffset Floor(DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        return utc.AddTicks(-((utc - DateTimeOffset.UnixEpoch).Ticks % (TimeSpan.TicksPerMinute * Minutes)));
    }

    private static IReadOnlyList<TimeOnly> Parse(params string[] times) =>
        [.. times.Select(t => TimeOnly.ParseExact(t, "HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Order()];
}
