using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.FollowUps;

/// <summary>A question that the plan puts to both sides.</summary>
/// <param name="Kind">Contact or pulse.</param>
/// <param name="Number">Which of its kind, from 1.</param>
/// <param name="DueAt">When it is asked.</param>
public sealed record PlannedQuestion(CheckInKind Kind, int Number, DateTimeOffset DueAt);

/// <summary>When a match is asked how it goes, counted in whole days from its start.</summary>
public static class FollowUpPlan
{
    /// <summary>The latest question of a kind that is due; those missed before it are passed over. Null before the first one.</summary>
    public static PlannedQuestion? LatestDue(CheckInKind kind, DateTimeOffset startedAt, ProgrammeSettings settings, DateTimeOffset now)
    {
        var number = 0;
        while (DueAt(kind, number + 1, startedAt, settings) <= now) number++;
        return number == 0 ? null : Of(kind, number, startedAt, settings);
    }

    /// <summary>The next question of a kind after a time.</summary>
    public static PlannedQuestion Next(CheckInKind kind, DateTimeOffset startedAt, ProgrammeSettings settings, DateTimeOffset now) =>
        Of(kind, (LatestDue(kind, startedAt, settings, now)?.Number ?? 0) + 1, startedAt, settings);

    /// <summary>Since when the two have not met.</summary>
    public static DateTimeOffset SilentSince(Match match) => match.LastMetAt is { } met && met > match.StartedAt ? met : match.StartedAt!.Value;

    private static PlannedQuestion Of(CheckInKind kind, int number, DateTimeOffset startedAt, ProgrammeSettings settings) =>
        new(kind, number, DueAt(kind, number, startedAt, settings));

    private static DateTimeOffset DueAt(CheckInKind kind, int number, DateTimeOffset startedAt, ProgrammeSettings settings) =>
        startedAt.AddDays((kind, number) switch
        {
            (CheckInKind.Pulse, _) => number * AtLeastOne(settings.PulseDays),
            (_, 1) => settings.FirstContactDays,
            _ => Math.Max(settings.SecondContactDays, settings.FirstContactDays) + ((number - 2) * AtLeastOne(settings.MonthlyContactDays)),
        });

    private static int AtLeastOne(int days) => Math.Max(1, days);
}
