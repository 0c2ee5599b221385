using MentorMatch.Core.SignIn;

namespace MentorMatch.Core.Tests.SignIn;

public sealed class TotpTests
{
    /// <summary>The key of the test vectors in RFC 6238, appendix B, "12345678901234567890", in base 32.</summary>
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>The vectors have eight digits; the last six are what six-digit apps show.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void CodeAt_VectorsOfTheRfc_Agree(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void FindStep_CodeOfAnotherTime_OnlyOfANeighbouringStep(int seconds, bool found)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_111);

        Assert.Equal(found, Totp.FindStep(Key, Totp.CodeAt(Key, now.AddSeconds(seconds)), now) is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870822")]
    [InlineData("abcdef")]
    public void FindStep_NoCode_FindsNothing(string? typed) => Assert.Null(Totp.FindStep(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void FindStep_CodeTypedWithASpace_IsFound() => Assert.NotNull(Totp.FindStep(Key, "287 082", DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void NewKey_Twice_DiffersAndHasThirtyTwoLetters()
    {
        Assert.NotEqual(Totp.NewKey(), Totp.NewKey());
        Assert.Equal(32, Totp.NewKey().Length);
    }
}
