namespace MentorMatch.Core.Common;

/// <summary>The system's clock, moved by a fixed span: rehearsals and demonstrations can look at next week.</summary>
/// <param name="offset">What is added to the system's time; zero in ordinary use.</param>
public sealed class AppClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
