namespace MentorMatch.Ranking.Trees;

/// <summary>Sorts numbers by their bits, eleven at a time: many columns of many values are sorted before the first tree.</summary>
internal static class FloatSort
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;

    /// <summary>Ascending; without NaN among them.</summary>
    public static void Sort(Span<float> values)
    {
        var (keys, other) = (new uint[values.Length], new uint[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            // −0 is 0: the two are one value.
            var bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);
            keys[i] = (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        }

        for (var shift = 0; shift < 32; shift += Bits)
        {
            Pass(keys, other, shift);
            (keys, other) = (other, keys);
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.UInt32BitsToSingle((keys[i] & 0x80000000) != 0 ? keys[i] & 0x7FFFFFFF : ~keys[i]);
        }
    }

    private static void Pass(uint[] from, uint[] to, int shift)
    {
        var starts = new int[Buckets + 1];
        foreach (var key in from) starts[((key >> shift) & (Buckets - 1)) + 1]++;
        for (var bucket = 1; bucket <= Buckets; bucket++) starts[bucket] += starts[bucket - 1];
        foreach (var key in from) to[starts[(key >> shift) & (Buckets - 1)]++] = key;
    }
}
