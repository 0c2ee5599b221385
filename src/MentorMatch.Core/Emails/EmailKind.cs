using System.Globalization;
using MentorMatch.Core.Common.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Emails;

/// <summary>A kind of mail whose words a programme may change.</summary>
/// <param name="Name">The kind, such as "InterviewBooked"; its name in words is in the texts as "Kind.InterviewBooked".</param>
/// <param name="Texts">The marker type of the set that holds "Mail.InterviewBooked.Subject" and so on.</param>
/// <param name="Placeholders">What "{0}", "{1}" … of those texts stand for, in order.</param>
public sealed record EmailKind(string Name, Type Texts, params string[] Placeholders)
{
    /// <summary>The key of its button; null where it has none.</summary>
    public string? Button { get; init; } = $"Mail.{Name}.Button";

    /// <summary>Whether a programme may change the words on the button; not where it leads to different places.</summary>
    public bool OwnButton { get; init; } = true;

    /// <summary>Names that its words may carry.</summary>
    public IReadOnlyList<string> Allowed => [Emails.Placeholders.FirstName, .. Placeholders.Distinct()];

    /// <summary>The words that it has unless a programme changes them, in a language, with names in braces.</summary>
    public LetterWords Default(IStringLocalizerFactory texts, string language)
    {
        using var spoken = Languages.Use(language);
        var words = texts.Create(Texts);
        string? Find(string key) => words[key] is { ResourceNotFound: false } found ? Emails.Placeholders.Named(found.Value, Placeholders) : null;
        var paragraphs = Enumerable.Range(1, 5).Select(number => Find($"Mail.{Name}.P{number}")).OfType<string>();
        return new LetterWords(Find($"Mail.{Name}.Subject") ?? "", string.Join("\n\n", paragraphs), Button is null ? null : Find(Button));
    }

    /// <summary>The values that a letter of this kind puts into its texts, and into a programme's own words.</summary>
    /// <param name="firstName">Of the reader.</param>
    /// <param name="args">What "{0}" and so on stand for; in the language of the letter already.</param>
    public IReadOnlyDictionary<string, string> ValuesOf(string firstName, params object?[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [Emails.Placeholders.FirstName] = firstName };
        for (var i = 0; i < Placeholders.Length && i < args.Length; i++) values[Placeholders[i]] = Convert.ToString(args[i], CultureInfo.CurrentCulture) ?? "";
        return values;
    }
}

/// <summary>What a mail says, as a programme sees and changes it.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Paragraphs, an empty line between them.</param>
/// <param name="Button">Null where there is none.</param>
public sealed record LetterWords(string Subject, string Body, string? Button);

public static class EmailKindRegistration
{
    /// <summary>Adds kinds of mail to those whose words a programme may change.</summary>
    public static IServiceCollection AddEmailKinds(this IServiceCollection services, IEnumerable<EmailKind> kinds)
    {
        foreach (var kind in kinds) services.AddSingleton(kind);
        return services;
    }

    /// <summary>Says when a waiting mail of these kinds is still to be sent; it is asked at the moment of sending.</summary>
    public static IServiceCollection AddEmailReason(this IServiceCollection services, EmailReason reason) => services.AddSingleton(reason);
}
