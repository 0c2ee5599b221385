namespace MentorMatch.Core.Jobs;

/// <summary>Section "Jobs" of the configuration.</summary>
public sealed class JobSettings
{
    public const string Section = "Jobs";

    /// <summary>How often the job list is asked what is due.</summary>
    public double TickSeconds { get; set; } = 60;

    /// <summary>How long after a failure the same due time is tried again.</summary>
    public double RetryMinutes { get; set; } = 5;
}
