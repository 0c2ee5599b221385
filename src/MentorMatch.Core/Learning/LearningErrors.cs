using MentorMatch.Core.Common;

namespace MentorMatch.Core.Learning;

public static class LearningErrors
{
    public static Error OtherFeatures { get; } = Error.In<LearningStaffTexts>("Refused.OtherFeatures");

    public static Error Unreadable { get; } = Error.In<LearningStaffTexts>("Refused.Unreadable");

    public static Error NothingToGoBackTo { get; } = Error.In<LearningStaffTexts>("Refused.NothingToGoBackTo");

    public static Error ReasonMissing { get; } = Error.In<LearningStaffTexts>("Refused.ReasonMissing").At("Why");

    public static Error ReasonTooLong(int most) => Error.In<LearningStaffTexts>("Refused.ReasonTooLong", most).At("Why");

    public static Error TooFewCitizens(int citizens, int fewest) => Error.In<LearningStaffTexts>("Refused.TooFewCitizens", citizens, fewest);

    /// <param name="low">The lower bound of the gain in NDCG@5.</param>
    public static Error GainNotSure(double low) => Error.In<LearningStaffTexts>("Refused.GainNotSure", low);

    public static Error GuardRailBroken(string key) => Error.In<LearningStaffTexts>($"Refused.{key}");

    /// <summary>It was compared with another model than the one that serves now.</summary>
    public static Error AnotherServes(string against, string serving) => Error.In<LearningStaffTexts>("Refused.AnotherServes", against, serving);
}

/// <summary>Texts of the pages about models.</summary>
public sealed class LearningStaffTexts;
