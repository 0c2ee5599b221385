using System.Numerics;

namespace MentorMatch.Ranking.Training;

/// <summary>The two inner loops of linear training, in the order that the widest registers give.</summary>
internal static class Rows
{
    public static int StrideOf(int features) => (features + 7) / 8 * 8;

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i + Vector<double>.Count <= a.Length; i += Vector<double>.Count) sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    public static void Add(Span<double> to, double scale, ReadOnlySpan<double> what)
    {
        var i = 0;
        for (; i + Vector<double>.Count <= to.Length; i += Vector<double>.Count)
        {
            (new Vector<double>(to[i..]) + (new Vector<double>(what[i..]) * scale)).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++) to[i] += scale * what[i];
    }
}
