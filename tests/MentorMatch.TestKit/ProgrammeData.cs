using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.TestKit;

public static partial class TestData
{
    /// <summary>An open programme with one motivation question, one scenario and two target groups.</summary>
    public static Programme Programme(string? slug = null, ProgrammeSettings? settings = null) => new()
    {
        Slug = slug ?? $"programme-{Guid.NewGuid():N}"[..20],
        Name = LocalText.Of("Rollemodeller", "Role models"),
        Intro = LocalText.Of("Frivillige rollemodeller hjælper borgere i gang.", "Volunteer role models help people get started."),
        MentorWord = LocalText.Of("rollemodel", "role model"),
        TargetWord = LocalText.Of("borgere, der vil tættere på et arbejde", "people on their way to a job"),
        Settings = settings ?? new ProgrammeSettings(),
        TargetGroups = [new("Young", LocalText.Of("Unge", "Young people")), new("Adults", LocalText.Of("Voksne", "Adults"))],
        Questions =
        [
            Question("Why", QuestionKind.Motivation, "GiveBack", "Learn"),
            Question("NoShow", QuestionKind.Scenario, "Call", "Wait"),
        ],
    };

    private static ProgrammeQuestion Question(string key, QuestionKind kind, params string[] options) => new()
    {
        Key = key,
        Kind = kind,
        Text = LocalText.Of(key),
        CitizenText = kind == QuestionKind.Scenario ? LocalText.Of(key) : null,
        Options = [.. options.Select(option => new QuestionOption(option, LocalText.Of(option)))],
    };
}
