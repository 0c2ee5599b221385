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
    /// <summary>
    /// The latest question of a kind that is due; those missed before it are passed over, and those that the programme
    /// leaves out are not asked. Null where there is none yet.
    /// </summary>
    public static PlannedQuestion? LatestDue(CheckInKind kind, DateTimeOffset startedAt, ProgrammeSettings settings, DateTimeOffset now)
    {
        PlannedQuestion? latest = null;
        for (var number = 1; DueAt(kind, number, startedAt, settings) <= now; number++)
        {
            if (settings.Does(StepOf(kind, number))) latest = Of(kind, number, startedAt, settings);
        }

        return latest;
    }

    /// <summary>The questions of a kind after a time, as many as asked for; fewer where the programme leaves the rest out.</summary>
    public static IEnumerable<PlannedQuestion> Next(CheckInKind kind, DateTimeOffset startedAt, ProgrammeSettings settings, DateTimeOffset now, int count = 1)
    {
        var first = 1;
        while (DueAt(kind, first, startedAt, settings) <= now) first++;
        // Each step from the third on is like the one before it: two more than the count reach whatever is on.
        return Enumerable.Range(first, count + 2).Where(number => settings.Does(StepOf(kind, number))).Take(count).Select(number => Of(kind, number, startedAt, settings));
    }

    /// <summary>The step of the plan that a question is.</summary>
    public static FollowUpKind StepOf(CheckInKind kind, int number) => (kind, number) switch
    {
        (CheckInKind.Pulse, _) => FollowUpKinds.Pulse,
        (CheckInKind.Exit, _) => FollowUpKinds.ClosingQuestions,
        (_, 1) => FollowUpKinds.CheckInFirst,
        (_, 2) => FollowUpKinds.CheckInSecond,
        _ => FollowUpKinds.CheckInMonthly,
    };

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
