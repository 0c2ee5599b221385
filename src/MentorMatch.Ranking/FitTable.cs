using System.Collections.Frozen;

namespace MentorMatch.Ranking;

/// <summary>
/// How well a key of the volunteer (occupation field, motivation) serves a goal, 0 to 1. A pair that is not in the
/// table is 0, so a programme's own keys work before anybody has rated them.
/// </summary>
public sealed class FitTable
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, double>> _rows;

    public FitTable(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var (key, row) in rows)
        {
            foreach (var (goal, fit) in row)
            {
                if (!(fit is >= 0 and <= 1))
                {
                    throw new ArgumentOutOfRangeException(nameof(rows), fit, $"The fit of {key} to {goal} is between 0 and 1.");
                }
            }
        }

        _rows = rows.ToFrozenDictionary(
            entry => entry.Key, entry => entry.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public static FitTable Empty { get; } = new(FrozenDictionary<string, IReadOnlyDictionary<string, double>>.Empty);

    public IEnumerable<string> Keys => _rows.Keys;

    public double Fit(string key, string goal) =>
        _rows.TryGetValue(key, out var row) && row.TryGetValue(goal, out var fit) ? fit : 0;

    /// <summary>The goal that the key serves best with its fit; the first in ordinal order where two are equal.</summary>
    internal (string? Goal, double Fit) Best(string key, KeySet goals)
    {
        (string? Goal, double Fit) best = default;
        foreach (var goal in goals)
        {
            var fit = Fit(key, goal);
            if (fit > best.Fit)
            {
                best = (goal, fit);
            }
        }

        return best;
    }

    internal SortedDictionary<string, SortedDictionary<string, double>> ToRows() =>
        new(
            _rows.ToDictionary(
                entry => entry.Key,
                entry => new SortedDictionary<string, double>(entry.Value.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
                StringComparer.Ordinal),
            StringComparer.Ordinal);
}
