namespace MentorMatch.Core.Learning;

/// <summary>
/// How likely a card is to be considered at its place. The order of cards is random for each citizen, so the rate at
/// which the cards of a place are chosen, over what chance would give, is the place's own doing (Joachims, Swaminathan and
/// Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017).
/// </summary>
public sealed class Propensities
{
    /// <summary>The most that a choice from an unlikely place counts.</summary>
    public const double MostWeight = 10;

    /// <summary>Choices as chance would have them, added to each place, so that a few cases do not decide.</summary>
    private const double Pseudo = 5;

    private Propensities(IReadOnlyList<double> byPlace) => ByPlace = byPlace;

    /// <summary>From place 1 on; the best place has 1.</summary>
    public IReadOnlyList<double> ByPlace { get; }

    public static Propensities Of(IEnumerable<UsedList> lists)
    {
        var (chosen, expected) = (new List<double>(), new List<double>());
        foreach (var list in lists)
        {
            var cards = list.Suggestions.Where(s => s.ShownPlace is not null).ToList();
            if (!cards.Exists(card => card.ChosenFirst)) continue;
            foreach (var card in cards)
            {
                while (chosen.Count < card.ShownPlace) (chosen, expected) = ([.. chosen, 0], [.. expected, 0]);
                chosen[card.ShownPlace!.Value - 1] += card.ChosenFirst ? 1 : 0;
                expected[card.ShownPlace.Value - 1] += 1d / cards.Count;
            }
        }

        var rates = chosen.Zip(expected, (times, chance) => (times + Pseudo) / (chance + Pseudo)).ToList();
        return new([.. rates.Select(rate => rate / rates.Max())]);
    }

    /// <summary>1 / propensity, at most <see cref="MostWeight"/>; 1 for what was no card.</summary>
    public double WeightOf(int? shownPlace) =>
        shownPlace is { } place && place <= ByPlace.Count ? Math.Min(MostWeight, 1 / ByPlace[place - 1]) : 1;
}
