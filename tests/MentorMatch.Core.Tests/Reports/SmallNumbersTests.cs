using MentorMatch.Core.Reports;

namespace MentorMatch.Core.Tests.Reports;

public sealed class SmallNumbersTests
{
    public static TheoryData<int[], int?[]> Cases => new()
    {
        { [5, 6, 7], [5, 6, 7] },
        { [4, 6, 7], [null, null, 7] },
        { [0, 9, 7], [null, 9, null] },
        { [4, 3, 7], [null, null, 7] },
        { [0, 0, 0], [null, null, null] },
        { [4], [null] },
        { [5, 5, 1], [null, 5, null] },
        { [], [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Protect_Counts_HidesFewerThanFiveAndWhatWouldGiveThemAway(int[] counts, int?[] shown) =>
        Assert.Equal(shown, SmallNumbers.Protect(counts));

    [Fact]
    public void Protect_AnyCounts_NeverShowsFewerThanFiveNorLeavesOneHiddenAlone()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            int[] counts = [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(0, 12))];
            var shown = SmallNumbers.Protect(counts);
            Assert.All(shown.Zip(counts), pair => Assert.True(pair.First is null || (pair.First == pair.Second && pair.Second >= 5)));
            Assert.NotEqual(1, shown.Count(value => value is null));
        }
    }
}
