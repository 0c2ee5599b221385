using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Tests.Programmes;

public sealed class PostcodesTests
{
    [Theory]
    [InlineData("3450", "3400", 5, 10)]
    [InlineData("8000", "5000", 70, 100)]
    [InlineData("9000", "1050", 200, 240)]
    [InlineData("6700", "3700", 370, 410)]
    public void CentreOf_TwoTowns_AreAboutAsFarApartAsTheyAre(string from, string to, double atLeast, double atMost) =>
        Assert.InRange(Centre(from).DistanceKmTo(Centre(to)), atLeast, atMost);

    [Theory]
    [InlineData("1050")]
    [InlineData("1799")]
    [InlineData("1999")]
    public void CentreOf_AStreetOfInnerCopenhagen_IsKnown(string code) =>
        Assert.InRange(Centre(code).DistanceKmTo(Centre("2100")), 0, 5);

    [Fact]
    public void CentreOf_AnUnusedPostcode_IsUnknown() => Assert.Null(Postcodes.CentreOf(Postcode.Parse("4444")));

    [Fact]
    public void CentreOf_AllThatAreKnown_LieInDenmark()
    {
        var all = Enumerable.Range(800, 9191).Select(n => Postcodes.CentreOf(Postcode.Parse($"{n:0000}"))).OfType<Ranking.GeoPoint>().ToList();

        Assert.InRange(Postcodes.Known, 380, 1100);
        Assert.All(all, p => Assert.True(p is { Latitude: > 54.5 and < 57.8, Longitude: > 8.0 and < 15.2 }, $"{p}"));
    }

    private static Ranking.GeoPoint Centre(string code) => Postcodes.CentreOf(Postcode.Parse(code))!.Value;
}
