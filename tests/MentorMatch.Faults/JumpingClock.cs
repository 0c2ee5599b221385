namespace MentorMatch.Faults;

/// <summary>The machine's clock as a process sees it that somebody sets wrong and right again.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offset));

    public void Jump(TimeSpan to) => Interlocked.Exchange(ref offset, to.Ticks);
}
