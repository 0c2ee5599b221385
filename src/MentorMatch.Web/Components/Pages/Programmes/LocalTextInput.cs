using MentorMatch.Core.Common;

namespace MentorMatch.Web.Components.Pages.Programmes;

/// <summary>A text in up to three languages while it is typed.</summary>
public sealed class LocalTextInput
{
    public string? Da { get; set; }

    public string? En { get; set; }

    public string? Let { get; set; }

    public static LocalTextInput From(LocalText? text) => new() { Da = text?.Da, En = text?.En, Let = text?.Let };

    public LocalText ToText() => LocalText.Of(Da?.Trim() ?? "", Filled(En), Filled(Let));

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
