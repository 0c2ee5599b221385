using System.Globalization;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Volunteers;

/// <summary>A match guide as it stands in the form: numbers as typed.</summary>
public sealed record MatchGuideInput
{
    public string? BirthYear { get; init; }
    public Gender? Gender { get; init; }
    public Gender? WantedGender { get; init; }
    public string? Postcode { get; init; }
    public string? OccupationField { get; init; }
    public string? Occupation { get; init; }
    public IReadOnlyList<string> Likes { get; init; } = [];
    public IReadOnlyList<string> Dislikes { get; init; } = [];
    public IReadOnlyList<LanguageSkill> Languages { get; init; } = [];
    public WeekTimes Times { get; init; }
    public IReadOnlyList<string> TargetGroups { get; init; } = [];
    public string? DistanceCapKm { get; init; }
    public IReadOnlyList<string> Traits { get; init; } = [];
    public IReadOnlyList<string> Reservations { get; init; } = [];
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
    public string? Presentation { get; init; }
    public string? Notes { get; init; }
}

/// <summary>What the fields of a match guide take, and which of them approval asks for.</summary>
public static class MatchGuideRules
{
    public const int OccupationLength = 120;
    public const int PresentationLength = 600;
    public const int NotesLength = 8000;
    private const int MinAge = 18;
    private const int MaxAge = 100;
    private const int MostKm = 300;
    private const int MostLanguages = 10;

    /// <summary>Puts what is right into the guide; a field that is wrong keeps what it had, and is told.</summary>
    public static IReadOnlyList<Error> Fill(MatchGuide guide, MatchGuideInput input, Programme programme, int thisYear)
    {
        var wrong = new List<Error>();
        FillNumbers(guide, input, thisYear, wrong);
        FillTexts(guide, input, wrong);
        guide.Gender = input.Gender;
        guide.WantedGender = input.WantedGender is { } wished && Genders.Wishable.Contains(wished) ? wished : null;
        guide.OccupationField = Catalogues.OccupationFields.Contains(input.OccupationField) ? input.OccupationField : null;
        guide.Likes = Known(Catalogues.Interests, input.Likes);
        guide.Dislikes = Known(Catalogues.Interests, input.Dislikes.Except(input.Likes, StringComparer.Ordinal));
        if (input.Likes.Intersect(input.Dislikes, StringComparer.Ordinal).Any()) wrong.Add(VolunteerErrors.Wrong("LikedAndDisliked", nameof(input.Dislikes)));
        guide.Languages = [.. input.Languages.Where(l => Catalogues.LanguageCodes.Contains(l.Code) && l.Level is >= 1 and <= 4).DistinctBy(l => l.Code).Take(MostLanguages)];
        guide.Times = input.Times;
        guide.TargetGroups = Known(programme.TargetGroups.Select(group => group.Key), input.TargetGroups);
        guide.Traits = Known(Catalogues.Traits, input.Traits);
        guide.Reservations = Known(Catalogues.Reservations.Concat(Catalogues.Goals), input.Reservations);
        guide.Answers = programme.Questions
            .Where(q => input.Answers.TryGetValue(q.Key, out var answer) && q.Options.Any(option => option.Key == answer))
            .ToDictionary(q => q.Key, q => input.Answers[q.Key]);
        return wrong;
    }

    /// <summary>The fields that are compared and still empty, each beside its field.</summary>
    public static IReadOnlyList<Error> MissingForApproval(MatchGuide guide, Programme programme)
    {
        var missing = new List<Error>();
        Need(guide.BirthYear is not null, nameof(guide.BirthYear));
        Need(guide.Postcode is not null, nameof(guide.Postcode));
        Need(guide.OccupationField is not null, nameof(guide.OccupationField));
        Need(guide.Likes.Count > 0, nameof(guide.Likes));
        Need(guide.Languages.Count > 0, nameof(guide.Languages));
        Need(!guide.Times.IsEmpty, nameof(guide.Times));
        Need(guide.TargetGroups.Count > 0 || programme.TargetGroups.Count == 0, nameof(guide.TargetGroups));
        foreach (var question in programme.Questions.Where(q => !guide.Answers.ContainsKey(q.Key)))
        {
            missing.Add(VolunteerErrors.Wrong("Missing.Answer", $"Answer-{question.Key}", question.Text.ToString()));
        }

        Need(guide.Presentation is not null, nameof(guide.Presentation));
        return missing;

        void Need(bool there, string field)
        {
            if (!there) missing.Add(VolunteerErrors.Wrong($"Missing.{field}", field));
        }
    }

    private static void FillNumbers(MatchGuide guide, MatchGuideInput input, int thisYear, List<Error> wrong)
    {
        if (TryNumber(input.BirthYear, thisYear - MaxAge, thisYear - MinAge, out var year)) guide.BirthYear = year;
        else wrong.Add(VolunteerErrors.Wrong("BirthYearWrong", nameof(input.BirthYear), thisYear - MaxAge, thisYear - MinAge));

        if (string.IsNullOrWhiteSpace(input.Postcode)) guide.Postcode = null;
        else if (Postcode.TryParse(input.Postcode, out var postcode)) guide.Postcode = postcode;
        else wrong.Add(VolunteerErrors.Wrong("PostcodeWrong", nameof(input.Postcode)));

        if (TryNumber(input.DistanceCapKm, 1, MostKm, out var km)) guide.DistanceCapKm = km;
        else wrong.Add(VolunteerErrors.Wrong("DistanceWrong", nameof(input.DistanceCapKm), MostKm));
    }

    private static void FillTexts(MatchGuide guide, MatchGuideInput input, List<Error> wrong)
    {
        guide.Occupation = Text(TypedText.Line(input.Occupation), guide.Occupation, OccupationLength, nameof(input.Occupation), wrong);
        guide.Presentation = Text(TypedText.Lines(input.Presentation), guide.Presentation, PresentationLength, nameof(input.Presentation), wrong);
        guide.Notes = Text(TypedText.Lines(input.Notes), guide.Notes, NotesLength, nameof(input.Notes), wrong);
    }

    private static string? Text(string typed, string? before, int length, string field, List<Error> wrong)
    {
        if (typed.Length > length) wrong.Add(VolunteerErrors.Wrong("TooLong", field, length));
        else if (CprNumber.IsIn(typed)) wrong.Add(VolunteerErrors.Wrong("CprNumber", field));
        else return TypedText.OrNull(typed);
        return before;
    }

    /// <summary>True for nothing, and for a whole number between the two.</summary>
    private static bool TryNumber(string? typed, int least, int most, out int? number)
    {
        number = null;
        var text = TypedText.Line(typed);
        if (text.Length == 0) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read < least || read > most) return false;
        number = read;
        return true;
    }

    private static List<string> Known(IEnumerable<string> catalogue, IEnumerable<string> typed) => [.. catalogue.Intersect(typed, StringComparer.Ordinal)];
}
