using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Tests.Data;

public sealed class TsvFileTests
{
    private const string Good = "iid\tpid\twave\tdec\tmatch\ta\tb\n1\t11\t3\t1\t0\t0.5\tNaN\n1\t12\t3\t0\t0\t-2e3\t4\n2\t11\t4\t0\t1\t7\t\n2\t12\t4\t1\t1\t8\tnan\n";

    [Fact]
    public void Read_GoodFile_KeepsQueriesClustersGradesAndUnknowns()
    {
        using var file = new TextFile(Good);

        var table = TsvFile.Read(file.Path, "dec");

        Assert.Equal(["a", "b"], table.Features);
        Assert.Equal([0, 2, 4], table.Starts);
        Assert.Equal([3, 4], table.Clusters!);
        Assert.Equal([1, 0, 0, 1], table.Grades);
        Assert.Equal([.5f, -2000f, 7f, 8f], table.Columns[0]);
        Assert.Equal([float.NaN, 4f, float.NaN, float.NaN], table.Columns[1]);
        Assert.Equal(64, table.Hash.Length);
    }

    [Fact]
    public void Read_OtherLabel_GradesByIt()
    {
        using var file = new TextFile(Good);
        Assert.Equal([0, 0, 1, 1], TsvFile.Read(file.Path, "match").Grades);
    }

    [Fact]
    public void Read_WindowsLineEndsMarkAndNoLastNewline_ReadsTheSame()
    {
        using var plain = new TextFile(Good);
        using var windows = new TextFile("\uFEFF" + Good.TrimEnd('\n').Replace("\n", "\r\n", StringComparison.Ordinal));

        var (one, other) = (TsvFile.Read(plain.Path, "dec"), TsvFile.Read(windows.Path, "dec"));

        Assert.Equal(one.Columns, other.Columns);
        Assert.Equal(one.Features, other.Features);
        Assert.NotEqual(one.Hash, other.Hash);
    }

    [Fact]
    public void Read_QueryInTwoPlaces_StandsTogether()
    {
        using var file = new TextFile("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t0\t10\n2\t1\t1\t0\t0\t20\n1\t2\t1\t0\t0\t11\n2\t2\t1\t1\t0\t21\n");

        var table = TsvFile.Read(file.Path, "dec");

        Assert.Equal([10f, 11f, 20f, 21f], table.Columns[0]);
        Assert.Equal([1, 0, 0, 1], table.Grades);
    }

    [Theory]
    [InlineData("", 1, "1", "header")]
    [InlineData("iid\tpid\twave\tdec\ta\n", 1, "match", "missing")]
    [InlineData("iid\tpid\twave\tdec\tmatch\n1\t1\t1\t1\t1\n", 1, "5", "no feature")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\ta\n", 1, "a", "twice")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\t\n", 1, "7", "no name")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n", 2, "1", "no rows")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t5\n1\t2\t1\t0\t0\n", 3, "a", "5 values")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t5\n1\t2\t1\t0\t0\t5\t6\n", 3, "7", "7 values")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t5\n\n", 3, "pid", "1 values")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\tmany\n", 2, "a", "not a number")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t1,5\n", 2, "a", "not a number")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\tInfinity\n", 2, "a", "infinite")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t-inf\n", 2, "a", "infinite")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t1e400\n", 2, "a", "infinite")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\tyes\t1\t1\n", 2, "dec", "whole number")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t-1\t1\t1\n", 2, "dec", "0 to 31")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\tNaN\t1\n", 2, "match", "whole number")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\nx\t1\t1\t1\t1\t1\n", 2, "iid", "whole number")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t5\n1\t2\t2\t0\t0\t5\n", 3, "wave", "wave 1")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t5\n1\t2\t1\t0\t0\t5\n2\t2\t1\t0\t0\t5\n", 4, "iid", "at least two")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t0\t1\t5\n1\t2\t1\t0\t0\t5\n", 2, "dec", "above 0")]
    public void Read_BadFile_SaysRowColumnAndWhyInOneLine(string text, long row, string column, string why)
    {
        using var file = new TextFile(text);

        var refusal = Assert.Throws<BadInputException>(() => TsvFile.Read(file.Path, "dec"));

        Assert.Equal((row, column), (refusal.Row, refusal.Column));
        Assert.StartsWith($"table, row {row}, column {column}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData(2, long.MaxValue, 100)]
    [InlineData(100, 5, 100)]
    public void Read_TooLarge_StopsAtTheFirstRowBeyond(int rows, long cells, int features)
    {
        using var file = new TextFile(Good);

        var refusal = Assert.Throws<BadInputException>(() => TsvFile.Read(file.Path, "dec", new() { Rows = rows, Cells = cells, Features = features }));

        Assert.Equal(4, refusal.Row);
    }

    [Fact]
    public void Read_TooManyFeaturesOrTooLongALine_IsRefused()
    {
        using var file = new TextFile(Good);
        using var endless = new TextFile(new string('x', 1_000_000));

        Assert.Equal("7", Assert.Throws<BadInputException>(() => TsvFile.Read(file.Path, "dec", new() { Features = 1 })).Column);
        Assert.Contains("longer", Assert.Throws<BadInputException>(() => TsvFile.Read(endless.Path, "dec", new() { LineLength = 1000 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo() =>
        Assert.Equal("nowhere.tsv: there is no such file.", Assert.Throws<BadInputException>(() => TsvFile.Read("/nowhere.tsv", "dec")).Message);
}
