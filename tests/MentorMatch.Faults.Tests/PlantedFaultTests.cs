namespace MentorMatch.Faults.Tests;

/// <summary>Deliveries that are wrong on purpose: a run that does not find them proves nothing.</summary>
public sealed class PlantedFaultTests
{
    [Theory]
    [InlineData("sent-first", "never came")]
    [InlineData("no-claim", "repeats of mails to hold")]
    public async Task Faults_ADeliveryThatIsWrong_IsFound(string plant, string broken)
    {
        var (code, output) = await Run.OfAsync("faults", "--faults", "25", "--seed", "3", "--plant", plant);

        Assert.Equal(1, code);
        Assert.DoesNotContain($" 0 {broken}", output);
        Assert.Contains("BROKEN", output);
    }
}
