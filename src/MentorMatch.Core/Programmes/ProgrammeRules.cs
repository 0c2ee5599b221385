using System.Text;
using System.Text.RegularExpressions;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Programmes;

/// <summary>What a programme's texts, numbers and questions must be.</summary>
public static partial class ProgrammeRules
{
    public const int LongestName = 80;

    public const int LongestIntro = 1000;

    public const int LongestQuestion = 300;

    public static Error? Refuse(LocalText text, string field, int most)
    {
        if (string.IsNullOrWhiteSpace(text.Da)) return ProgrammeErrors.DanishMissing($"{field}.Da");
        return new[] { (text.Da, "Da"), (text.En, "En"), (text.Let, "Let") }
            .Where(part => part.Item1?.Length > most)
            .Select(part => ProgrammeErrors.TextTooLong($"{field}.{part.Item2}", most))
            .FirstOrDefault();
    }

    public static IReadOnlyList<Error> Refuse(ProgrammeSettings settings)
    {
        var numbers = ProgrammeNumbers.All.Concat(FollowUpKinds.All.Select(kind => kind.Days).OfType<ProgrammeNumber>());
        var wrong = numbers.Where(n => n.Get(settings) < n.Min || n.Get(settings) > n.Max).Select(ProgrammeErrors.NumberOutOfRange).ToList();
        if (settings.AnswerReminderDay >= settings.AnswerDays) wrong.Add(ProgrammeErrors.ReminderTooLate);
        if (settings.SilenceTaskDays <= settings.SilenceNudgeDays) wrong.Add(ProgrammeErrors.TaskBeforeNudge);
        if (settings.SecondContactDays <= settings.FirstContactDays) wrong.Add(ProgrammeErrors.SecondBeforeFirst);
        if (settings.CertificateLastDays >= settings.CertificateFirstDays) wrong.Add(ProgrammeErrors.LastBeforeFirst);
        return wrong;
    }

    public static IReadOnlyList<Error> Refuse(IReadOnlyList<TargetGroup> groups) =>
    [
        .. groups.Select((group, at) => Refuse(group.Name, $"Groups.{at}", LongestName)).OfType<Error>(),
        .. Twice(groups.Select(group => group.Key)),
    ];

    public static IReadOnlyList<Error> Refuse(IReadOnlyList<ProgrammeQuestion> questions) =>
    [
        .. questions.SelectMany(Refuse),
        .. Twice(questions.Select(question => question.Key)),
    ];

    /// <summary>A key made of a text, such as "ringer-til-borgeren"; another than those that are taken.</summary>
    public static string KeyFrom(string text, IReadOnlyCollection<string> taken)
    {
        var plain = new StringBuilder(text.Trim().ToLowerInvariant()).Replace("æ", "ae").Replace("ø", "oe").Replace("å", "aa").ToString();
        var key = NotKey().Replace(plain, "-").Trim('-');
        key = key.Length == 0 ? "x" : key[..Math.Min(key.Length, 40)].TrimEnd('-');
        var free = key;
        for (var number = 2; taken.Contains(free); number++) free = $"{key}-{number}";
        return free;
    }

    public static bool IsSlug(string? slug) => slug is { Length: >= 2 and <= 60 } && Slug().IsMatch(slug);

    private static IEnumerable<Error> Refuse(ProgrammeQuestion question, int at)
    {
        var field = $"Questions.{at}";
        if (Refuse(question.Text, $"{field}.Text", LongestQuestion) is { } text) yield return text;
        if (question.Options.Count < 2) yield return ProgrammeErrors.OptionsTooFew(field);
        foreach (var wrong in question.Options.Select((option, o) => Refuse(option.Text, $"{field}.Options.{o}", LongestQuestion)).OfType<Error>()) yield return wrong;
        foreach (var twice in Twice(question.Options.Select(option => option.Key))) yield return twice;
    }

    private static IEnumerable<Error> Twice(IEnumerable<string> keys) =>
        keys.GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => ProgrammeErrors.KeyTwice(group.Key));

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotKey();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.None | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slug();
}
