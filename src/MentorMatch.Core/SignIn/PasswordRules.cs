using MentorMatch.Core.Common;

namespace MentorMatch.Core.SignIn;

/// <summary>
/// What a password must be: long, and none that guessing programs try first. No rules of composition
/// (NIST SP 800-63B-4, section 3.1.1.2).
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 15;

    public const int MaxLength = 128;

    private const int FewestDifferentCharacters = 5;

    /// <summary>Long passwords from public lists, and words of this service, compared without case, spaces and signs.</summary>
    private static readonly string[] Common =
    [
        "password", "adgangskode", "kodeord", "passphrase", "qwertyuiop", "qwertyuiopå", "asdfghjkl", "1q2w3e4r5t6y", "q1w2e3r4t5y6",
        "123456789012345", "12345678910", "0987654321", "abcdefghijklmno", "letmein", "iloveyou", "jegelskerdig", "welcome", "velkommen",
        "administrator", "sommer", "vinter", "correcthorsebatterystaple", "mentormatch", "kommune", "kobenhavn", "københavn", "danmark",
        "fodbold", "superman", "football", "baseball", "princess", "trustno1", "changeme", "secret", "hemmelig", "dragon", "monkey",
    ];

    /// <param name="password">What was typed.</param>
    /// <param name="ownWords">Name and address of the account: a password made of them is refused.</param>
    public static Error? Refuse(string? password, params IReadOnlyCollection<string> ownWords)
    {
        password ??= "";
        if (password.Length < MinLength) return SignInErrors.PasswordTooShort;
        if (password.Length > MaxLength) return SignInErrors.PasswordTooLong;
        var plain = Plain(password);
        if (plain.Distinct().Count() < FewestDifferentCharacters) return SignInErrors.PasswordTooCommon;
        var words = Common.Concat(ownWords.SelectMany(w => w.Split(' ', '@', '.')).Select(Plain).Where(w => w.Length > 3));
        return IsMadeOf(plain, words) ? SignInErrors.PasswordTooCommon : null;
    }

    /// <summary>Whether little is left when the known words, digits and repetitions are taken away.</summary>
    private static bool IsMadeOf(string password, IEnumerable<string> words)
    {
        var rest = words.OrderByDescending(w => w.Length).Aggregate(password, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < password.Length && rest.Count(char.IsLetter) < FewestDifferentCharacters;
    }

    private static string Plain(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
