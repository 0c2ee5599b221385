using MentorMatch.Core.Data.PrivatePostgres;

namespace MentorMatch.Core.Tests.Data.PrivatePostgres;

public sealed class PostgresBinariesTests
{
    [Fact]
    public async Task Find_NothingInstalled_SaysHowToInstallOnEachSystem()
    {
        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(() => PostgresBinaries.FindAsync(["/nowhere"], default));

        foreach (var word in new[] { "apt-get install", "brew install", "winget install", "MENTORMATCH_PG_BIN", "ConnectionStrings__MentorMatch" })
        {
            Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Find_UsualFolders_GivesTheNewestOfWhatIsInstalledFirst()
    {
        var found = await PostgresBinaries.FindAsync(PostgresBinaries.UsualFolders(chosen: null), default);

        Assert.All(found, binaries => Assert.InRange(binaries.Major, PostgresBinaries.OldestMajor, found[0].Major));
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 18beta2", 18)]
    [InlineData("command not found", null)]
    public void ReadMajor_VersionLine_GivesTheMajorVersion(string line, int? major) =>
        Assert.Equal(major, PostgresBinaries.ReadMajor(line));

    [Fact]
    public void UsualFolders_OneIsChosen_LooksNowhereElse() =>
        Assert.Equal(["/opt/pg"], PostgresBinaries.UsualFolders("/opt/pg"));
}
