namespace MentorMatch.Core.Jobs;

/// <summary>What is written down where a run ended without an exception of its own; pages have words for each as "Failure.X".</summary>
public static class JobFailures
{
    /// <summary>It was told to stop when its time was over, and stopped.</summary>
    public const string TookTooLong = "TookTooLong";

    /// <summary>It was told to stop and did not.</summary>
    public const string Hangs = "Hangs";

    /// <summary>Its process died, and the run of a later due time made up for it.</summary>
    public const string Interrupted = "Interrupted";

    /// <summary>Its process died, and this version has no such job any more.</summary>
    public const string NoLonger = "NoLonger";

    public static IReadOnlyList<string> All { get; } = [TookTooLong, Hangs, Interrupted, NoLonger];
}
