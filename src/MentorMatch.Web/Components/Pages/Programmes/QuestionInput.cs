using MentorMatch.Core.Programmes;

namespace MentorMatch.Web.Components.Pages.Programmes;

/// <summary>A question of the match guide while it is typed. Keys stay for good, since answers name them.</summary>
public sealed class QuestionInput
{
    public string? Key { get; set; }

    public QuestionKind Kind { get; set; } = QuestionKind.Motivation;

    public LocalTextInput Text { get; init; } = new();

    public LocalTextInput CitizenText { get; init; } = new();

    public List<OptionInput> Options { get; init; } = [];

    public static QuestionInput New() => new() { Options = [new OptionInput(), new OptionInput()] };

    public static QuestionInput From(ProgrammeQuestion question) => new()
    {
        Key = question.Key,
        Kind = question.Kind,
        Text = LocalTextInput.From(question.Text),
        CitizenText = LocalTextInput.From(question.CitizenText),
        Options = [.. question.Options.Select(o => new OptionInput { Key = o.Key, Text = LocalTextInput.From(o.Text) })],
    };

    /// <summary>The questions as they are kept; a new question or answer gets a key made of its text.</summary>
    public static IReadOnlyList<ProgrammeQuestion> ToQuestions(IReadOnlyList<QuestionInput> inputs)
    {
        var taken = inputs.Select(q => q.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. inputs.Select(q => q.ToQuestion(taken))];
    }

    private ProgrammeQuestion ToQuestion(HashSet<string> taken)
    {
        taken.Add(Key ??= ProgrammeRules.KeyFrom(Text.Da ?? "", taken));
        var options = Options.Select(o => o.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var option in Options) options.Add(option.Key ??= ProgrammeRules.KeyFrom(option.Text.Da ?? "", options));
        return new ProgrammeQuestion
        {
            Key = Key,
            Kind = Kind,
            Text = Text.ToText(),
            CitizenText = string.IsNullOrWhiteSpace(CitizenText.Da) ? null : CitizenText.ToText(),
            Options = [.. Options.Select(o => new QuestionOption(o.Key!, o.Text.ToText()))],
        };
    }
}

public sealed class OptionInput
{
    public string? Key { get; set; }

    public LocalTextInput Text { get; init; } = new();
}
