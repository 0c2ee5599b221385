using System.Net.Mail;
using System.Security.Authentication;
using MentorMatch.Core.Emails;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Emails;

/// <summary>Kinds of mail and what went wrong with one, in words.</summary>
internal static class EmailWords
{
    public static string Kind(IStringLocalizer<EmailsStaffTexts> texts, string kind) =>
        texts[$"Kind.{kind}"] is { ResourceNotFound: false } words ? words : texts["Kind.Unknown"];

    /// <param name="texts">The texts.</param>
    /// <param name="lastError">What the worker wrote down: a code of a mail server, such as 550 or 5.1.1, or the name of a fault.</param>
    public static string Why(IStringLocalizer<EmailsStaffTexts> texts, string? lastError) => lastError switch
    {
        null => "",
        "LeaseExpired" => texts["Why.Unknown"],
        "ReasonGone" or "OptedOut" => texts[$"Why.{lastError}"],
        "NotAnAddress" => texts["Why.NotAnAddress"],
        nameof(AuthenticationException) => texts["Why.Certificate"],
        nameof(SmtpException) => texts["Why.NoTls"],
        "530" or "534" or "535" => texts["Why.SignIn", lastError],
        _ when lastError.All(c => char.IsAsciiDigit(c) || c == '.') => texts["Why", lastError],
        _ => texts["Why.NoAnswer"],
    };
}
