using MentorMatch.Ranking;

namespace MentorMatch.Core.Matching;

/// <summary>The rules that no coordinator sets aside. The others give way to a reason, which is kept.</summary>
public static class HardRules
{
    public static IReadOnlyList<ExclusionReason> All { get; } =
    [
        ExclusionReason.NotReady, ExclusionReason.RequirementMissing, ExclusionReason.NoFreeCapacity, ExclusionReason.ConflictOfInterest,
    ];

    public static bool Broken(Exclusion exclusion) => exclusion.Reasons.Any(All.Contains);
}
