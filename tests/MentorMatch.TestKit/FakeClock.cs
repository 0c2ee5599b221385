namespace MentorMatch.TestKit;

/// <summary>A clock that stands still until a test moves it. Timers that fall due on the way fire, in order, on the test's thread.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <summary>A Monday morning at nine in Copenhagen, in winter time.</summary>
    public FakeClock() : this(new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero))
    {
    }

    public DateTimeOffset Now => GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => Set(GetUtcNow() + by);

    /// <summary>Forward fires what falls due; backward, as when a machine's clock is corrected, fires nothing.</summary>
    public void Set(DateTimeOffset to)
    {
        while (NextDue(to) is { } alarm)
        {
            alarm.Ring();
        }

        lock (_gate)
        {
            _now = to.ToUniversalTime();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? NextDue(DateTimeOffset to)
    {
        lock (_gate)
        {
            var next = _alarms.Where(alarm => alarm.Due <= to).MinBy(alarm => alarm.Due);
            if (next is not null && next.Due > _now)
            {
                _now = next.Due;
            }

            next?.Rearm();
            return next;
        }
    }

    private sealed class Alarm(FakeClock clock, Action ring) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        /// <summary>Called with the gate held.</summary>
        public void Rearm()
        {
            Due += _period;
            if (_period <= TimeSpan.Zero)
            {
                clock._alarms.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._alarms.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
