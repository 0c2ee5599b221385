using System.Globalization;

namespace MentorMatch.Core.Common;

/// <summary>Times as people in Denmark see them: stored in UTC, shown and typed in Europe/Copenhagen.</summary>
public static class DanishTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    public static DateTimeOffset ToDanish(this DateTimeOffset utc) => TimeZoneInfo.ConvertTime(utc, Zone);

    public static DateOnly DanishDate(this DateTimeOffset utc) => DateOnly.FromDateTime(utc.ToDanish().DateTime);

    /// <summary>
    /// A wall-clock time in Denmark as UTC. In the hour that is skipped in March the clock has moved on by one hour;
    /// of the hour that comes twice in October the first is meant.
    /// </summary>
    public static DateTimeOffset FromDanish(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>"tirsdag 1. december kl. 10.00" in Danish, "Tuesday 1 December at 10.00" in English.</summary>
    public static string FullText(this DateTimeOffset utc)
    {
        var local = utc.ToDanish();
        return IsEnglish
            ? local.ToString("dddd d MMMM 'at' HH.mm", CultureInfo.CurrentCulture)
            : local.ToString("dddd d. MMMM 'kl.' HH.mm", CultureInfo.CurrentCulture);
    }

    /// <summary>"1. december 2026" in Danish, "1 December 2026" in English.</summary>
    public static string DateText(this DateOnly date) => IsEnglish
        ? date.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)
        : date.ToString("d. MMMM yyyy", CultureInfo.CurrentCulture);

    public static string DateText(this DateTimeOffset utc) => utc.DanishDate().DateText();

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
}
