using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.TestKit;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Advance_TimersFallDue_FireInOrderAtTheirTimes()
    {
        var start = _clock.Now;
        var rang = new List<(string Name, TimeSpan After)>();
        using var late = _clock.CreateTimer(_ => rang.Add(("late", _clock.Now - start)), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(_ => rang.Add(("often", _clock.Now - start)), null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([("often", TimeSpan.FromMinutes(2)), ("often", TimeSpan.FromMinutes(4)), ("late", TimeSpan.FromMinutes(5))], rang);
        Assert.Equal(start + TimeSpan.FromMinutes(5), _clock.Now);
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWhenItIsMoved()
    {
        var delay = Task.Delay(TimeSpan.FromDays(1), _clock);
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromDays(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Set_Backward_MovesTheTimeAndFiresNothing()
    {
        var rang = false;
        using var timer = _clock.CreateTimer(_ => rang = true, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        var earlier = _clock.Now - TimeSpan.FromDays(2);

        _clock.Set(earlier);

        Assert.Equal(earlier, _clock.Now);
        Assert.False(rang);
    }
}
