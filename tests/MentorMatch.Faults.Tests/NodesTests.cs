namespace MentorMatch.Faults.Tests;

/// <summary>Two nodes behind a proxy; the long form with twenty restarts stands in docs/reliability.md.</summary>
public sealed class NodesTests
{
    [Fact]
    public async Task Nodes_RestartedByTurnsUnderLoad_LoseNothingAndDoNothingTwice()
    {
        var (code, output) = await Run.OfAsync("nodes", "--restarts", "2", "--seed", "3");

        Assert.True(code == 0 && output.Contains("KEPT", StringComparison.Ordinal), output);
    }

    [Theory]
    [InlineData("no-drain", "3", "| saves that failed before the visitor's eyes | 0 |")]
    [InlineData("own-keys", "0", "| signed in on one node, known on the other | yes |")]
    public async Task Nodes_SetUpWrongly_AreFound(string plant, string restarts, string unbroken)
    {
        var (code, output) = await Run.OfAsync("nodes", "--restarts", restarts, "--seed", "3", "--plant", plant);

        Assert.Contains("BROKEN", output);
        Assert.DoesNotContain(unbroken, output);
        Assert.Equal(1, code);
    }
}
