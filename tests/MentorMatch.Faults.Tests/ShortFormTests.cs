namespace MentorMatch.Faults.Tests;

/// <summary>The short forms of the runs whose long forms stand in docs/reliability.md.</summary>
public sealed class ShortFormTests
{
    [Fact]
    public async Task Faults_AFewOfThem_BreakNoPromise()
    {
        var (code, output) = await Run.OfAsync("faults", "--faults", "25", "--seed", "3");

        Assert.Contains("KEPT", output);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Schedule_DaysWithAChangeOfTheClock_RunsEachDueTimeOnce()
    {
        var (code, output) = await Run.OfAsync("schedule", "--days", "2", "--workers", "3", "--from", "2028-10-28");

        Assert.True(code == 0, output);
    }
}
