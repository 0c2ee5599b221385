namespace MentorMatch.Core.Emails;

public enum EmailTransportKind
{
    /// <summary>A mail server, spoken to by SMTP.</summary>
    Smtp,

    /// <summary>A folder of .eml files: demonstrations, and machines without a mail server.</summary>
    Pickup,
}

/// <summary>How mails leave. Section "Email" of the configuration; the password comes from the environment or a key file.</summary>
public sealed class EmailSettings
{
    public const string Section = "Email";

    public EmailTransportKind Transport { get; set; } = EmailTransportKind.Smtp;

    /// <summary>The folder of the transport Pickup; "mail" in the data folder where empty.</summary>
    public string PickupFolder { get; set; } = "";

    /// <summary>Where mails to <see cref="FromAddress"/> are put: a Maildir or .eml files. Empty where nothing is read.</summary>
    public string InboxFolder { get; set; } = "";

    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 587;

    /// <summary>Empty where the server asks for no sign-in.</summary>
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Lets mails go to a server without TLS. For demonstrations and tests on one machine alone.</summary>
    public bool DemoMode { get; set; }

    public string FromAddress { get; set; } = "mentormatch@example.com";

    /// <summary>The sender's name; the municipality's where empty.</summary>
    public string FromName { get; set; } = "";

    /// <summary>What stands before local paths in mails: "https://mentor.example.com". The address that the server listens on where empty.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>How long one send may take before it is broken off.</summary>
    public int SendTimeoutSeconds { get; set; } = 20;

    /// <summary>How long a worker holds a mail, in database time; longer than a send, so that no two hold one.</summary>
    public int LeaseSeconds { get; set; } = 45;

    /// <summary>How often the outbox is looked into when nothing wakes the worker.</summary>
    public double PollSeconds { get; set; } = 3;

    /// <summary>How many mails are on their way at once from this process.</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>How many mails go through one connection before it is ended.</summary>
    public int MailsPerConnection { get; set; } = 100;

    /// <summary>
    /// How many mails a minute go to one domain of addresses, from all nodes together; 0 is as many as there are. What
    /// somebody sits and waits for is not held back.
    /// </summary>
    public int PerDomainPerMinute { get; set; } = 300;
}
