using FsCheck.Fluent;
using MentorMatch.Ranking.Evaluation;

namespace MentorMatch.Ranking.Tests.Evaluation;

public sealed class QueryMetricsTests
{
    [Fact]
    public void Of_KnownOrder_GivesTheNumbersOfTheFormulas()
    {
        // In order of score the grades are 0, 2, 1, 0.
        var metrics = QueryMetrics.Of([.1, .9, .5, .7], [0, 0, 1, 2])!.Value;

        var dcg = (3 / Math.Log2(3)) + (1 / Math.Log2(4));
        var best = 3 + (1 / Math.Log2(3));
        Assert.Equal(0, metrics.Ndcg1, 1e-12);
        Assert.Equal(dcg / best, metrics.Ndcg3, 1e-12);
        Assert.Equal(dcg / best, metrics.Ndcg10, 1e-12);
        Assert.Equal(.5, metrics.Mrr, 1e-12);
        Assert.Equal(.5, metrics.Auc, 1e-12);
    }

    [Fact]
    public void Of_NoPositive_IsLeftOut() => Assert.Null(QueryMetrics.Of([1, 2], [0, 0]));

    [Fact]
    public void Of_AllPositive_HasNoAreaUnderTheCurve() => Assert.True(double.IsNaN(QueryMetrics.Of([1, 2], [1, 1])!.Value.Auc));

    [Fact]
    public void Of_ScoreNaN_ComesLast()
    {
        var metrics = QueryMetrics.Of([double.NaN, -5, double.NegativeInfinity], [1, 0, 0])!.Value;
        Assert.True(metrics.Mrr < .5);
        Assert.Equal(1 / 3d, QueryMetrics.Of([double.NaN, -5, -4], [1, 0, 0])!.Value.Mrr, 1e-12);
    }

    [Fact]
    public void Of_Ties_AreTheMeanOverAllTheirOrders() =>
        Property.Over(Lists.ToArbitrary(), 300, list =>
        {
            byte[] grades = [.. list.Select(item => (byte)(item % 3))];
            double[] scores = [.. list.Select(item => (double)(item / 3))];
            if (QueryMetrics.Of(scores, grades) is not { } exact)
            {
                Assert.All(grades, grade => Assert.Equal(0, grade));
                return;
            }

            // A tiny nudge of each order of the items breaks every tie in that order.
            var orders = Orders(list.Length).Select(order =>
                QueryMetrics.Of([.. scores.Select((score, i) => score + (order[i] * 1e-6))], grades)!.Value).ToList();
            Assert.Equal(orders.Average(each => each.Ndcg1), exact.Ndcg1, 1e-9);
            Assert.Equal(orders.Average(each => each.Ndcg3), exact.Ndcg3, 1e-9);
            Assert.Equal(orders.Average(each => each.Ndcg5), exact.Ndcg5, 1e-9);
            Assert.Equal(orders.Average(each => each.Mrr), exact.Mrr, 1e-9);
            Assert.Equal(orders.Average(each => each.Auc), exact.Auc, 1e-9);
        });

    /// <summary>Two to six items, each with a score from 0 to 2 and a grade from 0 to 2.</summary>
    private static FsCheck.Gen<int[]> Lists => Gen.Choose(2, 6).SelectMany(length => Gen.Choose(0, 8).ArrayOf(length));

    private static IEnumerable<int[]> Orders(int length) => length == 0
        ? [[]]
        : Orders(length - 1).SelectMany(order => Enumerable.Range(0, length).Select(at => (int[])[.. order[..at], length, .. order[at..]]));
}
