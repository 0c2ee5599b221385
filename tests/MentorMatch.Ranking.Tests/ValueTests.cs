namespace MentorMatch.Ranking.Tests;

public sealed class ValueTests
{
    [Fact]
    public void KeySet_RepeatsAndOrder_DoNotMatter()
    {
        KeySet a = ["b", "a", "b"];
        KeySet b = ["a", "b"];

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal(["a", "b"], a);
        Assert.NotEqual(a, ["a", "c"]);
    }

    [Fact]
    public void KeySet_GeneratedSets_SharesWhatIntersectShares() =>
        Property.Over(Cases.All, 200, each => Assert.All(each.Volunteers, one =>
        {
            var expected = each.Citizen.Likes.Intersect(one.Dislikes).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(expected, each.Citizen.Likes.SharedWith(one.Dislikes));
            Assert.Equal(expected.Count, each.Citizen.Likes.CountShared(one.Dislikes));
        }));

    [Fact]
    public void KeySet_BlankKey_Throws() => Assert.Throws<ArgumentException>(() => KeySet.Create(["a", " "]));

    [Theory]
    [InlineData(DayOfWeek.Monday, PartOfDay.Morning, 0)]
    [InlineData(DayOfWeek.Monday, PartOfDay.Evening, 2)]
    [InlineData(DayOfWeek.Saturday, PartOfDay.Afternoon, 16)]
    [InlineData(DayOfWeek.Sunday, PartOfDay.Evening, 20)]
    public void WeekTimes_OneTime_HasItsBit(DayOfWeek day, PartOfDay part, int bit)
    {
        var times = WeekTimes.Of((day, part));

        Assert.Equal(1 << bit, times.Mask);
        Assert.True(times.Includes(day, part));
        Assert.Equal((1, 1, 1), (times.Count, times.Weekdays, times.CountOf(part)));
    }

    [Fact]
    public void WeekTimes_AllWeek_CountsEachDayAndPart()
    {
        var all = new WeekTimes((1 << 21) - 1);

        Assert.Equal((21, 7), (all.Count, all.Weekdays));
        Assert.All(Enum.GetValues<PartOfDay>(), part => Assert.Equal(7, all.CountOf(part)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1 << 21)]
    public void WeekTimes_NotAWeek_Throws(int mask) => Assert.Throws<ArgumentOutOfRangeException>(() => new WeekTimes(mask));

    [Fact]
    public void DistanceKmTo_CopenhagenToAarhus_IsAbout157() =>
        Assert.Equal(157, new GeoPoint(55.6761, 12.5683).DistanceKmTo(new GeoPoint(56.1629, 10.2039)), 1d);

    [Theory]
    [InlineData(91, 0)]
    [InlineData(0, 181)]
    [InlineData(double.NaN, 0)]
    public void GeoPoint_NotOnEarth_Throws(double latitude, double longitude) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeoPoint(latitude, longitude));

    [Theory]
    [InlineData("da", 0)]
    [InlineData("da", 5)]
    [InlineData(" ", 3)]
    public void SpokenLanguage_WrongLevelOrCode_Throws(string code, int level) =>
        Assert.ThrowsAny<ArgumentException>(() => new SpokenLanguage(code, level));

    [Fact]
    public void MeetingHistory_FewCases_ArePulledTowardsThePrior()
    {
        Assert.Equal(.5, default(MeetingHistory).ShrunkenRate);
        Assert.Equal(.5, new MeetingHistory(0, 0).ShrunkenRate);
        Assert.Equal(2 / 3d, new MeetingHistory(1, 1).ShrunkenRate, 1e-12);
        Assert.Equal((9 + (.8 * 5)) / 15, new MeetingHistory(9, 10, .8, 5).ShrunkenRate, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeetingHistory(1, 1, .5, 1.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeetingHistory(2, 1));
    }

    [Fact]
    public void Facts_NegativeNumbers_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TestPairs.Volunteer with { Used = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => TestPairs.Citizen with { DistanceCapKm = double.NaN });
    }
}
