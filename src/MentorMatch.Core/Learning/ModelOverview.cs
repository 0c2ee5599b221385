using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;

namespace MentorMatch.Core.Learning;

/// <summary>
/// A programme in the list of models: what serves, and since when where somebody promoted it; the challenger in shadow, and
/// whether it has passed everything but a person's signature.
/// </summary>
public sealed record ModelListItem(
    Guid ProgrammeId, LocalText ProgrammeName, bool RankerOn, string ServingVersion, DateTimeOffset? ServingSince, string? ChallengerVersion, bool MayBePromoted);

/// <summary>All that is told of one programme's models. Numbers of people, never who.</summary>
public sealed record ModelOverview
{
    public required Guid ProgrammeId { get; init; }

    public required LocalText ProgrammeName { get; init; }

    public required bool RankerOn { get; init; }

    public required ServingModel Serving { get; init; }

    public required ChallengerModel? Challenger { get; init; }

    /// <summary>Versions that cannot be read; what served before them serves.</summary>
    public required IReadOnlyList<string> Unusable { get; init; }

    public required LearnedLabels Labels { get; init; }

    public required MentorExposure Exposure { get; init; }

    public required CoordinatorOverrides Overrides { get; init; }

    public required IReadOnlyList<ModelListed> History { get; init; }
}

/// <param name="Version">Its name.</param>
/// <param name="Id">Null for expert weights.</param>
/// <param name="Weighs">Feature to its share of the score, below 0 where more of it lowers.</param>
/// <param name="Metrics">Null for expert weights: nothing was measured when people set them.</param>
/// <param name="Signature">Who promoted it; null for expert weights.</param>
/// <param name="BackTo">What one step back leads to; null where there is none.</param>
public sealed record ServingModel(
    string Version, Guid? Id, IReadOnlyDictionary<string, double> Weighs, ModelMetrics? Metrics, ModelSignature? Signature, string? BackTo);

/// <summary>The model in shadow, and why it may not be promoted; no refusal where it may.</summary>
public sealed record ChallengerModel(
    Guid Id, string Version, DateTimeOffset TrainedAt, bool Invented, ModelMetrics Metrics, IReadOnlyList<Error> Refusals, ShadowReport Shadow);

/// <summary>How a challenger would have ordered those who were chosen since it was trained.</summary>
/// <param name="Lists">Drafted while it ran.</param>
/// <param name="Chosen">Suggestions on them that a citizen chose.</param>
/// <param name="ServingPlace">Their mean place by the model that served; null where nobody was chosen.</param>
/// <param name="ShadowPlace">Their mean place by the challenger.</param>
public sealed record ShadowReport(int Lists, int Chosen, double? ServingPlace, double? ShadowPlace);

public sealed record ModelSignature(string By, DateTimeOffset At, string? Why);

/// <param name="Counts">Suggestions with each label, 0 to 4.</param>
/// <param name="New">Since the last training.</param>
/// <param name="Needed">How many new ones a training waits for.</param>
/// <param name="LastTrainedAt">Null where nothing was trained yet.</param>
public sealed record LearnedLabels(IReadOnlyList<int> Counts, int New, int Needed, DateTimeOffset? LastTrainedAt);

/// <summary>A stored model in the history, with its moves.</summary>
public sealed record ModelListed(
    string Version, DateTimeOffset TrainedAt, bool Invented, ModelState State, ModelMetrics Metrics, IReadOnlyList<ModelMove> Moves);

public sealed record ModelMove(ModelState To, ModelSignature Signature, bool Back);
