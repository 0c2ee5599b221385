using System.Text;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Tests.Common;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("Ærø", "Ærø")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("sig \"hej\"", "\"sig \"\"hej\"\"\"")]
    [InlineData("to\nlinjer", "\"to\nlinjer\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("+45", "'+45")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData(-1, "-1")]
    [InlineData(null, "")]
    public void Cell_AnyValue_IsReadAsItIsAndNeverAsAFormula(object? value, string cell) => Assert.Equal(cell, CsvText.Cell(value));

    [Fact]
    public void File_Rows_BeginWithAByteOrderMarkAndUseSemicolons()
    {
        var file = CsvText.File([["Navn", "Antal"], ["Åse", 2]]);

        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal("Navn;Antal\r\nÅse;2\r\n", Encoding.UTF8.GetString(file[3..]));
    }
}
