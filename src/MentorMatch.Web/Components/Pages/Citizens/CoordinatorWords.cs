using MentorMatch.Core.Citizens;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Citizens;

internal static class CoordinatorWords
{
    /// <summary>The coordinator in the middle of a sentence: name and number, or what is known of them.</summary>
    public static string Of(CoordinatorContact? coordinator, IStringLocalizer<CitizensTexts> texts) => coordinator switch
    {
        null => texts["Next.YourCoordinator"],
        { Phone: { Length: > 0 } phone } => $"{coordinator.Name} ({PhoneText.Of(phone)})",
        _ => coordinator.Name,
    };
}

internal static class PhoneText
{
    /// <summary>"+4512345678" as people read it: "12 34 56 78".</summary>
    public static string Of(string number)
    {
        var digits = number.StartsWith("+45", StringComparison.Ordinal) && number.Length == 11 ? number[3..] : number;
        return digits.Length == 8 ? string.Join(' ', digits.Chunk(2).Select(pair => new string(pair))) : digits;
    }
}
