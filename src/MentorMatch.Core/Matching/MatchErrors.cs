using MentorMatch.Core.Common;

namespace MentorMatch.Core.Matching;

public static class MatchErrors
{
    public static Error NotPossibleNow { get; } = Error.In<MatchingTexts>("Error.NotPossibleNow");

    public static Error ShortlistMovedOn { get; } = Error.In<MatchingTexts>("Error.ShortlistMovedOn");

    /// <summary>A model was promoted or taken back in the meantime.</summary>
    public static Error ModelMovedOn { get; } = Error.In<MatchingTexts>("Error.ModelMovedOn");

    public static Error RequestLapsed { get; } = Error.In<MatchingTexts>("Error.RequestLapsed");

    /// <summary>The request was answered or taken back in the meantime.</summary>
    public static Error RequestMovedOn { get; } = Error.In<MatchingTexts>("Error.RequestMovedOn");

    public static Error VolunteerFull { get; } = Error.In<MatchingTexts>("Error.VolunteerFull");

    public static Error AgreementMissing { get; } = Error.In<MatchingTexts>("Error.AgreementMissing");

    public static Error UndoTooLate { get; } = Error.In<MatchingTexts>("Error.UndoTooLate");

    public static Error WishesMissing { get; } = Error.In<MatchingTexts>("Error.WishesMissing");

    public static Error ReasonMissing { get; } = Error.In<MatchingTexts>("Error.ReasonMissing").At("Reason");

    public static Error AlreadyOnList { get; } = Error.In<MatchingTexts>("Error.AlreadyOnList");

    public static Error SameNextChoice { get; } = Error.In<MatchingTexts>("Error.SameNextChoice").At("NextChoice");

    public static Error ReasonTooLong(int most) => Error.In<MatchingTexts>("Error.ReasonTooLong", most).At("Reason");

    public static Error CannotBeAdded(string name) => Error.In<MatchingTexts>("Error.CannotBeAdded", name);

    public static Error NoLongerFits(string name) => Error.In<MatchingTexts>("Error.NoLongerFits", name);

    public static Error TooFewApproved(int fewest) => Error.In<MatchingTexts>("Error.TooFewApproved", fewest);

    public static Error OneNotConfirmed { get; } = Error.In<MatchingTexts>("Error.OneNotConfirmed");

    public static Error TooManyApproved(int most) => Error.In<MatchingTexts>("Error.TooManyApproved", most);

    public static Error WeightOutOfBounds(string feature, double lowest, double highest) =>
        Error.In<MatchingTexts>("Error.WeightOutOfBounds", lowest, highest).At(feature);

    public static Error WeightNotANumber(string feature) => Error.In<MatchingTexts>("Error.WeightNotANumber").At(feature);
}

/// <summary>Texts of suggestions, choice and requests for citizens and volunteers, and the reasons.</summary>
public sealed class MatchingTexts;

/// <summary>Texts of coordinators' pages about suggestions and matches.</summary>
public sealed class MatchingStaffTexts;
