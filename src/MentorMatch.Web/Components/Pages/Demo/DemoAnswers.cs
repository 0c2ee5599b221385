using MentorMatch.Core.Common;

namespace MentorMatch.Web.Components.Pages.Demo;

/// <summary>One field of each kind.</summary>
public sealed class DemoAnswers
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Note { get; set; }

    public int? Distance { get; set; }

    public DateOnly? Day { get; set; }

    public TimeOnly? Time { get; set; }

    public string? Language { get; set; }

    public bool? Mentor { get; set; }

    public List<string> Interests { get; set; } = [];

    public List<int> Times { get; set; } = [];

    public bool Consent { get; set; }

    public static DemoAnswers Filled => new()
    {
        Name = "Karen Demo",
        Email = "karen@example.com",
        Note = "…",
        Distance = 10,
        Day = new DateOnly(2026, 12, 1),
        Time = new TimeOnly(10, 0),
        Language = "en",
        Mentor = true,
        Interests = ["Fishing"],
        Times = [WeekTimes.BitOf(DayOfWeek.Monday, PartOfDay.Evening)],
        Consent = true,
    };
}
