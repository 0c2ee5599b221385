namespace MentorMatch.Core.Jobs;

/// <summary>Section "Jobs" of the configuration.</summary>
public sealed class JobSettings
{
    public const string Section = "Jobs";

    /// <summary>How often the job list is asked what is due.</summary>
    public double TickSeconds { get; set; } = 60;

    /// <summary>How long after a failure the same due time is tried again.</summary>
    public double RetryMinutes { get; set; } = 5;

    /// <summary>How long a run may take before it is told to stop.</summary>
    public double LimitMinutes { get; set; } = 10;

    /// <summary>How long it then has to do so.</summary>
    public double StopSeconds { get; set; } = 10;

    /// <summary>How many jobs run at once in this process.</summary>
    public int Parallel { get; set; } = 3;
}
