using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.FollowUps;

public enum PreviewOutcome
{
    Done,
    Planned,

    /// <summary>It waits for something that has no date yet.</summary>
    WhenItHappens,

    /// <summary>It is not sent.</summary>
    Not,
}

/// <summary>What a step of the plan means for one match.</summary>
/// <param name="Kind">The step.</param>
/// <param name="Outcome">Whether and when.</param>
/// <param name="At">When it was or will be sent; a mail after quiet hours.</param>
/// <param name="Why">A key of the texts "Plan.Why.Off" and so on.</param>
public sealed record PreviewStep(FollowUpKind Kind, PreviewOutcome Outcome, DateTimeOffset? At = null, string? Why = null);

/// <summary>What is known of a match when its plan is reckoned.</summary>
public sealed record PreviewFacts
{
    public required Match Match { get; init; }

    /// <summary>Its first meeting, if one is booked or held.</summary>
    public Meeting? FirstMeeting { get; init; }

    /// <summary>When the first meeting was reminded of.</summary>
    public DateTimeOffset? FirstMeetingRemindedAt { get; init; }

    /// <summary>Whether the citizen can be written to.</summary>
    public required bool CitizenHasAddress { get; init; }

    public IReadOnlyList<CheckIn> CheckIns { get; init; } = [];

    public IReadOnlyList<FollowUpStep> Steps { get; init; } = [];
}

/// <summary>Reckons for one match what is sent when, and why not. It asks the same rules as the jobs.</summary>
public static class FollowUpPreview
{
    private const int Ahead = 3;

    private static readonly MatchState[] Over = [MatchState.Closing, MatchState.Ended, MatchState.Declined, MatchState.Lapsed, MatchState.Withdrawn];

    /// <summary>In the order of the plan; a step that comes again has a line each time.</summary>
    public static IReadOnlyList<PreviewStep> Of(PreviewFacts facts, ProgrammeSettings settings, DateTimeOffset now) =>
    [
        RequestReminder(facts.Match, settings, now),
        RequestLapse(facts.Match),
        FirstMeetingReminder(facts, settings, now),
        FirstMeetingCheck(facts),
        FirstTalk(facts, settings),
        .. Questions(facts, settings, now, CheckInKind.Contact),
        .. Questions(facts, settings, now, CheckInKind.Pulse),
        Silence(facts, settings, FollowUpKinds.SilenceNudge, "SilenceNudge", now),
        Silence(facts, settings, FollowUpKinds.SilenceTask, "SilenceTask", now),
        Closing(facts, settings),
        Thanks(facts.Match, settings),
    ];

    private static PreviewStep RequestReminder(Match match, ProgrammeSettings settings, DateTimeOffset now)
    {
        var kind = FollowUpKinds.RequestReminder;
        if (match.ReminderSentAt is { } sent) return new(kind, PreviewOutcome.Done, sent);
        if (match.State != MatchState.Requested) return new(kind, PreviewOutcome.Not, Why: "Answered");
        if (!settings.Does(kind)) return new(kind, PreviewOutcome.Not, Why: "Off");
        return new(kind, PreviewOutcome.Planned, QuietHours.NextOpen(Later(match.RequestedAt.AddDays(settings.AnswerReminderDay), now), match.AnswerBy));
    }

    private static PreviewStep RequestLapse(Match match) => match.State switch
    {
        MatchState.Requested => new(FollowUpKinds.RequestLapse, PreviewOutcome.Planned, match.AnswerBy),
        MatchState.Lapsed => new(FollowUpKinds.RequestLapse, PreviewOutcome.Done, match.AnswerBy),
        _ => new(FollowUpKinds.RequestLapse, PreviewOutcome.Not, Why: "Answered"),
    };

    private static PreviewStep FirstMeetingReminder(PreviewFacts facts, ProgrammeSettings settings, DateTimeOffset now)
    {
        var kind = FollowUpKinds.FirstMeetingReminder;
        if (facts.FirstMeetingRemindedAt is { } sent) return new(kind, PreviewOutcome.Done, sent);
        if (BeforeMeeting(facts, kind) is { } before) return before;
        if (!settings.Does(kind)) return new(kind, PreviewOutcome.Not, Why: "Off");
        var startsAt = facts.FirstMeeting!.StartsAt!.Value;
        return new(kind, PreviewOutcome.Planned, Later(QuietHours.LastOpen(startsAt.AddDays(-settings.FirstMeetingReminderDays)), now), Address(facts));
    }

    private static PreviewStep FirstMeetingCheck(PreviewFacts facts) =>
        BeforeMeeting(facts, FollowUpKinds.FirstMeetingCheck) ?? new(FollowUpKinds.FirstMeetingCheck, PreviewOutcome.Planned, facts.FirstMeeting!.StartsAt);

    /// <summary>Where there is no meeting to come: because none is booked yet, or because it has been held.</summary>
    private static PreviewStep? BeforeMeeting(PreviewFacts facts, FollowUpKind kind) => facts switch
    {
        { Match.State: MatchState.Requested } => new(kind, PreviewOutcome.WhenItHappens, Why: "AfterYes"),
        { Match.State: MatchState.Accepted, FirstMeeting: { State: MeetingState.Scheduled } } => null,
        { Match.State: MatchState.Accepted } => new(kind, PreviewOutcome.WhenItHappens, Why: "NoMeeting"),
        { FirstMeeting: { State: MeetingState.Held } held } when kind == FollowUpKinds.FirstMeetingCheck => new(kind, PreviewOutcome.Done, held.StartsAt),
        _ => new(kind, PreviewOutcome.Not, Why: "Over"),
    };

