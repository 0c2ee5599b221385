namespace MentorMatch.Ranking;

/// <summary>
/// An immutable scorer. The one kind today is linear: score = intercept + Σ weight × (value − baseline). Safe to share
/// between threads. Loaded from and saved to one file, see <see cref="RankingModelFile"/>.
/// </summary>
public sealed class RankingModel
{
    private readonly double[] _weights;
    private readonly double[] _baselines;

    internal RankingModel(
        string version, double intercept, double[] weights, double[] baselines, FitTable occupationFit, FitTable motivationFit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        Version = version;
        Intercept = intercept;
        _weights = weights;
        _baselines = baselines;
        OccupationFit = occupationFit;
        MotivationFit = motivationFit;
    }

    /// <summary>Names the model in suggestions and logs, such as "v0".</summary>
    public string Version { get; }

    public double Intercept { get; }

    public IReadOnlyList<double> Weights => _weights;

    public IReadOnlyList<double> Baselines => _baselines;

    /// <summary>Occupation field → goal.</summary>
    public FitTable OccupationFit { get; }

    /// <summary>Motivation → goal.</summary>
    public FitTable MotivationFit { get; }

    /// <summary>The additive scorer with a programme's weights; fits are the shipped ones unless given.</summary>
    public static RankingModel FromExpert(
        ExpertWeights weights, string version, FitTable? occupationFit = null, FitTable? motivationFit = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(
            version,
            0,
            [.. FeatureSchema.All.Select(definition => weights[definition.Feature])],
            [.. FeatureSchema.All.Select(definition => definition.Baseline)],
            occupationFit ?? DefaultFits.Occupation,
            motivationFit ?? DefaultFits.Motivation);
    }

    /// <summary>The same model with other expert weights: what a programme's own setting does to the shipped file.</summary>
    public RankingModel WithWeights(ExpertWeights weights, string version)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new(
            version,
            Intercept,
            [.. FeatureSchema.All.Select(definition => weights[definition.Feature])],
            _baselines,
            OccupationFit,
            MotivationFit);
    }

    /// <summary>Whether these are the weights it scores with, so that a programme without own weights keeps its version.</summary>
    public bool Has(ExpertWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return FeatureSchema.All.All(definition => weights[definition.Feature].Equals(_weights[(int)definition.Feature]));
    }

    /// <inheritdoc cref="RankingModelFile.Load"/>
    public static RankingModel Load(string path) => RankingModelFile.Load(path);

    /// <summary>The score of one pair taken apart. The filters are not asked.</summary>
    public Explanation Explain(CitizenFacts citizen, VolunteerFacts volunteer) => Explain(Prepare(citizen), volunteer);

    internal PreparedCitizen Prepare(CitizenFacts citizen) => new(citizen, OccupationFit, MotivationFit);

    internal double Score(ReadOnlySpan<double> features)
    {
        var score = Intercept;
        for (var i = 0; i < _weights.Length; i++)
        {
            score += Amount(i, features[i]);
        }

        return score;
    }

    internal Explanation Explain(PreparedCitizen citizen, VolunteerFacts volunteer)
    {
        Span<double> features = stackalloc double[FeatureSchema.Count];
        FeatureExtraction.Extract(citizen, volunteer, features);
        var contributions = new Contribution[features.Length];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = new((Feature)i, features[i], _baselines[i], Amount(i, features[i]));
        }

        return new(Intercept, Score(features), contributions);
    }

    private double Amount(int feature, double value) =>
        double.IsNaN(value) ? 0 : _weights[feature] * (value - _baselines[feature]);
}
