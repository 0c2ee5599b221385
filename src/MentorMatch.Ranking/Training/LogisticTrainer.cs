using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Ranking.Training;

/// <summary>What the logistic loss is taken over.</summary>
public enum LogisticKind
{
    /// <summary>Rows: is this grade above 0?</summary>
    Pointwise,

    /// <summary>Pairs within a query: which of the two is better?</summary>
    Pairwise,
}

/// <summary>
/// Linear logistic regression with a Gaussian prior: mean loss + λ/2 Σ (w − prior)² over standardised columns. The prior's
/// centre is what experts set (0 where nothing is set), so that data moves their weights little by little. λ is chosen by
/// cross-validation over clusters inside the training table: the largest whose mean NDCG@5 is within half a standard
/// error of the best. Unknown values count as the column's centre.
/// </summary>
public sealed class LogisticTrainer(
    LogisticKind kind, IReadOnlyDictionary<string, double>? expert = null, double? strength = null, bool oneThread = false) : ITrainer
{
    private const int InnerFolds = 5;
    private static readonly double[] Strengths = [3, 1, .3, .1, .03, .01, .003, .001];

    public IScorer Train(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        var chosen = strength ?? ChooseStrength(table, seed);
        return new Fit(table, kind, expert).Path([.. Strengths.Where(each => each > chosen), chosen])[^1];
    }

    /// <summary>λ by cross-validation; public so that a model card can say it.</summary>
    public double ChooseStrength(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        var folds = FoldsOf(table, seed);

        // Each fold is worked out by itself, so how many at a time changes nothing.
        var perFold = new double[InnerFolds][][];
        if (oneThread) for (var fold = 0; fold < InnerFolds; fold++) perFold[fold] = TryFold(table, folds, fold);
        else Parallel.For(0, InnerFolds, new() { MaxDegreeOfParallelism = 2 }, fold => perFold[fold] = TryFold(table, folds, fold));
        List<double>[] perStrength = [.. Strengths.Select((_, i) => perFold.SelectMany(values => values[i]).ToList())];
        return Strengths[Choose(perStrength)];
    }

    /// <summary>NDCG@5 of the queries held back, for each λ.</summary>
    private double[][] TryFold(RankingTable table, int[] folds, int fold)
    {
        var all = Enumerable.Range(0, table.Queries).ToLookup(query => folds[query] == fold);
        if (!all[true].Any() || !all[false].Any()) return [.. Strengths.Select(_ => Array.Empty<double>())];
        var held = table.Of([.. all[true]]);
        return [.. new Fit(table.Of([.. all[false]]), kind, expert).Path(Strengths).Select(scorer => Ndcg(scorer, held).ToArray())];
    }

    private static int Choose(List<double>[] perStrength)
    {
        var means = perStrength.Select(values => values.DefaultIfEmpty(0).Average()).ToArray();
        var best = Array.IndexOf(means, means.Max());
        var differences = perStrength.Select(values => values.Zip(perStrength[best], (a, b) => b - a).ToArray()).ToArray();
        return Array.FindIndex(differences, each => each.DefaultIfEmpty(0).Average() <= .5 * StandardError(each));
    }

    private static double StandardError(double[] values)
    {
        if (values.Length < 2) return 0;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }

    private static IEnumerable<double> Ndcg(IScorer scorer, RankingTable table)
    {
        var scores = new double[table.Rows];
        scorer.ScoreColumns(table.Columns, scores);
        return Evaluator.Evaluate(table, scores).Queries.Select(query => query.Metrics.Ndcg5);
    }

    /// <summary>One fold a query: whole clusters, dealt in an order that the seed decides.</summary>
    private static int[] FoldsOf(RankingTable table, int seed)
    {
        var clusters = Enumerable.Range(0, table.Queries).Select(table.ClusterOf).Distinct().ToArray();
        new Random(seed).Shuffle(clusters);
        var folds = clusters.Select((cluster, i) => (cluster, i)).ToDictionary(entry => entry.cluster, entry => entry.i % InnerFolds);
        return [.. Enumerable.Range(0, table.Queries).Select(query => folds[table.ClusterOf(query)])];
    }

    /// <summary>A table made ready, and its minima for falling λ, each found from the one before.</summary>
    private sealed class Fit
    {
        private readonly Standardisation _standard;
        private readonly double[] _prior;
        private readonly double[] _plainPrior;
        private readonly int _stride;
        private readonly Objective _loss;

        public Fit(RankingTable table, LogisticKind kind, IReadOnlyDictionary<string, double>? expert)
        {
            _stride = Rows.StrideOf(table.Features.Count);
            _standard = Standardisation.Of(table);
            var rows = _standard.Apply(table, _stride);
            _loss = kind == LogisticKind.Pairwise ? new PairwiseLoss(table, rows, _stride).Of : new PointwiseLoss(table, rows, _stride).Of;
            _plainPrior = ExpertTrainer.PriorOf(table.Features, expert ?? new Dictionary<string, double>());
            _prior = [.. _standard.FromPlain(_plainPrior, _stride), .. kind == LogisticKind.Pointwise ? [0d] : Array.Empty<double>()];
        }

        public List<IScorer> Path(IReadOnlyList<double> strengths)
        {
            var at = (double[])_prior.Clone();
            List<IScorer> scorers = [];
            foreach (var each in strengths)
            {
                at = Lbfgs.Minimise((point, gradient) => Penalised(point, gradient, each), at);
                scorers.Add(new LinearScorer(at.Length > _stride ? at[_stride] : 0, _standard.ToPlain(at, _plainPrior), _standard.Centres));
            }

            return scorers;
        }

        private double Penalised(ReadOnlySpan<double> point, Span<double> gradient, double strength)
        {
            var value = _loss(point, gradient);
            for (var i = 0; i < _stride; i++)
            {
                var away = point[i] - _prior[i];
                value += strength / 2 * away * away;
                gradient[i] += strength * away;
            }

            return value;
        }
    }
}
