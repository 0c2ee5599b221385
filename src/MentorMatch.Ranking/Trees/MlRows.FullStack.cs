using MentorMatch.Ranking.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MentorMatch.Ranking.Trees;

/// <summary>A table as ML.NET reads it.</summary>
internal static class MlRows
{
    /// <param name="ml">Where it is made.</param>
    /// <param name="table">Graded queries.</param>
    /// <param name="filling">What stands for an unknown value, one a feature.</param>
    /// <returns>The values of a row with the unknown ones filled in, then as many numbers that are 1 where that was done.</returns>
    /// <exception cref="InvalidOperationException">The rows of a query do not stand together: ML.NET would take it for several.</exception>
    public static IDataView Of(MLContext ml, RankingTable table, float[] filling)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Values)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2 * filling.Length);
        schema[nameof(Row.Query)].ColumnType = new KeyDataViewType(typeof(uint), Math.Max(1, table.Queries));
        List<Row> rows = [.. Enumerable.Range(0, table.Queries).SelectMany(query => Of(table, query, filling))];
        var runs = rows.Where((row, i) => i == 0 || rows[i - 1].Query != row.Query).Count();
        if (rows.Count != table.Rows || runs != rows.Select(row => row.Query).Distinct().Count()) throw new InvalidOperationException("The rows of a query do not stand together.");
        return ml.Data.LoadFromEnumerable(rows, schema);
    }

    private static IEnumerable<Row> Of(RankingTable table, int query, float[] filling)
    {
        for (var row = table.Starts[query]; row < table.Starts[query + 1]; row++)
        {
            var values = new float[2 * filling.Length];
            for (var i = 0; i < filling.Length; i++)
            {
                var value = table.Columns[i][row];
                (values[i], values[filling.Length + i]) = float.IsNaN(value) ? (filling[i], 1) : (value, 0);
            }

            // A key of 0 is none.
            yield return new Row { Grade = table.Grades[row], Query = (uint)query + 1, Weight = table.Weights?[row] ?? 1, Values = values };
        }
    }

    internal sealed class Row
    {
        public float Grade { get; set; }

        public uint Query { get; set; }

        public float Weight { get; set; }

        public float[] Values { get; set; } = [];
    }
}
