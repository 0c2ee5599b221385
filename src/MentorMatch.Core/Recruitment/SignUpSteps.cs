namespace MentorMatch.Core.Recruitment;

/// <summary>The questions of signing up, one a page, in their order.</summary>
public enum SignUpStep
{
    Programme,
    Name,
    Contact,
    About,
    Interests,
    Times,
    Motivation,
    Source,
    Check,
}

public static class SignUpSteps
{
    public static IReadOnlyList<SignUpStep> All { get; } = Enum.GetValues<SignUpStep>();

    /// <summary>The address of a question: "/sign-up/contact".</summary>
    public static string PathOf(SignUpStep step) => $"/sign-up/{step.ToString().ToLowerInvariant()}";

    public static bool TryParse(string? name, out SignUpStep step) =>
        Enum.TryParse(name, ignoreCase: true, out step) && Enum.IsDefined(step) && !char.IsAsciiDigit(name![0]);

    public static bool IsAnswered(SignUpStep step, SignUpAnswers answers) => step switch
    {
        SignUpStep.Programme => answers.ProgrammeSlug is not null,
        SignUpStep.Name => answers.FirstName is not null,
        SignUpStep.Contact => answers.Email is not null && answers.Phone is not null,
        SignUpStep.About => answers.BirthYear is not null && answers.Postcode is not null,
        SignUpStep.Interests => answers.OccupationField is not null && answers.Interests.Count > 0,
        SignUpStep.Times => answers.Times > 0,
        SignUpStep.Motivation => answers.Motivation is not null,
        SignUpStep.Source => answers.Source is not null && answers.InformationMeeting is not null,
        _ => false,
    };

    /// <summary>The first question without an answer; the check of the answers where all have one.</summary>
    public static SignUpStep FirstOpen(SignUpAnswers answers) => All.First(step => !IsAnswered(step, answers));
}
