namespace MentorMatch.Core.Programmes;

/// <summary>One of the numbers of a programme: what is allowed, and how it is read and changed.</summary>
/// <param name="Name">The name of the setting; its words are in the texts as "Number.AnswerDays".</param>
/// <param name="Unit">A key of the texts "Unit.Days" and so on.</param>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Gives settings with it changed.</param>
public sealed record ProgrammeNumber(
    string Name, string Unit, int Min, int Max, Func<ProgrammeSettings, int> Get, Func<ProgrammeSettings, int, ProgrammeSettings> Set);

/// <summary>The numbers of a programme beside those of its follow-up plan, as data for the page that changes them and for the check.</summary>
public static class ProgrammeNumbers
{
    private const string Days = "Days";

    public static IReadOnlyList<ProgrammeNumber> All { get; } =
    [
        new("TargetVolunteers", "Volunteers", 1, 10_000, s => s.TargetVolunteers, (s, n) => s with { TargetVolunteers = n }),
        new("TrainingEvenings", "Evenings", 0, 12, s => s.TrainingEvenings, (s, n) => s with { TrainingEvenings = n }),
        new("DefaultCapacity", "Citizens", 1, 5, s => s.DefaultCapacity, (s, n) => s with { DefaultCapacity = n }),
        new("CertificateValidMonths", "Months", 1, 120, s => s.CertificateValidMonths, (s, n) => s with { CertificateValidMonths = n }),
        new("ShortlistSize", "Cards", 2, 5, s => s.ShortlistSize, (s, n) => s with { ShortlistSize = n }),
        new("ShortlistOpenDays", Days, 1, 180, s => s.ShortlistOpenDays, (s, n) => s with { ShortlistOpenDays = n }),
        new("UndoHours", "Hours", 0, 72, s => s.UndoHours, (s, n) => s with { UndoHours = n }),
        new("TargetPositivePercent", "Percent", 0, 100, s => s.TargetPositivePercent, (s, n) => s with { TargetPositivePercent = n }),
    ];
}
