namespace MentorMatch.Core.Common;

/// <summary>Whose service this is: shown in the frame of every page and under every mail. Section "Municipality" of the configuration.</summary>
public sealed class MunicipalitySettings
{
    public const string Section = "Municipality";

    public string Name { get; set; } = "Lærkelund Kommune";

    public string ServiceName { get; set; } = "MentorMatch";

    /// <summary>Path of a logo on this site, such as /municipality/logo.svg; empty shows the name alone.</summary>
    public string? LogoPath { get; set; }

    /// <summary>A colour as #rrggbb; it is darkened or lightened where text on it would be hard to read.</summary>
    public string AccentColour { get; set; } = "#0a5c5f";

    public string Phone { get; set; } = "12 34 56 78";

    /// <summary>The phone as a link takes it.</summary>
    public string PhoneNumber => (Phone.StartsWith('+') ? "" : "+45") + Phone.Replace(" ", "", StringComparison.Ordinal);

    public string Email { get; set; } = "mentor@example.com";

    public string Address { get; set; } = "Rådhusvej 1, 9999 Lærkelund";

    /// <summary>Who answers for personal data.</summary>
    public string DataProtectionEmail { get; set; } = "databeskyttelse@example.com";
}
