using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;

namespace MentorMatch.Core.Citizens;

/// <summary>Names and ways to reach a citizen once they have been looked at: trimmed, and null where nothing was typed.</summary>
internal sealed record CitizenContact(string FirstName, string LastName, string? Email, string? Phone, string Language)
{
    public const int MaxName = 60;

    public static Result<CitizenContact> Check(string firstName, string lastName, string? email, string? phone, string language)
    {
        var errors = new List<Error>();
        var contact = new CitizenContact(
            Name(firstName, nameof(InviteCitizen.FirstName), CitizenErrors.FirstNameMissing, errors),
            Name(lastName, nameof(InviteCitizen.LastName), CitizenErrors.LastNameMissing, errors),
            EmailOf(email, errors),
            PhoneOf(phone, errors),
            language);
        if (!Languages.IsSupported(language)) errors.Add(CitizenErrors.LanguageMissing);
        return errors.Count == 0 ? contact : Result.From(errors);
    }

    private static string Name(string typed, string field, Error missing, List<Error> errors)
    {
        var name = typed.Trim();
        if (name.Length == 0) errors.Add(missing);
        else if (name.Length > MaxName) errors.Add(CitizenErrors.TooLong(field, MaxName));
        else if (CprNumber.IsIn(name)) errors.Add(CitizenErrors.CprInText(field));
        return name;
    }

    private static string? EmailOf(string? typed, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (CprNumber.IsIn(typed)) errors.Add(CitizenErrors.CprInText(nameof(InviteCitizen.Email)));
        else if (!EmailAddress.TryParse(typed, out _)) errors.Add(CitizenErrors.NotAnEmail);
        return typed.Trim();
    }

    private static string? PhoneOf(string? typed, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (CprNumber.IsIn(typed))
        {
            errors.Add(CitizenErrors.CprInText(nameof(InviteCitizen.Phone)));
            return null;
        }

        if (!PhoneNumber.TryParse(typed, out var number)) errors.Add(CitizenErrors.NotAPhone);
        return number;
    }
}
