using System.Text.Json;
using System.Text.Json.Serialization;

namespace MentorMatch.Ranking;

/// <summary>The file is not a model that this version of the product can use.</summary>
public class InvalidModelException : Exception
{
    public InvalidModelException(string message)
        : base(message)
    {
    }

    public InvalidModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The model was made for other features: its numbers would be read with the wrong meaning.</summary>
public sealed class ModelSchemaMismatchException(string expected, string found)
    : InvalidModelException($"The model is for feature schema {found}; this version of the product has {expected}.")
{
    public string Expected { get; } = expected;

    public string Found { get; } = found;
}

/// <summary>
/// Models as one JSON file: format, kind, version, schema, then what the kind needs (for "linear": intercept and one
/// weight and baseline a feature) and the two fit tables. Another kind, such as tree ensembles, adds a section beside
/// "linear"; a reader that does not know a kind refuses it.
/// </summary>
public static class RankingModelFile
{
    public const int Format = 1;
    private const string Linear = "linear";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    private static readonly JsonSerializerOptions HeaderOptions = new(Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>Where a shipped model stands beside the running program, such as <c>ml-models/v0/model.json</c>.</summary>
    public static string PathOf(string version) =>
        version.Length > 0 && version.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? Path.Combine(AppContext.BaseDirectory, "ml-models", version, "model.json")
            : throw new ArgumentException("A version is made of letters, digits, - and _.", nameof(version));

    /// <exception cref="ModelSchemaMismatchException">The file was made for another feature schema.</exception>
    /// <exception cref="InvalidModelException">The file is not a model of a known kind.</exception>
    public static RankingModel Load(string path) => FromJson(File.ReadAllText(path));

    public static void Save(RankingModel model, string path) => File.WriteAllText(path, ToJson(model));

    public static string ToJson(RankingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var document = new Document
        {
            Format = Format,
            Kind = Linear,
            Version = model.Version,
            Schema = new() { Version = FeatureSchema.Version, Hash = FeatureSchema.Hash },
            Linear = new()
            {
                Intercept = model.Intercept,
                Features = [.. FeatureSchema.All.Select((definition, i) => new WeightRow
                {
                    Name = definition.Name,
                    Weight = model.Weights[i],
                    Baseline = model.Baselines[i],
                })],
            },
            OccupationFit = model.OccupationFit.ToRows(),
            MotivationFit = model.MotivationFit.ToRows(),
        };
        return JsonSerializer.Serialize(document, Options).ReplaceLineEndings("\n") + "\n";
    }

    /// <inheritdoc cref="Load"/>
    public static RankingModel FromJson(string json)
    {
        // Asked before the rest is read: another schema may well have another shape.
        RefuseOtherSchema(json);
        try
        {
            return ToModel(JsonSerializer.Deserialize<Document>(json, Options)
                ?? throw new InvalidModelException("The model file is empty."));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidModelException($"The model file cannot be read: {e.Message}", e);
        }
    }

    private static void RefuseOtherSchema(string json)
    {
        string? found;
        try
        {
            found = JsonSerializer.Deserialize<Header>(json, HeaderOptions)?.Schema?.Hash;
        }
        catch (JsonException e)
        {
            throw new InvalidModelException($"The model file is not JSON of the expected form: {e.Message}", e);
        }

        if (!string.Equals(found, FeatureSchema.Hash, StringComparison.Ordinal))
        {
            throw new ModelSchemaMismatchException(FeatureSchema.Hash, found ?? "(none)");
        }
    }

    private static RankingModel ToModel(Document document)
    {
        if (document.Format != Format || document.Kind != Linear || document.Linear is null)
        {
            throw new InvalidModelException(
                $"This version reads models of format {Format} and kind \"{Linear}\", not format {document.Format} and kind \"{document.Kind}\".");
        }

        var rows = document.Linear.Features;
        if (!rows.Select(row => row.Name).SequenceEqual(FeatureSchema.All.Select(definition => definition.Name)))
        {
            throw new InvalidModelException("The features of the model are not those of its schema.");
        }

        // JSON reads a number too large for a double as infinity.
        if (!rows.SelectMany(row => new[] { row.Weight, row.Baseline }).Append(document.Linear.Intercept).All(double.IsFinite))
        {
            throw new InvalidModelException("The model holds a number that is not finite.");
        }

        return new(
            document.Version,
            document.Linear.Intercept,
            [.. rows.Select(row => row.Weight)],
            [.. rows.Select(row => row.Baseline)],
            ToTable(document.OccupationFit),
            ToTable(document.MotivationFit));
    }

    private static FitTable ToTable(SortedDictionary<string, SortedDictionary<string, double>> rows) =>
        new(rows.ToDictionary(row => row.Key, row => (IReadOnlyDictionary<string, double>)row.Value, StringComparer.Ordinal));

    private sealed record Header
    {
        public SchemaStamp? Schema { get; init; }
    }

    private sealed record Document
    {
        public required int Format { get; init; }

        public required string Kind { get; init; }

        public required string Version { get; init; }

        public required SchemaStamp Schema { get; init; }

        public LinearPart? Linear { get; init; }

        public required SortedDictionary<string, SortedDictionary<string, double>> OccupationFit { get; init; }

        public required SortedDictionary<string, SortedDictionary<string, double>> MotivationFit { get; init; }
    }

    private sealed record SchemaStamp
    {
        public required int Version { get; init; }

        public required string Hash { get; init; }
    }

    private sealed record LinearPart
    {
        public required double Intercept { get; init; }

        public required IReadOnlyList<WeightRow> Features { get; init; }
    }

    private sealed record WeightRow
    {
        public required string Name { get; init; }

        public required double Weight { get; init; }

        public required double Baseline { get; init; }
    }
}