    private static PreviewStep FirstTalk(PreviewFacts facts, ProgrammeSettings settings)
    {
        var kind = FollowUpKinds.FirstTalk;
        if (DoneAt(facts, FirstContactJob.Step) is { } done) return new(kind, PreviewOutcome.Done, done);
        return Running(facts, settings, kind) ?? new(kind, PreviewOutcome.Planned, facts.Match.StartedAt!.Value.AddDays(settings.FirstTalkDays));
    }

    private static IEnumerable<PreviewStep> Questions(PreviewFacts facts, ProgrammeSettings settings, DateTimeOffset now, CheckInKind kind)
    {
        foreach (var asked in facts.CheckIns.Where(c => c.Kind == kind).GroupBy(c => c.Number).OrderBy(g => g.Key))
        {
            yield return new(FollowUpPlan.StepOf(kind, asked.Key), PreviewOutcome.Done, asked.Min(c => c.AskedAt));
        }

        var steps = kind == CheckInKind.Pulse ? [FollowUpKinds.Pulse] : new[] { FollowUpKinds.CheckInFirst, FollowUpKinds.CheckInSecond, FollowUpKinds.CheckInMonthly };
        foreach (var step in steps.Where(s => Running(facts, settings, s) is not null && !facts.CheckIns.Any(c => FollowUpPlan.StepOf(c.Kind, c.Number) == s)))
        {
            yield return Running(facts, settings, step)!;
        }

        if (facts.Match is not { State: MatchState.Started, StartedAt: { } started }) yield break;
        foreach (var question in FollowUpPlan.Next(kind, started, settings, now, Ahead))
        {
            yield return new(FollowUpPlan.StepOf(kind, question.Number), PreviewOutcome.Planned, QuietHours.NextOpen(question.DueAt), Address(facts));
        }
    }

    private static PreviewStep Silence(PreviewFacts facts, ProgrammeSettings settings, FollowUpKind kind, string step, DateTimeOffset now)
    {
        if (Running(facts, settings, kind) is { } not) return not;
        var since = FollowUpPlan.SilentSince(facts.Match);
        if (DoneAt(facts, $"{step}:{since:yyyyMMddHHmm}") is { } done) return new(kind, PreviewOutcome.Done, done);
        var at = Later(since.AddDays(kind.Days!.Get(settings)), now);
        return new(kind, PreviewOutcome.Planned, kind.Reader == PlanReader.Coordinator ? at : QuietHours.NextOpen(at), "UnlessTheyMeet");
    }

    private static PreviewStep Closing(PreviewFacts facts, ProgrammeSettings settings)
    {
        var kind = FollowUpKinds.ClosingQuestions;
        if (facts.CheckIns.Where(c => c.Kind == CheckInKind.Exit).Select(c => (DateTimeOffset?)c.AskedAt).Min() is { } asked) return new(kind, PreviewOutcome.Done, asked);
        if (!settings.Does(kind)) return new(kind, PreviewOutcome.Not, Why: "Off");
        return Over.Contains(facts.Match.State) ? new(kind, PreviewOutcome.Not, Why: "Over") : new(kind, PreviewOutcome.WhenItHappens, Why: "WhenClosing");
    }

    private static PreviewStep Thanks(Match match, ProgrammeSettings settings)
    {
        var kind = FollowUpKinds.Thanks;
        if (match.State == MatchState.Ended) return new(kind, settings.Does(kind) ? PreviewOutcome.Done : PreviewOutcome.Not, match.EndedAt, settings.Does(kind) ? null : "Off");
        if (!settings.Does(kind)) return new(kind, PreviewOutcome.Not, Why: "Off");
        return match.State is MatchState.Declined or MatchState.Lapsed or MatchState.Withdrawn
            ? new(kind, PreviewOutcome.Not, Why: "Over")
            : new(kind, PreviewOutcome.WhenItHappens, Why: "WhenEnded");
    }

    /// <summary>Why a step of a running match has no date; null where it has one.</summary>
    private static PreviewStep? Running(PreviewFacts facts, ProgrammeSettings settings, FollowUpKind kind) => facts.Match.State switch
    {
        _ when Over.Contains(facts.Match.State) => new(kind, PreviewOutcome.Not, Why: "Over"),
        _ when !settings.Does(kind) => new(kind, PreviewOutcome.Not, Why: "Off"),
        MatchState.OnHold => new(kind, PreviewOutcome.Not, Why: "OnHold"),
        MatchState.Started => null,
        _ => new(kind, PreviewOutcome.WhenItHappens, Why: "AfterStart"),
    };

    private static DateTimeOffset? DoneAt(PreviewFacts facts, string step) => facts.Steps.FirstOrDefault(s => s.Step == step)?.DoneAt;

    private static string? Address(PreviewFacts facts) => facts.CitizenHasAddress ? null : "NoAddress";

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
