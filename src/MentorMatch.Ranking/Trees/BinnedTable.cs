using MentorMatch.Ranking.Data;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// Up to 16 features with about as many bins each. A row of it is 16 neighbouring bytes, so that one load brings the bins
/// of 16 features and their histograms (16 × up to 256 × 8 bytes) stay in the nearest cache.
/// </summary>
internal sealed record BinGroup(int[] Features, FeatureBins[] Bins, byte[] Rows, int Stride, int HistogramStart)
{
    public const int Width = 16;
}

/// <summary>All features that vary, as bins, in groups.</summary>
internal sealed class BinnedTable
{
    private const int Block = 1024;
    private static readonly int[] Strides = [16, 32, 64, 128, 256];

    public BinnedTable(RankingTable table, TwoThreads threads)
    {
        Rows = table.Rows;
        var bins = new FeatureBins[table.Columns.Length];
        threads.Each(bins.Length, i => bins[i] = FeatureBins.Of(table.Columns[i]));
        var varying = Enumerable.Range(0, bins.Length).Where(i => bins[i].Count > 1).OrderByDescending(i => bins[i].Count).ThenBy(i => i);
        foreach (var features in varying.Chunk(BinGroup.Width))
        {
            var stride = Array.Find(Strides, each => each >= bins[features[0]].Count);
            var rows = GC.AllocateArray<byte>(table.Rows * BinGroup.Width);
            Groups.Add(new(features, [.. features.Select(feature => bins[feature])], rows, stride, HistogramSize));
            HistogramSize += stride * BinGroup.Width;
        }

        threads.Each(Groups.Count, group => Fill(table, Groups[group]));
    }

    public int Rows { get; }

    public List<BinGroup> Groups { get; } = [];

    /// <summary>Entries of the histograms of all groups.</summary>
    public int HistogramSize { get; }

    /// <summary>A block of rows at a time, so that its 16 columns are written while it is near.</summary>
    private static void Fill(RankingTable table, BinGroup group)
    {
        for (var start = 0; start < table.Rows; start += Block)
        {
            var count = Math.Min(Block, table.Rows - start);
            for (var lane = 0; lane < group.Features.Length; lane++)
            {
                group.Bins[lane].Fill(
                    table.Columns[group.Features[lane]].AsSpan(start, count), group.Rows.AsSpan((start * BinGroup.Width) + lane), BinGroup.Width);
            }
        }
    }
}
