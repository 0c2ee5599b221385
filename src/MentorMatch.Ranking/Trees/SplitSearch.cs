using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MentorMatch.Ranking.Trees;

/// <summary>A place to cut a leaf. <see cref="Gain"/> is 0 where there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Split(double Gain, int Group, int Lane, int Bin, bool UnknownLeft, long Left)
{
    /// <summary>Higher gain; where two gain the same, the feature that comes first, so that no thread's speed decides.</summary>
    public bool Beats(Split other, List<BinGroup> groups) => Gain > other.Gain
        || (Gain.Equals(other.Gain) && Gain > 0 && groups[Group].Features[Lane] < groups[other.Group].Features[other.Lane]);
}

/// <summary>Finds the best cut of one feature from its histogram.</summary>
internal sealed class SplitSearch
{
    private readonly double[] _gradients = new double[256];
    private readonly double[] _hessians = new double[256];

    /// <summary>λ of the gain, in the units of this tree's hessians.</summary>
    public double Regularisation { get; set; }

    /// <summary>Of either side, in the units of this tree's hessians.</summary>
    public double LeastHessian { get; set; }

    /// <param name="histogram">One entry a bin.</param>
    /// <param name="bins">Of the feature.</param>
    /// <param name="total">Of the leaf.</param>
    /// <returns>Gain, bin and direction of the unknown; bin -1 where no cut gains.</returns>
    public (double Gain, int Bin, bool UnknownLeft, long Left) Of(ReadOnlySpan<long> histogram, FeatureBins bins, long total)
    {
        // A side without rows gains nothing but what rounding makes of it.
        var nothing = 1e-10 * Pull.Gradient(total) * Pull.Gradient(total) / (Pull.Hessian(total) + Regularisation);
        var found = (Gain: nothing, Bin: -1, UnknownLeft: false, Left: 0L);
        var unknown = bins.HasUnknown ? histogram[bins.Values] : 0;
        Try(histogram, bins.Values - 1, 0, total, unknownLeft: false, ref found);
        if (unknown != 0)
        {
            Try(histogram, bins.Values - 1, unknown, total, unknownLeft: true, ref found);

            // Known on one side, unknown on the other.
            TryOne(total - unknown, bins.Values - 1, total, ref found);
        }

        return found;
    }

    private void Try(ReadOnlySpan<long> histogram, int cuts, long start, long total, bool unknownLeft, ref (double Gain, int Bin, bool UnknownLeft, long Left) found)
    {
        var sum = start;
        for (var bin = 0; bin < cuts; bin++)
        {
            sum += histogram[bin];
            (_gradients[bin], _hessians[bin]) = (Pull.Gradient(sum), Pull.Hessian(sum));
        }

        // Padding fails the test of the least hessian.
        for (var bin = cuts; bin % 4 != 0; bin++) (_gradients[bin], _hessians[bin]) = (0, -1);
        var (gain, at) = Best(cuts, Pull.Gradient(total), Pull.Hessian(total), found.Gain);
        if (at < 0) return;
        var left = start;
        for (var bin = 0; bin <= at; bin++) left += histogram[bin];
        found = (gain, at, unknownLeft, left);
    }

    private void TryOne(long left, int bin, long total, ref (double Gain, int Bin, bool UnknownLeft, long Left) found)
    {
        (_gradients[0], _hessians[0]) = (Pull.Gradient(left), Pull.Hessian(left));
        for (var i = 1; i < 4; i++) (_gradients[i], _hessians[i]) = (0, -1);
        var (gain, at) = Best(1, Pull.Gradient(total), Pull.Hessian(total), found.Gain);
        if (at == 0) found = (gain, bin, false, left);
    }

    /// <summary>gain = G_l² / (H_l + λ) + G_r² / (H_r + λ) − G² / (H + λ), four cuts at a time.</summary>
    private (double Gain, int At) Best(int cuts, double gradient, double hessian, double toBeat)
    {
        var whole = gradient * gradient / (hessian + Regularisation);
        var (best, bestAt) = (Vector256.Create(toBeat), Vector256.Create(-1d));
        var (least, ridge, g, h) = (Vector256.Create(LeastHessian), Vector256.Create(Regularisation), Vector256.Create(gradient), Vector256.Create(hessian));
        var at = Vector256.Create(0d, 1, 2, 3);
        for (var bin = 0; bin < cuts; bin += 4, at += Vector256.Create(4d))
        {
            var (gl, hl) = (Vector256.LoadUnsafe(ref _gradients[bin]), Vector256.LoadUnsafe(ref _hessians[bin]));
            var (gr, hr) = (g - gl, h - hl);
            var (dl, dr) = (hl + ridge, hr + ridge);
            var gain = (((gl * gl * dr) + (gr * gr * dl)) / (dl * dr)) - Vector256.Create(whole);
            var better = Vector256.GreaterThan(gain, best) & Vector256.GreaterThanOrEqual(hl, least) & Vector256.GreaterThanOrEqual(hr, least);
            best = Vector256.ConditionalSelect(better, gain, best);
            bestAt = Vector256.ConditionalSelect(better, at, bestAt);
        }

        var (found, foundAt) = (toBeat, -1);
        for (var lane = 0; lane < 4; lane++)
        {
            var (gain, place) = (best[lane], (int)bestAt[lane]);
            if (place >= 0 && (gain > found || (gain.Equals(found) && place < foundAt))) (found, foundAt) = (gain, place);
        }

        return (found, foundAt);
    }
}
