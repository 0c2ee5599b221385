namespace MentorMatch.Ranking.Trees;

/// <summary>
/// Gradient and hessian as two whole numbers in one. The scales are such that no sum over rows can leave its half: the sum
/// of all absolute gradients is 2^30, that of all hessians 2^31.
/// </summary>
internal static class Pull
{
    public const double GradientTotal = 1L << 30;
    public const double HessianTotal = 1L << 31;

    public static long Of(double gradient, double hessian) => ((long)Math.Round(gradient) << 32) + (long)Math.Round(hessian);

    public static int Gradient(long pull) => (int)(pull >> 32);

    public static uint Hessian(long pull) => (uint)pull;
}
