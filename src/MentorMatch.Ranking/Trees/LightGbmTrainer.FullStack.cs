using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// LightGBM's LambdaRank through ML.NET. Its trees become the product's own, so that one code scores, explains and serves
/// all models. Since they know no direction for what is unknown, they are grown on columns whose unknown values are filled
/// with the column's centre, beside one column each that says where that was done.
/// </summary>
public sealed class LightGbmTrainer : ITrainer
{
    private readonly LambdaMartSettings _settings;
    private readonly bool _oneThread;

    public LightGbmTrainer(LambdaMartSettings? settings = null, bool oneThread = false)
    {
        (_settings, _oneThread) = (settings ?? new(), oneThread);
        _settings.Check();
    }

    public IScorer Train(RankingTable table, int seed) => TrainWithOwnScores(table, seed).Scorer;

    /// <returns>The product's scorer, and what ML.NET itself scores the training rows.</returns>
    internal (TreeScorer Scorer, float[] OwnScores) TrainWithOwnScores(RankingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (grown, held) = _settings.StopAfter == 0 ? (table, null) : _settings.HoldBack(table, seed);
        var filling = Standardisation.Of(grown).Centres.Select(centre => double.IsFinite(centre) ? (float)centre : 0).ToArray();
        var ml = new MLContext(seed);
        var data = MlRows.Of(ml, grown, filling);
        var trainer = ml.Ranking.Trainers.LightGbm(Options(grown, seed));
        if (TryFit(() => held is null ? trainer.Fit(data) : trainer.Fit(data, MlRows.Of(ml, held, filling))) is not { } model)
        {
            return (new TreeScorer(table.Features.Count, []), new float[table.Rows]);
        }

        var ensemble = model.Model.TrainedTreeEnsemble;
        Tree[] trees = [.. ensemble.Trees.Select((tree, i) => Converted(tree, ensemble.TreeWeights[i], i == 0 ? ensemble.Bias : 0, filling))];
        foreach (var tree in trees) CountRows(tree, grown.Columns, grown.Rows);
        var own = model.Transform(MlRows.Of(ml, table, filling)).GetColumn<float>("Score").ToArray();
        return (new TreeScorer(table.Features.Count, trees), own);
    }

    /// <summary>ML.NET 5.0 cannot read a tree without a split, which LightGBM grows, alone, where there is nothing to learn.</summary>
    private static RankingPredictionTransformer<LightGbmRankingModelParameters>? TryFit(Func<RankingPredictionTransformer<LightGbmRankingModelParameters>> fit)
    {
        try
        {
            return fit();
        }
        catch (ArgumentNullException e) when (e.TargetSite?.DeclaringType?.Namespace == "System.Collections.Immutable")
        {
            return null;
        }
    }

    private LightGbmRankingTrainer.Options Options(RankingTable table, int seed) => new()
    {
        LabelColumnName = nameof(MlRows.Row.Grade),
        FeatureColumnName = nameof(MlRows.Row.Values),
        RowGroupColumnName = nameof(MlRows.Row.Query),
        ExampleWeightColumnName = table.Weights is null ? null : nameof(MlRows.Row.Weight),
        NumberOfIterations = _settings.Trees,
        NumberOfLeaves = _settings.Leaves,
        LearningRate = _settings.LearningRate,
        // Twice a grade is worth more than twice as much, as in NDCG: 2^grade - 1.
        CustomGains = [.. Enumerable.Range(0, Math.Max(2, table.Grades.Max() + 1)).Select(grade => (1 << grade) - 1)],
        Sigmoid = _settings.Sigma,
        EarlyStoppingRound = _settings.StopAfter,
        MinimumExampleCountPerLeaf = 20,
        Booster = new GradientBooster.Options
        {
            L2Regularization = _settings.Regularisation,
            MinimumChildWeight = 1e-3,
            SubsampleFraction = _settings.RowShare,
            SubsampleFrequency = _settings.RowShare < 1 ? 1 : 0,
            FeatureFraction = _settings.ColumnShare,
        },
        HandleMissingValue = false,
        Deterministic = true,
        ForceColumnWise = true,
        Seed = seed,
        NumberOfThreads = _oneThread ? 1 : 2,
        Silent = true,
    };

    /// <summary>A split on "was it unknown?" leads known values left whatever they are; a split on a value leads what was filled in where the filling goes.</summary>
    private static Tree Converted(RegressionTree tree, double weight, double bias, float[] filling)
    {
        var nodes = tree.NumberOfNodes;
        var (features, thresholds, unknownLeft) = (new int[nodes], new float[nodes], new bool[nodes]);
        for (var node = 0; node < nodes; node++)
        {
            var (column, threshold) = (tree.NumericalSplitFeatureIndexes[node], tree.NumericalSplitThresholds[node]);
            var asksWhetherUnknown = column >= filling.Length;
            features[node] = asksWhetherUnknown ? column - filling.Length : column;
            thresholds[node] = asksWhetherUnknown ? (threshold >= 0 ? float.MaxValue : float.MinValue) : Math.Clamp(threshold, float.MinValue, float.MaxValue);
            unknownLeft[node] = (asksWhetherUnknown ? 1 : filling[column]) <= threshold;
        }

        return new Tree
        {
            Feature = features,
            Threshold = thresholds,
            UnknownLeft = unknownLeft,
            Left = [.. tree.LeftChild.Take(nodes)],
            Right = [.. tree.RightChild.Take(nodes)],
            Value = [.. tree.LeafValues.Take(tree.NumberOfLeaves).Select(value => (value * weight) + bias)],
            Rows = new int[tree.NumberOfLeaves],
        };
    }

    /// <summary>At least one a leaf: rounding may have led the last row of one to its neighbour.</summary>
    private static void CountRows(Tree tree, float[][] columns, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var at = tree.Nodes == 0 ? ~0 : 0;
            while (at >= 0) at = tree.Next(at, columns[tree.Feature[at]][row]);
            tree.Rows[~at]++;
        }

        for (var leaf = 0; leaf < tree.Leaves; leaf++) tree.Rows[leaf] = Math.Max(1, tree.Rows[leaf]);
    }
}
