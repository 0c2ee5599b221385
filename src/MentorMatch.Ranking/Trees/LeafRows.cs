using System.Runtime.Intrinsics.X86;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// The rows of every leaf, with their pulls, as ranges of two buffers: a leaf's children are laid into the other buffer,
/// the left one forwards from the start of the range and the right one backwards from its end.
/// </summary>
internal sealed unsafe class LeafRows(int capacity, TwoThreads threads)
{
    private const int WorthTwoThreads = 1 << 14;
    private const int Ahead = 16;
    private readonly int[][] _rows = [GC.AllocateUninitializedArray<int>(capacity, pinned: true), GC.AllocateUninitializedArray<int>(capacity, pinned: true)];
    private readonly long[][] _pulls = [GC.AllocateUninitializedArray<long>(capacity, pinned: true), GC.AllocateUninitializedArray<long>(capacity, pinned: true)];

    public Span<int> FirstRows => _rows[0];

    public Span<long> FirstPulls => _pulls[0];

    public int* Rows(LeafRange leaf) => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_rows[leaf.Buffer], leaf.Start);

    public long* Pulls(LeafRange leaf) => (long*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_pulls[leaf.Buffer], leaf.Start);

    /// <param name="leaf">What is cut.</param>
    /// <param name="group">Whose bins decide.</param>
    /// <param name="lane">Of the feature in the group.</param>
    /// <param name="goesLeft">1 or 0 for each bin.</param>
    public (LeafRange Left, LeafRange Right) Cut(LeafRange leaf, BinGroup group, int lane, byte[] goesLeft)
    {
        var halves = leaf.Count >= WorthTwoThreads ? 2 : 1;
        var middle = halves == 2 ? leaf.Count / 2 : leaf.Count;
        var lefts = new int[2];
        if (halves == 2)
        {
            threads.Both(half => lefts[half] = CountLeft(leaf, group, lane, goesLeft, half == 0 ? 0 : middle, half == 0 ? middle : leaf.Count));
            threads.Both(half => Move(
                leaf, group, lane, goesLeft, (half == 0 ? 0 : middle, half == 0 ? middle : leaf.Count),
                half == 0 ? 0 : lefts[0], leaf.Count - 1 - (half == 0 ? 0 : middle - lefts[0])));
        }
        else
        {
            lefts[0] = Move(leaf, group, lane, goesLeft, (0, leaf.Count), 0, leaf.Count - 1);
        }

        var left = lefts[0] + lefts[1];
        var buffer = 1 - leaf.Buffer;
        return (new(buffer, leaf.Start, left), new(buffer, leaf.Start + left, leaf.Count - left));
    }

    private int CountLeft(LeafRange leaf, BinGroup group, int lane, byte[] goesLeft, int from, int to)
    {
        var rows = Rows(leaf);
        var sum = 0;
        fixed (byte* bins = &group.Rows[lane], left = goesLeft)
        {
            for (var i = from; i < to; i++) sum += left[bins[(nint)rows[i] * BinGroup.Width]];
        }

        return sum;
    }

    /// <summary>Writes each row at both ends and moves the end that was meant, so that there is no branch to guess wrong.</summary>
    private int Move(LeafRange leaf, BinGroup group, int lane, byte[] goesLeft, (int From, int To) part, int leftAt, int rightAt)
    {
        var target = leaf with { Buffer = 1 - leaf.Buffer };
        int* rows = Rows(leaf), toRows = Rows(target);
        long* pulls = Pulls(leaf), toPulls = Pulls(target);
        var first = leftAt;
        fixed (byte* bins = &group.Rows[lane], left = goesLeft)
        {
            for (var i = part.From; i < part.To; i++)
            {
                if (Sse.IsSupported) Sse.Prefetch0(bins + ((nint)rows[Math.Min(i + Ahead, part.To - 1)] * BinGroup.Width));
                var row = rows[i];
                var isLeft = left[bins[(nint)row * BinGroup.Width]];
                var at = isLeft != 0 ? leftAt : rightAt;
                toRows[at] = row;
                toPulls[at] = pulls[i];
                leftAt += isLeft;
                rightAt -= 1 - isLeft;
            }
        }

        return leftAt - first;
    }
}

/// <summary>Where the rows of a leaf stand.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct LeafRange(int Buffer, int Start, int Count);
