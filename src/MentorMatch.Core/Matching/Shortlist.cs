using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Matching;

public enum ShortlistState
{
    Draft,
    Published,
    Chosen,
    NoneFits,
    HelpAsked,
    Expired,
}

/// <summary>The suggestions for one citizen: drafted by the ranker, approved by a coordinator, shown to the citizen.</summary>
public sealed class Shortlist : IRecordsStateChanges
{
    public static StateTable<ShortlistState> Moves { get; } = new(
        (ShortlistState.Draft, ShortlistState.Published),
        (ShortlistState.Published, ShortlistState.Chosen),
        (ShortlistState.Published, ShortlistState.NoneFits),
        (ShortlistState.Published, ShortlistState.HelpAsked),
        (ShortlistState.Published, ShortlistState.Expired),
        // Undo, a declining volunteer with cards left, and help that has been given.
        (ShortlistState.Chosen, ShortlistState.Published),
        (ShortlistState.NoneFits, ShortlistState.Published),
        (ShortlistState.HelpAsked, ShortlistState.Published),
        (ShortlistState.HelpAsked, ShortlistState.Chosen),
        (ShortlistState.HelpAsked, ShortlistState.NoneFits),
        // The citizen left, or new wishes made it void.
        (ShortlistState.Draft, ShortlistState.Expired),
        (ShortlistState.HelpAsked, ShortlistState.Expired),
        (ShortlistState.Chosen, ShortlistState.Expired));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required Guid CitizenId { get; init; }

    [NotPersonal]
    public ShortlistState State { get; private set; }

    [NotPersonal]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotPersonal]
    public DateTimeOffset? PublishedAt { get; private set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(PublishedAt))]
    public string? PublishedBy { get; private set; }

    [NotPersonal]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Seed of the order of the cards: fixed for one citizen, random between citizens, so that place says nothing.</summary>
    [NotPersonal]
    public required int CardOrderSeed { get; init; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? FirstSeenAt { get; set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The coordinator who sat beside when it was chosen at the desk.</summary>
    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(AnsweredAt))]
    public string? ChosenWith { get; set; }

    /// <summary>The suggestion to ask next if the chosen one cannot, if the citizen named one.</summary>
    public Guid? NextChoiceId { get; set; }

    /// <summary>Why none fits, in the citizen's words.</summary>
    [Personal(DataCategory.SensitiveText)]
    public string? AnswerText { get; set; }

    /// <summary>The model that drafted it: a version, or "none" with the ranker off.</summary>
    [NotPersonal]
    public required string ModelVersion { get; init; }

    /// <summary>The model that ran beside it in shadow; null where none did.</summary>
    [NotPersonal]
    public string? ShadowVersion { get; init; }

    public List<Suggestion> Suggestions { get; } = [];

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    public Result Publish(Actor by, DateTimeOffset now, int openDays, string? reason = null)
    {
        var moved = Move(ShortlistState.Published, by, now, reason);
        if (moved.Succeeded) (PublishedAt, PublishedBy, ExpiresAt, AnsweredAt) = (now, by.Name, now.AddDays(openDays), null);
        return moved;
    }

    public Result Choose(Actor by, DateTimeOffset now) => Answer(ShortlistState.Chosen, by, now);

    public Result NoneFits(Actor by, DateTimeOffset now) => Answer(ShortlistState.NoneFits, by, now);

    public Result AskForHelp(Actor by, DateTimeOffset now) => Answer(ShortlistState.HelpAsked, by, now);

    public Result Expire(Actor by, DateTimeOffset now, string? reason) => Move(ShortlistState.Expired, by, now, reason);

    /// <summary>Back to open cards: undo, or the volunteer said no.</summary>
    public Result Reopen(Actor by, DateTimeOffset now, string reason, int openDays)
    {
        var moved = Move(ShortlistState.Published, by, now, reason);
        if (moved.Succeeded) (AnsweredAt, ExpiresAt) = (null, now.AddDays(openDays));
        return moved;
    }

    private Result Answer(ShortlistState to, Actor by, DateTimeOffset now)
    {
        var moved = Move(to, by, now);
        if (moved.Succeeded) AnsweredAt = now;
        return moved;
    }

    private Result Move(ShortlistState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return MatchErrors.ShortlistMovedOn;
        StateChanges.Record(nameof(Shortlist), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}
