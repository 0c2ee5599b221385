using System.Globalization;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Recruitment;

/// <summary>What each question of signing up takes for an answer.</summary>
public static class SignUpRules
{
    public const int NameLength = 60;
    public const int MotivationLength = 2000;
    public const int MostInterests = 12;
    public const int MinAge = 18;
    private const int MaxAge = 100;

    /// <summary>The answers with those of this step put in; refused with each field that is wrong.</summary>
    public static Result<SignUpAnswers> Answer(SignUpStep step, SignUpInput input, SignUpAnswers answers, int thisYear)
    {
        var wrong = new List<Error>();
        var answered = step switch
        {
            SignUpStep.Programme => Programme(input, answers, wrong),
            SignUpStep.Name => Name(input, answers, wrong),
            SignUpStep.Contact => Contact(input, answers, wrong),
            SignUpStep.About => About(input, answers, thisYear, wrong),
            SignUpStep.Interests => Interests(input, answers, wrong),
            SignUpStep.Times => Times(input, answers, wrong),
            SignUpStep.Motivation => Motivation(input, answers, wrong),
            SignUpStep.Source => Source(input, answers, wrong),
            _ => answers,
        };
        return wrong.Count > 0 ? Result.From(wrong) : answered;
    }

    private static SignUpAnswers Programme(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        var slug = TypedText.Line(input.Programme);
        if (slug.Length == 0) wrong.Add(RecruitmentErrors.Wrong("ProgrammeMissing", nameof(input.Programme)));
        return answers with { ProgrammeSlug = slug };
    }

    private static SignUpAnswers Name(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        var words = TypedText.Line(input.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            wrong.Add(RecruitmentErrors.Wrong("NameMissing", nameof(input.Name)));
            return answers;
        }

        var (first, last) = (string.Join(' ', words[..^1]), words[^1]);
        if (first.Length > NameLength || last.Length > NameLength) wrong.Add(RecruitmentErrors.Wrong("NameTooLong", nameof(input.Name), NameLength));
        return answers with { FirstName = first, LastName = last };
    }

    private static SignUpAnswers Contact(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        if (!EmailAddress.TryParse(input.Email, out var email)) wrong.Add(RecruitmentErrors.Wrong("EmailWrong", nameof(input.Email)));
        if (!PhoneNumber.TryParse(input.Phone, out var phone)) wrong.Add(RecruitmentErrors.Wrong("PhoneWrong", nameof(input.Phone)));
        return answers with { Email = email, Phone = phone };
    }

    private static SignUpAnswers About(SignUpInput input, SignUpAnswers answers, int thisYear, List<Error> wrong)
    {
        var typed = TypedText.Line(input.BirthYear);
        if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < thisYear - MaxAge || year > thisYear)
        {
            wrong.Add(RecruitmentErrors.Wrong("BirthYearWrong", nameof(input.BirthYear)));
        }
        else if (year > thisYear - MinAge)
        {
            wrong.Add(RecruitmentErrors.Wrong("TooYoung", nameof(input.BirthYear), MinAge));
        }

        if (!Postcode.TryParse(input.Postcode, out var postcode)) wrong.Add(RecruitmentErrors.Wrong("PostcodeWrong", nameof(input.Postcode)));
        return answers with { BirthYear = year, Postcode = postcode.ToString() };
    }

    private static SignUpAnswers Interests(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        var interests = Catalogues.Interests.Where(input.Interests.Contains).ToList();
        if (!Catalogues.OccupationFields.Contains(input.OccupationField)) wrong.Add(RecruitmentErrors.Wrong("OccupationMissing", nameof(input.OccupationField)));
        if (interests.Count == 0) wrong.Add(RecruitmentErrors.Wrong("InterestsMissing", nameof(input.Interests)));
        if (interests.Count > MostInterests) wrong.Add(RecruitmentErrors.Wrong("TooManyInterests", nameof(input.Interests), MostInterests));
        return answers with { OccupationField = input.OccupationField, Interests = interests };
    }

    private static SignUpAnswers Times(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        if (input.Times.IsEmpty) wrong.Add(RecruitmentErrors.Wrong("TimesMissing", nameof(input.Times)));
        return answers with { Times = input.Times.Mask };
    }

    private static SignUpAnswers Motivation(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        var motivation = TypedText.Lines(input.Motivation);
        if (motivation.Length > MotivationLength) wrong.Add(RecruitmentErrors.Wrong("MotivationTooLong", nameof(input.Motivation), MotivationLength));
        if (CprNumber.IsIn(motivation)) wrong.Add(RecruitmentErrors.Wrong("CprNumber", nameof(input.Motivation)));
        return answers with { Motivation = motivation };
    }

    private static SignUpAnswers Source(SignUpInput input, SignUpAnswers answers, List<Error> wrong)
    {
        if (!Catalogues.Sources.Contains(input.Source)) wrong.Add(RecruitmentErrors.Wrong("SourceMissing", nameof(input.Source)));
        if (input.InformationMeeting is null) wrong.Add(RecruitmentErrors.Wrong("InformationMeetingMissing", nameof(input.InformationMeeting)));
        return answers with { Source = input.Source, InformationMeeting = input.InformationMeeting };
    }
}
