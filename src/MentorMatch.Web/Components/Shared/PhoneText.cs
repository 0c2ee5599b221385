using System.Diagnostics.CodeAnalysis;

namespace MentorMatch.Web.Components.Shared;

internal static class PhoneText
{
    /// <summary>"+4512345678" as people read and type it: "12 34 56 78". Whatever is no Danish number stays as it is.</summary>
    [return: NotNullIfNotNull(nameof(number))]
    public static string? Of(string? number)
    {
        var digits = number is { Length: 11 } && number.StartsWith("+45", StringComparison.Ordinal) ? number[3..] : number;
        return digits is { Length: 8 } && digits.All(char.IsAsciiDigit) ? string.Join(' ', digits.Chunk(2).Select(pair => new string(pair))) : digits;
    }
}
