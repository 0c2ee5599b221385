using MentorMatch.Core.Common;

namespace MentorMatch.Core.Programmes;

public static class ProgrammeErrors
{
    public static Error SlugTaken { get; } = Error.In<ProgrammesTexts>("Error.SlugTaken").At("Slug");

    public static Error SlugWrong { get; } = Error.In<ProgrammesTexts>("Error.SlugWrong").At("Slug");

    public static Error DanishMissing(string field) => Error.In<ProgrammesTexts>("Error.DanishMissing").At(field);

    public static Error TextTooLong(string field, int most) => Error.In<ProgrammesTexts>("Error.TextTooLong", most).At(field);

    public static Error NumberOutOfRange(ProgrammeNumber number) =>
        Error.In<ProgrammesTexts>("Error.NumberOutOfRange", number.Min, number.Max).At(number.Name);

    public static Error ReminderTooLate { get; } = Error.In<ProgrammesTexts>("Error.ReminderTooLate").At(nameof(ProgrammeSettings.AnswerReminderDay));

    public static Error TaskBeforeNudge { get; } = Error.In<ProgrammesTexts>("Error.TaskBeforeNudge").At(nameof(ProgrammeSettings.SilenceTaskDays));

    public static Error SecondBeforeFirst { get; } = Error.In<ProgrammesTexts>("Error.SecondBeforeFirst").At(nameof(ProgrammeSettings.SecondContactDays));

    public static Error LastBeforeFirst { get; } = Error.In<ProgrammesTexts>("Error.LastBeforeFirst").At(nameof(ProgrammeSettings.CertificateLastDays));

    public static Error OptionsTooFew(string field) => Error.In<ProgrammesTexts>("Error.OptionsTooFew").At(field);

    public static Error KeyTwice(string key) => Error.In<ProgrammesTexts>("Error.KeyTwice", key);
}
