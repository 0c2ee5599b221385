namespace MentorMatch.Core.Emails;

/// <summary>What MailKit can beyond <see cref="EmailSettings"/>. Section "Email:MailKit"; secrets come from the environment or a key file.</summary>
public sealed class MailKitSettings
{
    public const string Section = EmailSettings.Section + ":MailKit";

    /// <summary>RFC 8314.</summary>
    public const int ImplicitTlsPort = 465;

    /// <summary>TLS from the first byte; where nothing is said, on port 465 alone. Elsewhere STARTTLS.</summary>
    public bool? ImplicitTls { get; set; }

    /// <summary>Asks whether the server's certificate was revoked; needs a way to the authority that issued it.</summary>
    public bool CheckRevocation { get; set; }

    /// <summary>Where a token is asked for (RFC 6749, client credentials) in place of signing in by password; empty for the latter.</summary>
    public string TokenUrl { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string Scope { get; set; } = "";

    /// <summary>The domain that signs (RFC 6376); empty where mails are signed further on, or not at all.</summary>
    public string DkimDomain { get; set; } = "";

    public string DkimSelector { get; set; } = "";

    /// <summary>The private key, as PEM.</summary>
    public string DkimKeyFile { get; set; } = "";
}
