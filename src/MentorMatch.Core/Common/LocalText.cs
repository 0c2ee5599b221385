using System.Globalization;

namespace MentorMatch.Core.Common;

/// <summary>A text that a programme writes itself, in up to three languages; Danish stands in where one is missing.</summary>
public sealed record LocalText
{
    public required string Da { get; init; }

    public string? En { get; init; }

    public string? Let { get; init; }

    public static LocalText Of(string da, string? en = null, string? let = null) => new() { Da = da, En = en, Let = let };

    /// <summary>The text in the current language.</summary>
    public override string ToString() => CultureInfo.CurrentUICulture.Name switch
    {
        "en" => Filled(En),
        "da-x-let" => Filled(Let),
        _ => Da,
    };

    private string Filled(string? text) => string.IsNullOrWhiteSpace(text) ? Da : text;
}
