using System.Runtime.Intrinsics.X86;
using FsCheck.Fluent;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests.Trees;

public sealed class TreeScorerTests
{
    private static FsCheck.Arbitrary<(int Trees, int Leaves, int Features, int Seed)> Shapes =>
        (from trees in Gen.Choose(0, 12)
         from leaves in Gen.Elements(1, 2, 5, 16, 31, 32, 33, 64)
         from features in Gen.Choose(1, 9)
         from seed in Gen.Choose(1, 1_000_000)
         select (trees, leaves, features, seed)).ToArbitrary();

    [Fact]
    public void ScoreRows_GeneratedForests_IsToTheBitWhatWalkingEachTreeGives() =>
        Property.Over(Shapes, 400, shape =>
        {
            const int count = 37;
            var scorer = Forests.Random(shape.Trees, shape.Leaves, shape.Features, shape.Seed);
            var rows = Forests.Rows(count, shape.Features, shape.Seed + 1);
            var (wide, portable, columns) = (new double[count], new double[count], new double[count]);

            scorer.ScoreRows(rows, wide);
            scorer.ScoreRowsPortably(rows, portable);
            scorer.ScoreColumns(Columns(rows, shape.Features), columns);

            double[] walked = [.. Enumerable.Range(0, count).Select(row => scorer.Score(Row(rows, row, shape.Features)))];
            Assert.Equal(walked, portable);
            Assert.Equal(walked, wide);
            Assert.Equal(walked, columns);
        });

    [Fact]
    public void UsesRegisters_ThisMachine_TestsBothPathsWhereItHasAvx2() =>
        Assert.Equal(Avx2.IsSupported, new BitVectors(3, Forests.Random(4, 16, 3, 1).Trees).UsesRegisters);

    [Fact]
    public void Contribute_GeneratedForests_AddsUpToTheScore() =>
        Property.Over(Shapes, 200, shape =>
        {
            var scorer = Forests.Random(shape.Trees, shape.Leaves, shape.Features, shape.Seed);
            var rows = Forests.Rows(5, shape.Features, shape.Seed + 1);
            var amounts = new double[shape.Features];
            for (var row = 0; row < 5; row++)
            {
                scorer.Contribute(Row(rows, row, shape.Features), amounts);
                Assert.Equal(scorer.Score(Row(rows, row, shape.Features)), scorer.BaseScore + amounts.Sum(), 1e-6);
            }
        });

    [Fact]
    public void Contribute_SmallForests_IsTheMeanOverAllOrdersOfTheFeatures() =>
        Property.Over(Shapes, 60, shape =>
        {
            var features = Math.Min(shape.Features, 5);
            var scorer = Forests.Random(shape.Trees, Math.Min(shape.Leaves, 16), features, shape.Seed);
            var row = Row(Forests.Rows(1, features, shape.Seed + 1), 0, features);
            var amounts = new double[features];
            scorer.Contribute(row, amounts);

            for (var feature = 0; feature < features; feature++) Assert.Equal(ByDefinition(scorer, row, feature), amounts[feature], 1e-9);
        });

    [Fact]
    public void Constructor_TreeThatIsNotWhole_IsRefused()
    {
        var good = new Tree { Feature = [0], Threshold = [1], UnknownLeft = [true], Left = [~0], Right = [~1], Value = [1, 2], Rows = [1, 1] };
        Assert.Equal(2, new TreeScorer(1, [good]).Score([5]));
        Assert.Equal(1, new TreeScorer(1, [good]).Score([double.NaN]));

        Tree[] bad =
        [
            Changed(good, left: [0]), Changed(good, right: [~0]), Changed(good, right: [~2]), Changed(good, right: [1]),
            Changed(good, feature: [1]), Changed(good, value: [1, double.NaN]), Changed(good, rows: [0, 1]), Changed(good, value: [1]),
        ];
        Assert.All(bad, tree => Assert.Throws<ArgumentException>(() => new TreeScorer(1, [tree])));
    }

    private static Tree Changed(Tree tree, int[]? left = null, int[]? right = null, int[]? feature = null, double[]? value = null, int[]? rows = null) => new()
    {
        Feature = feature ?? tree.Feature,
        Threshold = tree.Threshold,
        UnknownLeft = tree.UnknownLeft,
        Left = left ?? tree.Left,
        Right = right ?? tree.Right,
        Value = value ?? tree.Value,
        Rows = rows ?? tree.Rows,
    };

    /// <summary>Σ over sets S without the feature of |S|! (n−|S|−1)! / n! × (value of S with it − value of S).</summary>
    private static double ByDefinition(TreeScorer scorer, double[] row, int feature)
    {
        var sum = 0d;
        for (var set = 0; set < 1 << row.Length; set++)
        {
            if ((set & (1 << feature)) != 0) continue;
            var size = System.Numerics.BitOperations.PopCount((uint)set);
            var weight = Factorial(size) * Factorial(row.Length - size - 1) / Factorial(row.Length);
            sum += weight * scorer.Trees.Sum(tree => Known(tree, row, set | (1 << feature), Root(tree)) - Known(tree, row, set, Root(tree)));
        }

        return sum;
    }

    /// <summary>The value of a tree where only some features are known: at the others both ways count, by their rows.</summary>
    private static double Known(Tree tree, double[] row, int set, int at)
    {
        if (at < 0) return tree.Value[~at];
        if ((set & (1 << tree.Feature[at])) != 0) return Known(tree, row, set, tree.Next(at, (float)row[tree.Feature[at]]));
        var (left, right) = (RowsOf(tree, tree.Left[at]), RowsOf(tree, tree.Right[at]));
        return ((left * Known(tree, row, set, tree.Left[at])) + (right * Known(tree, row, set, tree.Right[at]))) / (left + right);
    }

    private static double RowsOf(Tree tree, int at) => at < 0 ? tree.Rows[~at] : RowsOf(tree, tree.Left[at]) + RowsOf(tree, tree.Right[at]);

    private static int Root(Tree tree) => tree.Nodes == 0 ? ~0 : 0;

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);

    private static double[] Row(float[] rows, int row, int features) => [.. rows.Skip(row * features).Take(features).Select(value => (double)value)];

    private static float[][] Columns(float[] rows, int features) =>
        [.. Enumerable.Range(0, features).Select(feature => rows.Where((_, i) => i % features == feature).ToArray())];
}
