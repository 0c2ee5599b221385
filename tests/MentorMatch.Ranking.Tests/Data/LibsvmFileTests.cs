using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Tests.Data;

public sealed class LibsvmFileTests
{
    [Fact]
    public void Read_GoodFile_PutsZeroWhereALineIsSilent()
    {
        using var file = new TextFile("2 1:0.5 3:-1\n0 2:7 \n1 1:4\n", "2\n1\n");

        var table = LibsvmFile.Read(file.Path);

        Assert.Equal(["1", "2", "3"], table.Features);
        Assert.Equal([0, 2, 3], table.Starts);
        Assert.Equal([2, 0, 1], table.Grades);
        Assert.Equal([[.5f, 0, 4], [0, 7, 0], [-1, 0, 0]], table.Columns);
    }

    [Theory]
    [InlineData("1 1:1\n0 1:1\n", "1\n1\n1\n", 3, "1", "the file ends")]
    [InlineData("1 1:1\n0 1:1\n", "1\n", 2, "1", "another")]
    [InlineData("1 1:1\n0 1=1\n", "2\n", 2, "2", "index:value")]
    [InlineData("1 1:1\n0 2:1 1:1\n", "2\n", 2, "3", "ascend")]
    [InlineData("1 0:1\n0 2:1\n", "2\n", 1, "2", "ascend")]
    [InlineData("1 1:1\n0 99999:1\n", "2\n", 2, "2", "above")]
    [InlineData("1 1:1\n0 1:x\n", "2\n", 2, "2 (index 1)", "not a number")]
    [InlineData("1 1:1\n0 1:Infinity\n", "2\n", 2, "2 (index 1)", "infinite")]
    [InlineData("1.5 1:1\n0 1:1\n", "2\n", 1, "1", "whole number")]
    [InlineData("\n0 1:1\n", "2\n", 1, "1", "missing")]
    [InlineData("0 1:1\n0 1:2\n", "2\n", 1, "1", "above 0")]
    public void Read_BadFile_SaysRowColumnAndWhy(string text, string query, long row, string column, string why)
    {
        using var file = new TextFile(text, query);

        var refusal = Assert.Throws<BadInputException>(() => LibsvmFile.Read(file.Path));

        Assert.Equal((row, column), (refusal.Row, refusal.Column));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no queries")]
    [InlineData("2\n0\n", "row 2")]
    [InlineData("two\n", "whole number")]
    [InlineData("1\n1\n", "one row only")]
    [InlineData("2\n9999999\n", "not read")]
    public void Read_BadSizes_NamesTheFileOfSizes(string query, string why)
    {
        using var file = new TextFile("1 1:1\n0 1:1\n", query);

        var refusal = Assert.Throws<BadInputException>(() => LibsvmFile.Read(file.Path));

        Assert.StartsWith("table.query, row ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSizes_SaysWhichFileIsMissing()
    {
        using var file = new TextFile("1 1:1\n");
        Assert.Equal("table.query: there is no such file.", Assert.Throws<BadInputException>(() => LibsvmFile.Read(file.Path)).Message);
    }

    [Fact]
    public void WithFeatures_ColumnsOfAnotherTable_AreReorderedOrRefused()
    {
        using var file = new TextFile("1 1:1 2:2\n0 1:3 2:4\n", "2\n");
        var table = LibsvmFile.Read(file.Path);

        Assert.Equal([[2, 4], [0, 0]], table.WithFeatures(["2", "9"], "f", missingIsZero: true).Columns);
        Assert.Equal("9", Assert.Throws<BadInputException>(() => table.WithFeatures(["2", "9"], "f")).Column);
    }
}
