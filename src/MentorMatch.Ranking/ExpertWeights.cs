using System.Text.Json;

namespace MentorMatch.Ranking;

/// <summary>One weight that cannot be used. <paramref name="Lowest"/> and <paramref name="Highest"/> are null for an unknown name.</summary>
public sealed record WeightProblem(string Name, double Value, double? Lowest, double? Highest);

/// <summary>Weights were given that <see cref="ExpertWeights.Check"/> refuses.</summary>
public sealed class InvalidWeightsException(IReadOnlyList<WeightProblem> problems)
    : Exception($"Weights out of bounds or unknown: {string.Join(", ", problems.Select(problem => problem.Name))}.")
{
    public IReadOnlyList<WeightProblem> Problems { get; } = problems;
}

/// <summary>
/// One weight a feature, which a programme sees and changes. Immutable. A feature that is not named keeps its default;
/// 0 switches it off.
/// </summary>
public sealed class ExpertWeights : IEquatable<ExpertWeights>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly double[] _weights;

    private ExpertWeights(double[] weights) => _weights = weights;

    public static ExpertWeights Default { get; } = new([.. FeatureSchema.All.Select(definition => definition.DefaultWeight)]);

    public double this[Feature feature] => _weights[(int)feature];

    /// <summary>Empty when all names are known and all values within their bounds.</summary>
    public static IReadOnlyList<WeightProblem> Check(IReadOnlyDictionary<string, double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        List<WeightProblem> problems = [];
        foreach (var (name, value) in weights)
        {
            var definition = FeatureSchema.Find(name);
            if (definition is null || !(value >= definition.LowestWeight && value <= definition.HighestWeight))
            {
                problems.Add(new(name, value, definition?.LowestWeight, definition?.HighestWeight));
            }
        }

        return problems;
    }

    /// <exception cref="InvalidWeightsException">A name is unknown or a value out of bounds.</exception>
    public static ExpertWeights From(IReadOnlyDictionary<string, double> weights)
    {
        var problems = Check(weights);
        if (problems.Count > 0)
        {
            throw new InvalidWeightsException(problems);
        }

        return new([.. FeatureSchema.All.Select(definition =>
            weights.TryGetValue(definition.Name, out var weight) ? weight : definition.DefaultWeight)]);
    }

    /// <exception cref="InvalidWeightsException">A name is unknown or a value out of bounds.</exception>
    /// <exception cref="JsonException">The text is not an object of numbers.</exception>
    public static ExpertWeights FromJson(string json) =>
        From(JsonSerializer.Deserialize<Dictionary<string, double>>(json) ?? throw new JsonException("Weights are an object."));

    /// <exception cref="InvalidWeightsException">The weight is out of bounds.</exception>
    public ExpertWeights With(Feature feature, double weight)
    {
        var changed = ToDictionary();
        changed[FeatureSchema.Of(feature).Name] = weight;
        return From(changed);
    }

    /// <summary>Feature name → weight, in schema order.</summary>
    public Dictionary<string, double> ToDictionary() =>
        FeatureSchema.All.ToDictionary(definition => definition.Name, definition => this[definition.Feature], StringComparer.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(ToDictionary(), Indented);

    public bool Equals(ExpertWeights? other) => other is not null && _weights.AsSpan().SequenceEqual(other._weights);

    public override bool Equals(object? obj) => Equals(obj as ExpertWeights);

    public override int GetHashCode() => HashCode.Combine(_weights[0], _weights[^1], _weights.Sum());
}
