using MentorMatch.Core.Common;

namespace MentorMatch.Core.Meetings;

/// <summary>When and where, as a coordinator typed it.</summary>
public sealed record MeetingTime
{
    public const int PlaceLength = 200;
    public const int LeastMinutes = 15;
    public const int MostMinutes = 480;

    public required DateOnly? Date { get; init; }

    /// <summary>Danish wall-clock time.</summary>
    public required TimeOnly? Time { get; init; }

    public required int? Minutes { get; init; }

    public required string? Place { get; init; }

    /// <summary>The time in UTC, the minutes and the place, or all that is wrong with them.</summary>
    internal Result<PlacedTime> Read(DateTimeOffset now)
    {
        var wrong = new List<Error>();
        var startsAt = ReadTime(Date, Time, now, wrong);
        var place = CheckPlace(Place, Minutes, wrong);
        return wrong.Count > 0 ? Result.From(wrong) : new PlacedTime(startsAt!.Value, Minutes!.Value, place);
    }

    internal static DateTimeOffset? ReadTime(DateOnly? date, TimeOnly? time, DateTimeOffset now, List<Error> wrong)
    {
        var before = wrong.Count;
        if (date is null) wrong.Add(MeetingErrors.Wrong("DateMissing", nameof(Date)));
        if (time is null) wrong.Add(MeetingErrors.Wrong("TimeMissing", nameof(Time)));
        if (date > now.DanishDate().AddYears(1)) wrong.Add(MeetingErrors.Wrong("DateTooFar", nameof(Date)));
        if (wrong.Count > before) return null;
        var startsAt = DanishTime.FromDanish(date!.Value, time!.Value);
        if (startsAt <= now) wrong.Add(MeetingErrors.TimeIsPast.At(nameof(Date)));
        return startsAt;
    }

    internal static string CheckPlace(string? typed, int? minutes, List<Error> wrong)
    {
        var place = typed?.Trim() ?? "";
        if (minutes is not (>= LeastMinutes and <= MostMinutes)) wrong.Add(MeetingErrors.Wrong("MinutesWrong", nameof(Minutes), LeastMinutes, MostMinutes));
        if (place.Length == 0) wrong.Add(MeetingErrors.Wrong("PlaceMissing", nameof(Place)));
        if (place.Length > PlaceLength) wrong.Add(MeetingErrors.Wrong("TooLong", nameof(Place), PlaceLength));
        return place;
    }
}

internal sealed record PlacedTime(DateTimeOffset StartsAt, int Minutes, string Place);

/// <summary>What the two agreed on at their first meeting, and who came.</summary>
public sealed record RecordAgreement
{
    public required Guid MeetingId { get; init; }

    public required bool CitizenCame { get; init; }

    public required bool VolunteerCame { get; init; }

    public required int? MeetingsPerMonth { get; init; }

    public required int? Months { get; init; }

    /// <summary>One of <see cref="ContactWays"/>.</summary>
    public required string? Contact { get; init; }

    public string? Notes { get; init; }

    /// <summary>How the two reach each other.</summary>
    public static IReadOnlyList<string> ContactWays { get; } = ["Phone", "Sms", "Email", "ThroughCoordinator"];
}

/// <summary>A meeting of the network: one time, or up to six that people are asked about.</summary>
public sealed record CreateMeeting
{
    public const int MostTimes = 6;
    public const int TitleLength = 120;
    public const int AgendaLength = 4000;

    public required Guid ProgrammeId { get; init; }

    public required MeetingKind Kind { get; init; }

    public required string? Title { get; init; }

    public string? Agenda { get; init; }

    public required string? Place { get; init; }

    public required int? Minutes { get; init; }

    public required IReadOnlyList<(DateOnly? Date, TimeOnly? Time)> Times { get; init; }
}

/// <summary>A visitor comes to an information meeting.</summary>
public sealed record SignUpGuest
{
    public required Guid MeetingId { get; init; }

    public required string? Name { get; init; }

    public required string? Email { get; init; }

    /// <summary>The language of the page, in which the mails are written.</summary>
    public string Language { get; init; } = "da";
}
