using MentorMatch.Core.Matching;

namespace MentorMatch.Core.Learning;

/// <summary>What use has said of a suggestion, worst first. A suggestion that nobody was shown has none.</summary>
public enum Label
{
    /// <summary>A person said no: a coordinator took it off, the citizen said that none fits, or the volunteer declined.</summary>
    Rejected,

    /// <summary>Approved and shown, and another was chosen, or none before the time ran out.</summary>
    NotChosen,

    /// <summary>Chosen, and the two have met.</summary>
    Met,

    /// <summary>Still going three months after they met.</summary>
    ThreeMonths,

    /// <summary>Still going after six months, and both content.</summary>
    SixMonthsContent,
}

/// <summary>A label, and when the world made it so.</summary>
public sealed record LabelSince(Label Label, DateTimeOffset Since);

/// <summary>What became of one suggestion.</summary>
public sealed record SuggestionOutcome
{
    public required SuggestionState State { get; init; }

    /// <summary>The place of the card, from 1; null where it was no card.</summary>
    public required int? ShownPlace { get; init; }

    public required ShortlistState ListState { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the list was answered, or ran out.</summary>
    public required DateTimeOffset? ListClosedAt { get; init; }

    /// <summary>What came of it where it was chosen; of several the one that got furthest.</summary>
    public MatchOutcome? Match { get; init; }
}

/// <summary>How far a match got.</summary>
public sealed record MatchOutcome
{
    public required MatchState State { get; init; }

    /// <summary>The first meeting was held, or the two began.</summary>
    public DateTimeOffset? MetAt { get; init; }

    /// <summary>When it was declined, or began to close.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The latest answer of each side within six months of meeting, 1 to 5; null where one never answered.</summary>
    public int? CitizenAnswer { get; init; }

    public int? VolunteerAnswer { get; init; }
}

/// <summary>Reads labels out of what happened.</summary>
public static class Labels
{
    public const int Count = 5;

    /// <summary>From this of five faces on, somebody is content.</summary>
    public const int Content = 4;

    /// <summary>Null where nothing can be told: not shown, not answered yet, or off the list for a reason that judges nobody.</summary>
    public static LabelSince? Of(SuggestionOutcome outcome, DateTimeOffset now)
    {
        if (outcome.PublishedAt is not { } published) return null;
        if (outcome.Match is { MetAt: { } met } pair) return OfPair(pair, met, now);
        if (outcome.Match is { State: not MatchState.Withdrawn } match) return OfRequest(match);
        return (outcome.State, outcome.ListState) switch
        {
            // Before the citizen saw it. One that was taken off afterwards was not free any more, which says nothing of the pair.
            (SuggestionState.Removed, _) when outcome.ShownPlace is null => new(Label.Rejected, published),
            (SuggestionState.Shown or SuggestionState.NotChosen, ShortlistState.NoneFits) => Closed(Label.Rejected, outcome),
            (SuggestionState.NotChosen, ShortlistState.Chosen or ShortlistState.Expired) => Closed(Label.NotChosen, outcome),
            (SuggestionState.Shown, ShortlistState.Expired) => Closed(Label.NotChosen, outcome),
            _ => null,
        };
    }

    private static LabelSince OfPair(MatchOutcome pair, DateTimeOffset met, DateTimeOffset now)
    {
        var (three, six) = (met.AddMonths(3), met.AddMonths(6));
        if (Lasted(six) && pair.CitizenAnswer >= Content && pair.VolunteerAnswer >= Content) return new(Label.SixMonthsContent, six);
        return Lasted(three) ? new(Label.ThreeMonths, three) : new(Label.Met, met);

        bool Lasted(DateTimeOffset until) => now >= until && !(pair.StoppedAt < until);
    }

    private static LabelSince? OfRequest(MatchOutcome match) => match switch
    {
        { State: MatchState.Declined, StoppedAt: { } at } => new(Label.Rejected, at),
        { State: MatchState.Closing or MatchState.Ended, StoppedAt: { } at } => new(Label.NotChosen, at),
        // Waiting for an answer or for the first meeting; and silence says nothing of the pair.
        _ => null,
    };

    private static LabelSince? Closed(Label label, SuggestionOutcome outcome) => outcome.ListClosedAt is { } at ? new(label, at) : null;
}
