using MentorMatch.Core.Common;

namespace MentorMatch.Core.Citizens;

public static class CitizenErrors
{
    public static Error NotPossibleNow { get; } = Of("NotPossibleNow");

    /// <summary>Somebody saved the same citizen at the same time; the page shows what stands now.</summary>
    public static Error ChangedMeanwhile { get; } = Of("ChangedMeanwhile");

    /// <summary>The citizen has left or is done.</summary>
    public static Error NotTakingPart { get; } = Of("NotTakingPart");

    public static Error FirstNameMissing { get; } = Of("FirstNameMissing").At(nameof(InviteCitizen.FirstName));

    public static Error LastNameMissing { get; } = Of("LastNameMissing").At(nameof(InviteCitizen.LastName));

    public static Error NotAnEmail { get; } = Of("NotAnEmail").At(nameof(InviteCitizen.Email));

    public static Error NotAPhone { get; } = Of("NotAPhone").At(nameof(InviteCitizen.Phone));

    public static Error ProgrammeMissing { get; } = Of("ProgrammeMissing").At(nameof(InviteCitizen.ProgrammeId));

    public static Error LanguageMissing { get; } = Of("LanguageMissing").At(nameof(InviteCitizen.Language));

    /// <summary>Somebody with this address is in the programme already.</summary>
    public static Error AlreadyInvited { get; } = Of("AlreadyInvited").At(nameof(InviteCitizen.Email));

    /// <summary>The address belongs to staff, or to an account that is closed.</summary>
    public static Error EmailNotUsable { get; } = Of("EmailNotUsable").At(nameof(InviteCitizen.Email));

    public static Error NoEmail { get; } = Of("NoEmail");

    public static Error CoordinatorNotInProgramme { get; } = Of("CoordinatorNotInProgramme").At(nameof(ChangeCoordinator.CoordinatorId));

    public static Error ReasonMissing { get; } = Of("ReasonMissing").At("Reason");

    public static Error MessageMissing { get; } = Of("MessageMissing").At(nameof(TellCoordinator.Text));

    public static Error ConsentMissing { get; } = Of("ConsentMissing").At(nameof(SendWishes.Consent));

    public static Error NotAPostcode { get; } = Of("NotAPostcode").At(nameof(WishesAnswers.Postcode));

    public static Error PostcodeForDistance { get; } = Of("PostcodeForDistance").At(nameof(WishesAnswers.Postcode));

    public static Error NotADistance { get; } = Of("NotADistance").At(nameof(WishesAnswers.DistanceKm));

    public static Error NotABirthYear { get; } = Of("NotABirthYear").At(nameof(WishesAnswers.BirthYear));

    public static Error LikedAndDisliked { get; } = Of("LikedAndDisliked").At(nameof(WishesAnswers.Dislikes));

    public static Error CprInText(string field) => Of("CprInText").At(field);

    public static Error TooLong(string field, int most) => Error.In<CitizensTexts>("Error.TooLong", most).At(field);

    /// <summary>The question has no answer, and a mentor cannot be found without one.</summary>
    public static Error NoAnswer(WishesStep step) => Of($"NoAnswer.{step}").At(step.ToString());

    private static Error Of(string key) => Error.In<CitizensTexts>($"Error.{key}");
}

/// <summary>Texts of citizens' own pages.</summary>
public sealed class CitizensTexts;

/// <summary>Texts of coordinators' pages about citizens.</summary>
public sealed class CitizensStaffTexts;
