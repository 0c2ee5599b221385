using System.Net.Mail;

namespace MentorMatch.Core.Common;

/// <summary>The text of an e-mail address that a mail server would take; kept as it was typed, compared in lower case.</summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    public static bool TryParse(string? text, out string address)
    {
        address = text?.Trim() ?? "";
        if (address.Length is 0 or > MaxLength || address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return false;
        if (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address) return false;
        var labels = parsed.Host.Split('.');
        return labels.Length > 1 && labels.All(l => l.Length is > 0 and <= 63 && !l.StartsWith('-') && !l.EndsWith('-'));
    }
}

/// <summary>A phone number: eight digits in Denmark, or a country code with a plus.</summary>
public static class PhoneNumber
{
    /// <summary>Gives the number as "+4512345678", or false where it cannot be one.</summary>
    public static bool TryParse(string? text, out string number)
    {
        var compact = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.' or '(' or ')')));
        if (compact.StartsWith("00", StringComparison.Ordinal)) compact = "+" + compact[2..];
        if (compact.Length == 8 && compact.All(char.IsAsciiDigit)) compact = "+45" + compact;
        number = compact;
        return compact.Length is >= 9 and <= 16 && compact[0] == '+' && compact[1..].All(char.IsAsciiDigit);
    }
}
