namespace MentorMatch.Ranking.Training;

/// <summary>A smooth function to be made small: returns its value and writes its gradient.</summary>
internal delegate double Objective(ReadOnlySpan<double> at, Span<double> gradient);

/// <summary>
/// Limited-memory BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and
/// 3.1). For the strictly convex objectives used here it ends in the one minimum.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 12;
    private const int MostIterations = 500;
    private const int MostHalvings = 40;
    private const double Tolerance = 1e-5;
    private const double SufficientDecrease = 1e-4;

    public static double[] Minimise(Objective objective, double[] start)
    {
        var point = (double[])start.Clone();
        var gradient = new double[point.Length];
        var value = objective(point, gradient);
        var history = new LinkedList<(double[] Step, double[] Change, double Rho)>();
        for (var iteration = 0; iteration < MostIterations && Norm(gradient) > Tolerance * Math.Max(1, Norm(point)); iteration++)
        {
            var direction = Direction(gradient, history);
            if (TrySearch(objective, point, value, gradient, direction, history.Count == 0) is not { } next) break;
            Remember(history, point, gradient, next.Point, next.Gradient);
            (point, value, gradient) = next;
        }

        return point;
    }

    private static (double[] Point, double Value, double[] Gradient)? TrySearch(
        Objective objective, double[] point, double value, double[] gradient, double[] direction, bool first)
    {
        var slope = Dot(gradient, direction);
        var length = first ? Math.Min(1, 1 / Norm(gradient)) : 1;
        var nextGradient = new double[point.Length];
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            var next = new double[point.Length];
            for (var i = 0; i < next.Length; i++) next[i] = point[i] + (length * direction[i]);
            var nextValue = objective(next, nextGradient);
            if (nextValue <= value + (SufficientDecrease * length * slope)) return (next, nextValue, nextGradient);
        }

        return null;
    }

    private static double[] Direction(double[] gradient, LinkedList<(double[] Step, double[] Change, double Rho)> history)
    {
        var direction = new double[gradient.Length];
        for (var i = 0; i < direction.Length; i++) direction[i] = -gradient[i];
        var alphas = new Stack<double>();
        for (var node = history.Last; node is not null; node = node.Previous)
        {
            var alpha = node.Value.Rho * Dot(node.Value.Step, direction);
            Add(direction, -alpha, node.Value.Change);
            alphas.Push(alpha);
        }

        if (history.Last is { } last)
        {
            var scale = 1 / (last.Value.Rho * Dot(last.Value.Change, last.Value.Change));
            for (var i = 0; i < direction.Length; i++) direction[i] *= scale;
        }

        for (var node = history.First; node is not null; node = node.Next)
        {
            Add(direction, alphas.Pop() - (node.Value.Rho * Dot(node.Value.Change, direction)), node.Value.Step);
        }

        return direction;
    }

    private static void Remember(
        LinkedList<(double[] Step, double[] Change, double Rho)> history, double[] point, double[] gradient, double[] nextPoint, double[] nextGradient)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        for (var i = 0; i < step.Length; i++) (step[i], change[i]) = (nextPoint[i] - point[i], nextGradient[i] - gradient[i]);
        var curvature = Dot(step, change);
        if (curvature <= 1e-14) return;
        history.AddLast((step, change, 1 / curvature));
        if (history.Count > Memory) history.RemoveFirst();
    }

    private static double Norm(double[] of) => Math.Sqrt(Dot(of, of));

    private static double Dot(double[] a, double[] b) => Rows.Dot(a, b);

    private static void Add(double[] to, double scale, double[] what) => Rows.Add(to, scale, what);
}
