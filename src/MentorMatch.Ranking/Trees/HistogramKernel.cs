using System.Runtime.Intrinsics.X86;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// Adds rows to the histograms of one group. An entry holds two sums in one 64-bit number: the gradient as a signed whole
/// number in the upper half, the hessian as an unsigned one in the lower. Sums of whole numbers do not depend on their
/// order, so any number of threads gives the same tree, and a sibling is parent minus child without rounding.
/// </summary>
internal static unsafe class HistogramKernel
{
    private const int Ahead = 16;

    private interface IStride
    {
        static abstract int Value { get; }
    }

    public static void Add(BinGroup group, int* rows, long* pulls, int count, long* histogram)
    {
        fixed (byte* bins = group.Rows)
        {
            var half = group.Features.Length <= BinGroup.Width / 2;
            switch (group.Stride)
            {
                case 16: Add<Stride16>(bins, rows, pulls, count, histogram, half); break;
                case 32: Add<Stride32>(bins, rows, pulls, count, histogram, half); break;
                case 64: Add<Stride64>(bins, rows, pulls, count, histogram, half); break;
                case 128: Add<Stride128>(bins, rows, pulls, count, histogram, half); break;
                default: Add<Stride256>(bins, rows, pulls, count, histogram, half); break;
            }
        }
    }

    private static void Add<TStride>(byte* bins, int* rows, long* pulls, int count, long* histogram, bool half)
        where TStride : struct, IStride
    {
        var last = count - 1;
        for (var i = 0; i < count; i++)
        {
            // The rows of a small leaf lie far apart: ask for them before they are needed.
            if (Sse.IsSupported) Sse.Prefetch0(bins + ((nint)rows[Math.Min(i + Ahead, last)] * BinGroup.Width));
            var row = (ulong*)(bins + ((nint)rows[i] * BinGroup.Width));
            Add8<TStride>(histogram, row[0], pulls[i]);
            if (!half) Add8<TStride>(histogram + (8 * TStride.Value), row[1], pulls[i]);
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static void Add8<TStride>(long* to, ulong bins, long pull)
        where TStride : struct, IStride
    {
        to[(byte)bins] += pull;
        to[(1 * TStride.Value) + (byte)(bins >> 8)] += pull;
        to[(2 * TStride.Value) + (byte)(bins >> 16)] += pull;
        to[(3 * TStride.Value) + (byte)(bins >> 24)] += pull;
        to[(4 * TStride.Value) + (byte)(bins >> 32)] += pull;
        to[(5 * TStride.Value) + (byte)(bins >> 40)] += pull;
        to[(6 * TStride.Value) + (byte)(bins >> 48)] += pull;
        to[(7 * TStride.Value) + (byte)(bins >> 56)] += pull;
    }

    private readonly struct Stride16 : IStride
    {
        public static int Value => 16;
    }

    private readonly struct Stride32 : IStride
    {
        public static int Value => 32;
    }

    private readonly struct Stride64 : IStride
    {
        public static int Value => 64;
    }

    private readonly struct Stride128 : IStride
    {
        public static int Value => 128;
    }

    private readonly struct Stride256 : IStride
    {
        public static int Value => 256;
    }
}
