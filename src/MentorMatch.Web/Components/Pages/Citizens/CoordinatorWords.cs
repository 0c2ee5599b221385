using MentorMatch.Core.Citizens;
using MentorMatch.Web.Components.Shared;
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
