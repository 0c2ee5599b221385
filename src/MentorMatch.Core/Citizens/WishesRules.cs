using System.Globalization;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Citizens;

/// <summary>What makes an answer one that can be used, question by question, and how it is written into the wishes.</summary>
public static class WishesRules
{
    public const int MaxOwnWords = 4000;
    public const int MaxDistanceKm = 200;
    public const int YoungestAge = 13;
    public const int OldestAge = 110;

    /// <summary>The distances that are offered, in km; 0 stands for any distance.</summary>
    public static IReadOnlyList<int> Distances { get; } = [2, 5, 10, 20, 0];

    /// <summary>What is wrong with the answers to one question; empty where nothing is.</summary>
    public static IReadOnlyList<Error> Check(WishesStep step, WishesAnswers answers, DateTimeOffset now) => step switch
    {
        WishesStep.Goals when Known(answers.Goals, Catalogues.Goals).Count == 0 => [Missing(step, nameof(answers.Goals))],
        WishesStep.Interests when answers.Interests.Intersect(answers.Dislikes, StringComparer.Ordinal).Any() => [CitizenErrors.LikedAndDisliked],
        WishesStep.Languages when answers.Skills().Count == 0 => [Missing(step, nameof(answers.Danish))],
        WishesStep.Times when TimesOf(answers).IsEmpty => [Missing(step, nameof(answers.Times))],
        WishesStep.Where => CheckWhere(answers, now),
        WishesStep.Words => CheckWords(answers),
        _ => [],
    };

    /// <summary>Questions that must be answered before the wishes can be sent, and are not.</summary>
    public static IReadOnlyList<WishesStep> Unanswered(Wishes wishes)
    {
        var missing = new List<WishesStep>();
        if (wishes.Goals.Count == 0) missing.Add(WishesStep.Goals);
        if (wishes.Languages.Count == 0) missing.Add(WishesStep.Languages);
        if (wishes.Times.IsEmpty) missing.Add(WishesStep.Times);
        return missing;
    }

    /// <summary>Writes answers that passed the check. Keys that no catalogue knows are left out.</summary>
    internal static void Write(Wishes wishes, WishesStep step, WishesAnswers answers, Programme programme)
    {
        switch (step)
        {
            case WishesStep.Goals: wishes.Goals = Known(answers.Goals, Catalogues.Goals); break;
            case WishesStep.Interests:
                wishes.Interests = Known(answers.Interests, Catalogues.Interests);
                wishes.Dislikes = Known(answers.Dislikes, Catalogues.Interests);
                break;
            case WishesStep.Languages: wishes.Languages = answers.Skills(); break;
            case WishesStep.Times: wishes.Times = TimesOf(answers); break;
            case WishesStep.Where: WriteWhere(wishes, answers); break;
            case WishesStep.Mentor: WriteMentor(wishes, answers, programme); break;
            case WishesStep.Reservations:
                wishes.Traits = Known(answers.Traits, Catalogues.Traits);
                wishes.Reservations = Known(answers.Reservations, Catalogues.Reservations);
                break;
            case WishesStep.Words:
                wishes.OwnWords = string.IsNullOrWhiteSpace(answers.OwnWords) ? null : answers.OwnWords.Trim();
                wishes.ShareGoals = answers.ShareGoals;
                break;
            default: throw new ArgumentOutOfRangeException(nameof(step), step, "Not a question.");
        }
    }

    private static void WriteWhere(Wishes wishes, WishesAnswers answers)
    {
        wishes.Postcode = Postcode.TryParse(answers.Postcode, out var postcode) ? postcode : null;
        wishes.DistanceCapKm = answers.DistanceKm is > 0 ? answers.DistanceKm : null;
        wishes.BirthYear = YearOf(answers.BirthYear);
        wishes.Gender = Genders.Parse(answers.Gender);
    }

    private static void WriteMentor(Wishes wishes, WishesAnswers answers, Programme programme)
    {
        wishes.WantedGender = Genders.ParseWish(answers.WantedGender);
        wishes.Approaches = AskedOf(programme)
            .Where(q => answers.Approaches.TryGetValue(q.Key, out var option) && q.Options.Any(o => o.Key == option))
            .ToDictionary(q => q.Key, q => answers.Approaches[q.Key]);
    }

    /// <summary>The questions about a mentor's ways of acting that this programme asks citizens.</summary>
    public static IEnumerable<ProgrammeQuestion> AskedOf(Programme programme) =>
        programme.Questions.Where(q => q is { Kind: QuestionKind.Scenario, CitizenText: not null });

    private static List<Error> CheckWhere(WishesAnswers answers, DateTimeOffset now)
    {
        var errors = new List<Error>();
        var hasPostcode = !string.IsNullOrWhiteSpace(answers.Postcode);
        if (CprNumber.IsIn(answers.Postcode)) errors.Add(CitizenErrors.CprInText(nameof(answers.Postcode)));
        else if (hasPostcode && !Postcode.TryParse(answers.Postcode, out _)) errors.Add(CitizenErrors.NotAPostcode);
        if (!hasPostcode && answers.DistanceKm is > 0) errors.Add(CitizenErrors.PostcodeForDistance);
        if (answers.DistanceKm is < 0 or > MaxDistanceKm) errors.Add(CitizenErrors.NotADistance);
        if (CprNumber.IsIn(answers.BirthYear)) errors.Add(CitizenErrors.CprInText(nameof(answers.BirthYear)));
        else if (!string.IsNullOrWhiteSpace(answers.BirthYear) && !IsLikely(YearOf(answers.BirthYear), now)) errors.Add(CitizenErrors.NotABirthYear);
        return errors;
    }

    private static List<Error> CheckWords(WishesAnswers answers)
    {
        if (CprNumber.IsIn(answers.OwnWords)) return [CitizenErrors.CprInText(nameof(answers.OwnWords))];
        return answers.OwnWords?.Trim().Length > MaxOwnWords ? [CitizenErrors.TooLong(nameof(answers.OwnWords), MaxOwnWords)] : [];
    }

    private static Error Missing(WishesStep step, string field) => CitizenErrors.NoAnswer(step).At(field);

    private static bool IsLikely(int? year, DateTimeOffset now)
    {
        var thisYear = now.DanishDate().Year;
        return year >= thisYear - OldestAge && year <= thisYear - YoungestAge;
    }

    private static int? YearOf(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private static WeekTimes TimesOf(WishesAnswers answers) =>
        new(answers.Times.Where(bit => bit is >= 0 and < 21).Aggregate(0, (mask, bit) => mask | (1 << bit)));

    private static List<string> Known(IReadOnlyCollection<string> ticked, IReadOnlyList<string> catalogue) => [.. catalogue.Where(ticked.Contains)];
}
