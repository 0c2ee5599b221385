using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>Mails to a made-up reader, for previews, test mails and tests.</summary>
public sealed class EmailSamples(IStringLocalizer<EmailsTexts> texts, IStringLocalizerFactory factory, IOptions<MunicipalitySettings> municipality)
{
    private static readonly DateTimeOffset At = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A mail of this kind in the words it has unless a programme changes them.</summary>
    public OutgoingEmail Email(EmailKind kind, string language) => Email(kind, language, kind.Default(factory, language));

    /// <summary>A mail of this kind in these words.</summary>
    public OutgoingEmail Email(EmailKind kind, string language, LetterWords words)
    {
        using var spoken = Languages.Use(language);
        var values = ValuesOf(kind);
        var wording = new EmailWording { ProgrammeId = Guid.Empty, Kind = kind.Name, Language = language, Subject = words.Subject, Body = words.Body, Button = words.Button };
        var letter = new EmailLetter
        {
            Language = language,
            Subject = "",
            Greeting = texts["Sample.Greeting", values[Placeholders.FirstName]],
            Paragraphs = [],
            ButtonText = words.Button,
            ButtonPath = words.Button is null ? null : "/",
            Values = values,
        };
        return new OutgoingEmail
        {
            Key = $"{kind.Name}:sample",
            Kind = kind.Name,
            MessageId = "<sample@mentormatch.example.com>",
            ToAddress = "karen@example.com",
            ToName = "Karen Eksempel",
            Letter = wording.ApplyTo(letter),
            DueAt = At,
            CreatedAt = At,
        };
    }

    private Dictionary<string, string> ValuesOf(EmailKind kind) => kind.Allowed.ToDictionary(name => name, name => name switch
    {
        Placeholders.FirstName => "Karen",
        Placeholders.When => At.FullText(),
        Placeholders.Where => texts["Sample.Place"].Value,
        Placeholders.Minutes => "60",
        Placeholders.Phone => municipality.Value.Phone,
        Placeholders.Deadline or Placeholders.Due => At.DateText(),
        Placeholders.Count => "3",
        _ => texts[$"Sample.{name}"].Value,
    });
}
