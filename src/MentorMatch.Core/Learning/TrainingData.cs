using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Data;

namespace MentorMatch.Core.Learning;

/// <summary>The labelled lists of a programme as a table to learn from. A citizen is a cluster: their lists stay together.</summary>
public sealed class TrainingData
{
    private TrainingData(RankingTable table, int citizens, IReadOnlyList<int> labels, Propensities propensities) =>
        (Table, Citizens, Labels, Propensities) = (table, citizens, labels, propensities);

    public RankingTable Table { get; }

    /// <summary>Whose lists are in the table.</summary>
    public int Citizens { get; }

    /// <summary>How many suggestions have each label, also those of lists that tell no order from another.</summary>
    public IReadOnlyList<int> Labels { get; }

    public Propensities Propensities { get; }

    /// <summary>Lists whose labelled suggestions differ; the others cannot tell one order from another.</summary>
    public static TrainingData Of(IReadOnlyList<UsedList> lists)
    {
        var propensities = Propensities.Of(lists);
        var labelled = lists.Select(list => (list.CitizenId, Rows: list.Suggestions.Where(s => s.Label is not null).ToList())).ToList();
        var telling = labelled.Where(list => list.Rows.Select(row => row.Label!.Label).Distinct().Count() > 1).ToList();
        var counts = new int[Learning.Labels.Count];
        foreach (var row in labelled.SelectMany(list => list.Rows)) counts[(int)row.Label!.Label]++;
        return new(TableOf([.. telling], propensities), telling.Select(list => list.CitizenId).Distinct().Count(), counts, propensities);
    }

    private static RankingTable TableOf(List<(Guid CitizenId, List<UsedSuggestion> Rows)> lists, Propensities propensities)
    {
        var rows = lists.SelectMany(list => list.Rows).ToList();
        var starts = new int[lists.Count + 1];
        for (var i = 0; i < lists.Count; i++) starts[i + 1] = starts[i] + lists[i].Rows.Count;
        return new RankingTable(
            [.. FeatureSchema.All.Select(feature => feature.Name)],
            [.. Enumerable.Range(0, FeatureSchema.Count).Select(feature => rows.Select(row => row.Features[feature]).ToArray())],
            [.. rows.Select(row => (byte)row.Label!.Label)],
            starts,
            [.. lists.Select(list => ClusterOf(list.CitizenId))],
            HashOf(lists))
        {
            // A choice from an unlikely place says more. What a coordinator took off was never at a place.
            Weights = [.. rows.Select(row => (float)(row.Label!.Label >= Label.Met ? propensities.WeightOf(row.ShownPlace) : 1))],
        };
    }

    /// <summary>The random half of an id.</summary>
    private static long ClusterOf(Guid citizenId) => BinaryPrimitives.ReadInt64LittleEndian(citizenId.ToByteArray().AsSpan(8));

    private static string HashOf(List<(Guid CitizenId, List<UsedSuggestion> Rows)> lists)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (citizenId, rows) in lists)
        {
            hash.AppendData(citizenId.ToByteArray());
            foreach (var row in rows)
            {
                hash.AppendData(row.Id.ToByteArray());
                hash.AppendData([(byte)row.Label!.Label, (byte)(row.ShownPlace ?? 0)]);
                hash.AppendData(MemoryMarshal.AsBytes(row.Features.AsSpan()));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
