using System.Text.Json;
using System.Text.Json.Serialization;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Ranking;

/// <summary>
/// Models as one JSON file: format, kind, version, schema, how it was trained, then what the kind needs (for "linear":
/// intercept and one weight and baseline a feature; for "trees": nodes and leaves of each tree) and the two fit tables. A
/// reader that does not know a kind refuses it. The same model gives the same bytes.
/// </summary>
public static class RankingModelFile
{
    public const int Format = 1;
    private const string Linear = "linear";
    private const string Trees = "trees";

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
        return ToJson(model.ToTrained());
    }

    /// <summary>A model of any table's features.</summary>
    public static string ToJson(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var document = new ModelDocument
        {
            Format = Format,
            Kind = model.Scorer is LinearScorer ? Linear : Trees,
            Version = model.Version,
            Schema = new() { Version = model.IsForTheProduct ? FeatureSchema.Version : 0, Hash = model.FeatureHash },
            Training = model.Training,
            Linear = model.Scorer is LinearScorer linear ? LinearOf(model.Features, linear) : null,
            Trees = model.Scorer is TreeScorer trees ? TreesOf(model.Features, trees) : null,
            OccupationFit = model.OccupationFit.ToRows(),
            MotivationFit = model.MotivationFit.ToRows(),
        };
        return JsonSerializer.Serialize(document, Options).ReplaceLineEndings("\n") + "\n";
    }

    /// <inheritdoc cref="Load"/>
    public static RankingModel FromJson(string json)
    {
        // Asked before the rest is read: another schema may well have another shape.
        var found = Read<ModelDocument.Header>(json, HeaderOptions).Schema?.Hash;
        return string.Equals(found, FeatureSchema.Hash, StringComparison.Ordinal)
            ? RankingModel.Of(TrainedFromJson(json))
            : throw new ModelSchemaMismatchException(FeatureSchema.Hash, found ?? "(none)");
    }

    /// <summary>A model of any table's features.</summary>
    /// <exception cref="InvalidModelException">The text is not a model of a known kind, or its hash is not that of its features.</exception>
    public static TrainedModel TrainedFromJson(string json)
    {
        try
        {
            return ToModel(Read<ModelDocument>(json, Options));
        }
        catch (ArgumentException e)
        {
            throw new InvalidModelException($"The model file cannot be read: {e.Message}", e);
        }
    }

    private static T Read<T>(string json, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options) ?? throw new InvalidModelException("The model file is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidModelException($"The model file is not JSON of the expected form: {e.Message}", e);
        }
    }

    private static ModelDocument.LinearPart LinearOf(IReadOnlyList<string> features, LinearScorer scorer) => new()
    {
        Intercept = scorer.BaseScore,
        Features = [.. features.Select((name, i) => new ModelDocument.WeightRow { Name = name, Weight = scorer.Weights[i], Baseline = scorer.Baselines[i] })],
    };

    private static ModelDocument.TreesPart TreesOf(IReadOnlyList<string> features, TreeScorer scorer) => new()
    {
        Features = features,
        Trees = [.. scorer.Trees.Select(tree => new ModelDocument.TreePart
        {
            Feature = tree.Feature,
            Threshold = tree.Threshold,
            UnknownLeft = tree.UnknownLeft,
            Left = tree.Left,
            Right = tree.Right,
            Value = tree.Value,
            Rows = tree.Rows,
        })],
    };

    private static TrainedModel ToModel(ModelDocument document)
    {
        if (document.Format != Format)
        {
            throw new InvalidModelException($"This version reads models of format {Format}, not {document.Format}.");
        }

        var (features, scorer) = document switch
        {
            { Kind: Linear, Linear: { } linear, Trees: null } => (linear.Features.Select(row => row.Name), (IScorer)ScorerOf(linear)),
            { Kind: Trees, Trees: { } trees, Linear: null } => (trees.Features, (IScorer)ScorerOf(trees)),
            _ => throw new InvalidModelException($"This version reads models of kind \"{Linear}\" and \"{Trees}\", each with its own section, not \"{document.Kind}\"."),
        };
        var model = new TrainedModel
        {
            Version = string.IsNullOrWhiteSpace(document.Version) ? throw new InvalidModelException("The model has no version.") : document.Version,
            Features = [.. features],
            Scorer = scorer,
            OccupationFit = ToTable(document.OccupationFit),
            MotivationFit = ToTable(document.MotivationFit),
            Training = document.Training,
        };
        return string.Equals(model.FeatureHash, document.Schema.Hash, StringComparison.Ordinal)
            ? model
            : throw new InvalidModelException("The features of the model are not those of its schema.");
    }

    // JSON reads a number too large for a double as infinity; the scorers refuse that.
    private static LinearScorer ScorerOf(ModelDocument.LinearPart part) =>
        new LinearScorer(part.Intercept, [.. part.Features.Select(row => row.Weight)], [.. part.Features.Select(row => row.Baseline)]);

    private static TreeScorer ScorerOf(ModelDocument.TreesPart part) => new TreeScorer(part.Features.Count, [.. part.Trees.Select(tree => new Tree
    {
        Feature = tree.Feature,
        Threshold = tree.Threshold,
        UnknownLeft = tree.UnknownLeft,
        Left = tree.Left,
        Right = tree.Right,
        Value = tree.Value,
        Rows = tree.Rows,
    })]);

    private static FitTable ToTable(SortedDictionary<string, SortedDictionary<string, double>> rows) =>
        new(rows.ToDictionary(row => row.Key, row => (IReadOnlyDictionary<string, double>)row.Value, StringComparer.Ordinal));
}
