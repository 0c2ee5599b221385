namespace MentorMatch.Benchmarks;

/// <summary>
/// The most cards that could suit in the made-up network at a given evenness, whoever shares them out: one who knows all
/// citizens of the year beforehand, may give a citizen any number of cards, and finds every volunteer free, but sees the
/// same scores. Giving volunteer u (by popularity, 0 to 1) one card more is worth the chance that the next best citizen for
/// them is suited; the best spread gives each cards until that chance falls to m + n (2u − 1), where n prices unevenness
/// (the Lagrangian of the Gini coefficient, which is linear in cards once volunteers are in order).
/// </summary>
internal static class NetworkBound
{
    private const int Volunteers = 300;

    /// <summary>Of taste: popularity weighs .8, own taste 1, and the ranker's haze 2 (see <see cref="NetworkYear"/>).</summary>
    private const double Popularity = .8;
    private const double Suits = 1;
    private static readonly double Noise = Math.Sqrt(1 + (2 * 2));

    /// <param name="citizens">Of the year.</param>
    /// <param name="cardsEach">Cards a volunteer has in the mean.</param>
    /// <param name="gini">The evenness asked for.</param>
    public static double Suiting(int citizens, double cardsEach, double gini)
    {
        double[] popularity = [.. Enumerable.Range(0, Volunteers).Select(i => Quantile((i + .5) / Volunteers))];
        double[] best = [.. Enumerable.Range(0, citizens).Select(place => Quantile(1 - ((place + .5) / citizens)))];
        double[][] chances = [.. popularity.Select(p => best.Select(z => Chance(p, z)).ToArray())];
        for (var price = 0d; price < 1; price += .002)
        {
            var cards = Spread(chances, cardsEach, price);
            if (GiniOf(cards) <= gini) return chances.Select((own, i) => own.Take(cards[i]).Sum()).Sum() / cards.Sum();
        }

        return double.NaN;
    }

    /// <summary>That a citizen is suited whom the ranker puts at this height for a volunteer of this popularity.</summary>
    private static double Chance(double popularity, double height)
    {
        var expected = (Popularity * popularity) + (height / Noise);
        return Normal((expected - Suits) / Math.Sqrt(1 - (1 / (Noise * Noise))));
    }

    private static int[] Spread(double[][] chances, double cardsEach, double price)
    {
        var (low, high, cards) = (-3d, 3d, new int[chances.Length]);
        for (var step = 0; step < 40; step++)
        {
            var least = (low + high) / 2;
            cards = [.. chances.Select((own, i) => own.TakeWhile(chance => chance > least + (price * ((2 * (i + .5) / chances.Length) - 1))).Count())];
            if (cards.Average() > cardsEach) low = least;
            else high = least;
        }

        return cards;
    }

    private static double GiniOf(int[] cards) => MentorMatch.Ranking.Allocation.Exposure.Gini(cards);

    /// <summary>Abramowitz and Stegun, 26.2.17: right to 7.5e-8.</summary>
    private static double Normal(double x)
    {
        var t = 1 / (1 + (.2316419 * Math.Abs(x)));
        var tail = .3989422804 * Math.Exp(-x * x / 2) * t * (.319381530 + (t * (-.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x > 0 ? 1 - tail : tail;
    }

    private static double Quantile(double share)
    {
        var (low, high) = (-8d, 8d);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (Normal(middle) < share) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
