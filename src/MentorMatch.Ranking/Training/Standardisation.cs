using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Training;

/// <summary>
/// Centre and spread of each column, over the values that are known. Features of the product's schema keep the schema's
/// baselines as centres, so that contributions of every version read alike.
/// </summary>
internal sealed record Standardisation(double[] Centres, double[] Spreads)
{
    /// <summary>A column that varies less than this says nothing.</summary>
    private const double LeastSpread = 1e-9;

    public static Standardisation Of(RankingTable table)
    {
        var centres = new double[table.Columns.Length];
        var spreads = new double[table.Columns.Length];
        for (var i = 0; i < centres.Length; i++)
        {
            var (mean, deviation) = MeanAndDeviation(table.Columns[i]);
            spreads[i] = deviation;
            centres[i] = FeatureSchema.Find(table.Features[i])?.Baseline ?? mean;
        }

        return new(centres, spreads);
    }

    /// <summary>Row by row; 0 for what is unknown or does not vary. Rows are padded with zeros to a multiple of 8.</summary>
    public double[] Apply(RankingTable table, int stride)
    {
        var rows = new double[(long)table.Rows * stride];
        for (var i = 0; i < Centres.Length; i++)
        {
            if (Spreads[i] <= LeastSpread) continue;
            var column = table.Columns[i];
            for (var row = 0; row < column.Length; row++)
            {
                if (!float.IsNaN(column[row])) rows[((long)row * stride) + i] = (column[row] - Centres[i]) / Spreads[i];
            }
        }

        return rows;
    }

    /// <summary>Weights of standardised columns as weights of plain ones; a column that says nothing keeps what experts set.</summary>
    public double[] ToPlain(ReadOnlySpan<double> weights, double[] prior)
    {
        var plain = new double[Centres.Length];
        for (var i = 0; i < plain.Length; i++) plain[i] = Spreads[i] <= LeastSpread ? prior[i] : weights[i] / Spreads[i];
        return plain;
    }

    public double[] FromPlain(IReadOnlyList<double> weights, int stride)
    {
        var standard = new double[stride];
        for (var i = 0; i < Centres.Length; i++) standard[i] = Spreads[i] <= LeastSpread ? 0 : weights[i] * Spreads[i];
        return standard;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(float[] column)
    {
        var (sum, count) = (0d, 0);
        foreach (var value in column)
        {
            if (float.IsNaN(value)) continue;
            (sum, count) = (sum + value, count + 1);
        }

        if (count == 0) return (0, 0);
        var mean = sum / count;
        var squares = 0d;
        foreach (var value in column) squares += float.IsNaN(value) ? 0 : (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / count));
    }
}
