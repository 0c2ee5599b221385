using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Training;

/// <summary>The mean logistic loss of "grade above 0" over rows. The last weight is the intercept.</summary>
internal sealed class PointwiseLoss(RankingTable table, double[] rows, int stride)
{
    public double Of(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        gradient.Clear();
        var (loss, share) = (0d, 1d / table.Rows);
        for (var row = 0; row < table.Rows; row++)
        {
            var values = rows.AsSpan(row * stride, stride);
            var score = weights[stride] + Rows.Dot(weights[..stride], values);
            var margin = table.Grades[row] > 0 ? score : -score;
            var e = Math.Exp(-Math.Abs(margin));
            loss += share * (Math.Log(1 + e) + Math.Max(0, -margin));
            var pull = share * (margin >= 0 ? e : 1) / (1 + e) * (table.Grades[row] > 0 ? -1 : 1);
            Rows.Add(gradient[..stride], pull, values);
            gradient[stride] += pull;
        }

        return loss;
    }
}
