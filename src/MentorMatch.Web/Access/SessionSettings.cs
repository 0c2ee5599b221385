namespace MentorMatch.Web.Access;

/// <summary>Section "SignIn" of the configuration.</summary>
public sealed class SessionSettings
{
    public const string Section = "SignIn";

    /// <summary>How often a circuit asks whether its person may still be here. Never more than a minute.</summary>
    public double RecheckSeconds { get; set; } = 30;

    public TimeSpan Recheck => TimeSpan.FromSeconds(Math.Clamp(RecheckSeconds, 0.1, 60));
}
