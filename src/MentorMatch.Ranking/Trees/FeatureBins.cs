using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// At most 254 ranges of one feature's values, of about as many rows each, and one more for what is unknown. Value v is in
/// the first bin whose upper bound is not below v, so that "bin ≤ b" and "v ≤ upper bound of b" say the same.
/// </summary>
internal sealed class FeatureBins
{
    private const int MostBins = 254;
    private const int FewestRows = 3;
    private const int Sample = 1 << 16;
    private readonly float[] _padded = new float[256];

    private FeatureBins(float[] upper, bool hasUnknown)
    {
        (Upper, HasUnknown) = (upper, hasUnknown);
        Array.Fill(_padded, float.PositiveInfinity);
        upper.CopyTo(_padded, 0);
    }

    /// <summary>Between the bins: one fewer than there are.</summary>
    public float[] Upper { get; }

    public bool HasUnknown { get; }

    /// <summary>Bins of values; the unknown's comes after them.</summary>
    public int Values => Upper.Length + 1;

    public int Count => Values + (HasUnknown ? 1 : 0);

    /// <summary>Bounds from every n-th row where there are many.</summary>
    public static FeatureBins Of(float[] column)
    {
        var step = Math.Max(1, column.Length / Sample);
        var values = new float[(column.Length + step - 1) / step];
        var count = 0;
        for (var row = 0; row < column.Length; row += step)
        {
            if (!float.IsNaN(column[row])) values[count++] = column[row];
        }

        FloatSort.Sort(values.AsSpan(0, count));
        return new(Bounds(values.AsSpan(0, count)), HasNaN(column));
    }

    public void Fill(ReadOnlySpan<float> values, Span<byte> into, int stride)
    {
        for (var row = 0; row < values.Length; row++) into[row * stride] = BinOf(values[row]);
    }

    /// <summary>A search that halves eight times, without a branch that could be guessed wrong.</summary>
    public byte BinOf(float value)
    {
        if (float.IsNaN(value)) return (byte)Values;
        ref var upper = ref MemoryMarshal.GetArrayDataReference(_padded);
        var bin = (Unsafe.Add(ref upper, 127) < value ? 1 : 0) << 7;
        bin += (Unsafe.Add(ref upper, bin + 63) < value ? 1 : 0) << 6;
        bin += (Unsafe.Add(ref upper, bin + 31) < value ? 1 : 0) << 5;
        bin += (Unsafe.Add(ref upper, bin + 15) < value ? 1 : 0) << 4;
        bin += (Unsafe.Add(ref upper, bin + 7) < value ? 1 : 0) << 3;
        bin += (Unsafe.Add(ref upper, bin + 3) < value ? 1 : 0) << 2;
        bin += (Unsafe.Add(ref upper, bin + 1) < value ? 1 : 0) << 1;
        return (byte)(bin + (Unsafe.Add(ref upper, bin) < value ? 1 : 0));
    }

    private static bool HasNaN(float[] column)
    {
        foreach (var value in column)
        {
            if (float.IsNaN(value)) return true;
        }

        return false;
    }

    private static float[] Bounds(ReadOnlySpan<float> sorted)
    {
        List<float> bounds = [];
        var (inBin, left) = (0, sorted.Length);
        for (var i = 0; i < sorted.Length;)
        {
            var end = i + 1;
            while (end < sorted.Length && sorted[end].Equals(sorted[i])) end++;
            inBin += end - i;
            left -= end - i;
            var wanted = Math.Max(FewestRows, (inBin + left) / (MostBins - bounds.Count));
            if (left >= FewestRows && inBin >= wanted && bounds.Count < MostBins - 1)
            {
                bounds.Add(Between(sorted[i], sorted[end]));
                inBin = 0;
            }

            i = end;
        }

        return [.. bounds];
    }

    /// <summary>At least the lower and below the higher, even where no number lies between.</summary>
    private static float Between(float lower, float higher)
    {
        var middle = (lower / 2) + (higher / 2);
        return middle >= lower && middle < higher ? middle : lower;
    }
}
