using System.Globalization;

namespace MentorMatch.Cli.Ranking;

/// <summary>The words of a command cannot be used; the message is one line.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>"--name value" pairs and "--flag" switches of one command. What is not taken is refused.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    public Options(IReadOnlyList<string> words, IReadOnlyCollection<string> names, IReadOnlyCollection<string> flags)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (flags.Contains(words[i])) _flags.Add(words[i]);
            else if (!names.Contains(words[i])) throw new UsageException($"{words[i]} is not an option here; there are {string.Join(", ", names.Concat(flags))}.");
            else if (i + 1 == words.Count) throw new UsageException($"{words[i]} needs a value.");
            else Add(words[i], words[++i]);
        }
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Find(string name) => _values.TryGetValue(name, out var values)
        ? values.Count == 1 ? values[0] : throw new UsageException($"{name} comes twice.")
        : null;

    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public string Get(string name) => Find(name) ?? throw new UsageException($"{name} is missing.");

    public string OneOf(string name, string otherwise, params IReadOnlyList<string> allowed)
    {
        var value = Find(name) ?? otherwise;
        return allowed.Contains(value) ? value : throw new UsageException($"{name} is one of {string.Join(", ", allowed)}, not {value}.");
    }

    public int Number(string name, int otherwise, int lowest, int highest)
    {
        if (Find(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw new UsageException($"{name} is a whole number from {lowest} to {highest}, not {text}.");
    }

    /// <summary>Above 0 and at most 1.</summary>
    public double Share(string name, double otherwise) => Decimal(name, otherwise, value => value is > 0 and <= 1, "above 0 and at most 1");

    /// <summary>From 0 to a million.</summary>
    public double Amount(string name, double otherwise) => Decimal(name, otherwise, value => value is >= 0 and <= 1e6, "from 0 to 1000000");

    private double Decimal(string name, double otherwise, Func<double, bool> allowed, string range)
    {
        if (Find(name) is not { } text) return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && allowed(value)
            ? value
            : throw new UsageException($"{name} is a number {range}, not {text}.");
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
        values.Add(value);
    }
}
