using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking.Tests.Trees;

/// <summary>Trees made of chance.</summary>
internal static class Forests
{
    public static TreeScorer Random(int trees, int leaves, int features, int seed)
    {
        var random = new Random(seed);
        return new(features, [.. Enumerable.Range(0, trees).Select(_ => One(1 + random.Next(leaves), features, random))]);
    }

    /// <summary>Row by row; small whole numbers so that values meet thresholds, a fifth unknown, now and then an extreme.</summary>
    public static float[] Rows(int rows, int features, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * features).Select(_ => random.Next(20) switch
        {
            < 4 => float.NaN,
            4 => float.MaxValue,
            5 => float.MinValue,
            _ => random.Next(-4, 5) / 2f,
        })];
    }

    private static Tree One(int leaves, int features, Random random)
    {
        List<(int Left, int Right)> nodes = [];
        List<(int Node, bool IsLeft)> slots = [(-1, false)];
        while (slots.Count < leaves)
        {
            var at = random.Next(slots.Count);
            var (parent, isLeft) = slots[at];
            if (parent >= 0) nodes[parent] = isLeft ? (nodes.Count, nodes[parent].Right) : (nodes[parent].Left, nodes.Count);
            slots[at] = (nodes.Count, true);
            slots.Add((nodes.Count, false));
            nodes.Add((0, 0));
        }

        for (var leaf = 0; leaf < slots.Count && leaves > 1; leaf++)
        {
            var (parent, isLeft) = slots[leaf];
            nodes[parent] = isLeft ? (~leaf, nodes[parent].Right) : (nodes[parent].Left, ~leaf);
        }

        return new()
        {
            Feature = [.. nodes.Select(_ => random.Next(features))],
            Threshold = [.. nodes.Select(_ => random.Next(20) == 0 ? float.MaxValue : random.Next(-4, 5) / 2f)],
            UnknownLeft = [.. nodes.Select(_ => random.Next(2) == 0)],
            Left = [.. nodes.Select(node => node.Left)],
            Right = [.. nodes.Select(node => node.Right)],
            Value = [.. slots.Select(_ => (random.NextDouble() * 2) - 1)],
            Rows = [.. slots.Select(_ => 1 + random.Next(50))],
        };
    }
}
