using MentorMatch.Core.Access;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.SignIn;

/// <summary>What signing in and the account pages refuse. Wrong guesses get one answer, whatever was wrong.</summary>
public static class SignInErrors
{
    public static Error EmailWrong { get; } = Error.In<AccessTexts>("Error.EmailWrong").At("Email");

    public static Error EmailTaken { get; } = Error.In<AccessTexts>("Error.EmailTaken").At("Email");

    /// <summary>Unknown address, wrong password, locked or disabled: a stranger cannot tell which.</summary>
    public static Error NotThatPassword { get; } = Error.In<AccessTexts>("Error.NotThatPassword");

    public static Error NotThatCode { get; } = Error.In<AccessTexts>("Error.NotThatCode").At("Code");

    public static Error StepOver { get; } = Error.In<AccessTexts>("Error.StepOver");

    public static Error PasswordTooShort { get; } = Error.In<AccessTexts>("Error.PasswordTooShort", PasswordRules.MinLength).At("Password");

    public static Error PasswordTooLong { get; } = Error.In<AccessTexts>("Error.PasswordTooLong", PasswordRules.MaxLength).At("Password");

    public static Error PasswordTooCommon { get; } = Error.In<AccessTexts>("Error.PasswordTooCommon").At("Password");

    public static Error PasswordsDiffer { get; } = Error.In<AccessTexts>("Error.PasswordsDiffer").At("Repeated");

    public static Error NameMissing { get; } = Error.In<AccessTexts>("Error.NameMissing").At("Name");

    public static Error PhoneWrong { get; } = Error.In<AccessTexts>("Error.PhoneWrong").At("Phone");

    public static Error RoleMissing { get; } = Error.In<AccessTexts>("Error.RoleMissing").At("Role");

    public static Error ProgrammeMissing { get; } = Error.In<AccessTexts>("Error.ProgrammeMissing").At("Programme");

    /// <summary>The person has not asked for it and still takes part.</summary>
    public static Error ErasureNotAsked { get; } = Error.In<AccessTexts>("Error.ErasureNotAsked");

    /// <summary>An account to erase has a record as volunteer or citizen.</summary>
    public static Error AccountHasRecords { get; } = Error.In<AccessTexts>("Error.AccountHasRecords");

    public static Error OwnRole { get; } = Error.In<AccessTexts>("Error.OwnRole");

    public static Error RoleHeldAlready { get; } = Error.In<AccessTexts>("Error.RoleHeldAlready");
}
