using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Ranking;

/// <summary>
/// An immutable scorer of the product's features: linear (score = intercept + Σ weight × (value − baseline)) or trees. Safe
/// to share between threads. Loaded from and saved to one file, see <see cref="RankingModelFile"/>.
/// </summary>
public sealed class RankingModel
{
    private readonly TrainedModel _trained;
    private readonly double[] _baselines;

    private RankingModel(TrainedModel trained)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(trained.Version);
        _trained = trained;
        _baselines = trained.Scorer is LinearScorer linear ? [.. linear.Baselines] : [.. FeatureSchema.All.Select(definition => definition.Baseline)];
    }

    /// <summary>Names the model in suggestions and logs, such as "v0".</summary>
    public string Version => _trained.Version;

    /// <summary>The score that contributions are counted from.</summary>
    public double Intercept => _trained.Scorer.BaseScore;

    /// <summary>One a feature; empty where the model is of trees.</summary>
    public IReadOnlyList<double> Weights => _trained.Scorer is LinearScorer linear ? linear.Weights : [];

    /// <summary>Whether a weight says what a feature does.</summary>
    public bool IsLinear => _trained.Scorer is LinearScorer;

    public IReadOnlyList<double> Baselines => _baselines;

    /// <summary>Occupation field → goal.</summary>
    public FitTable OccupationFit => _trained.OccupationFit;

    /// <summary>Motivation → goal.</summary>
    public FitTable MotivationFit => _trained.MotivationFit;

    /// <summary>How it came to be; null for expert weights.</summary>
    public TrainingRecord? Training => _trained.Training;

    /// <summary>The additive scorer with a programme's weights; fits are the shipped ones unless given.</summary>
    public static RankingModel FromExpert(
        ExpertWeights weights, string version, FitTable? occupationFit = null, FitTable? motivationFit = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(new()
        {
            Version = version,
            Features = [.. FeatureSchema.All.Select(definition => definition.Name)],
            Scorer = new LinearScorer(0, WeightsOf(weights), [.. FeatureSchema.All.Select(definition => definition.Baseline)]),
            OccupationFit = occupationFit ?? DefaultFits.Occupation,
            MotivationFit = motivationFit ?? DefaultFits.Motivation,
        });
    }

    /// <exception cref="ModelSchemaMismatchException">The model is for other features than the product's.</exception>
    public static RankingModel Of(TrainedModel trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        return trained.IsForTheProduct ? new(trained) : throw new ModelSchemaMismatchException(FeatureSchema.Hash, trained.FeatureHash);
    }

    /// <summary>
    /// The same fits and baselines with other expert weights: what a programme's own setting does to the shipped file. It
    /// is linear, whatever this one is.
    /// </summary>
    public RankingModel WithWeights(ExpertWeights weights, string version)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(_trained with
        {
            Version = version,
            Scorer = new LinearScorer(IsLinear ? Intercept : 0, WeightsOf(weights), _baselines),
            Training = null,
        });
    }

    /// <summary>Whether these are the weights it scores with, so that a programme without own weights keeps its version.</summary>
    public bool Has(ExpertWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return IsLinear && WeightsOf(weights).SequenceEqual(Weights);
    }

    /// <inheritdoc cref="RankingModelFile.Load"/>
    public static RankingModel Load(string path) => RankingModelFile.Load(path);

    /// <summary>The score of one pair taken apart. The filters are not asked.</summary>
    public Explanation Explain(CitizenFacts citizen, VolunteerFacts volunteer) => Explain(Prepare(citizen), volunteer);

    /// <summary>Scores of a table that has the product's features, one a row.</summary>
    /// <exception cref="ArgumentException">The table is of other features.</exception>
    public double[] Score(RankingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Features.SequenceEqual(_trained.Features)) throw new ArgumentException("The table is of other features.", nameof(table));
        var scores = new double[table.Rows];
        _trained.Scorer.ScoreColumns(table.Columns, scores);
        return scores;
    }

    /// <summary>Feature name to weight; empty where the model is of trees.</summary>
    public IReadOnlyDictionary<string, double> WeightsByName() =>
        Weights.Select((weight, i) => (FeatureSchema.All[i].Name, weight)).ToDictionary(entry => entry.Name, entry => entry.weight, StringComparer.Ordinal);

    /// <summary>What it sees of a pair, in schema order; NaN is unknown. The filters are not asked.</summary>
    public float[] Features(CitizenFacts citizen, VolunteerFacts volunteer)
    {
        Span<double> features = stackalloc double[FeatureSchema.Count];
        FeatureExtraction.Extract(Prepare(citizen), volunteer, features);
        var values = new float[features.Length];
        for (var i = 0; i < values.Length; i++) values[i] = (float)features[i];
        return values;
    }

    internal TrainedModel ToTrained() => _trained;

    internal PreparedCitizen Prepare(CitizenFacts citizen) => new(citizen, OccupationFit, MotivationFit);

    /// <summary>One score a volunteer; trees score all of them at once.</summary>
    internal void Score(PreparedCitizen citizen, IReadOnlyList<VolunteerFacts> volunteers, Span<double> scores)
    {
        Span<double> features = stackalloc double[FeatureSchema.Count];
        var rows = IsLinear ? [] : new float[volunteers.Count * FeatureSchema.Count];
        for (var i = 0; i < volunteers.Count; i++)
        {
            FeatureExtraction.Extract(citizen, volunteers[i], features);
            if (IsLinear) scores[i] = _trained.Scorer.Score(features);
            else for (var feature = 0; feature < features.Length; feature++) rows[(i * features.Length) + feature] = (float)features[feature];
        }

        if (!IsLinear) _trained.Scorer.ScoreRows(rows, scores);
    }

    internal Explanation Explain(PreparedCitizen citizen, VolunteerFacts volunteer)
    {
        Span<double> features = stackalloc double[FeatureSchema.Count];
        Span<double> amounts = stackalloc double[FeatureSchema.Count];
        FeatureExtraction.Extract(citizen, volunteer, features);
        _trained.Scorer.Contribute(features, amounts);
        var contributions = new Contribution[features.Length];
        for (var i = 0; i < contributions.Length; i++) contributions[i] = new((Feature)i, features[i], _baselines[i], amounts[i]);
        return new(Intercept, _trained.Scorer.Score(features), contributions);
    }

    private static double[] WeightsOf(ExpertWeights weights) => [.. FeatureSchema.All.Select(definition => weights[definition.Feature])];
}
