using MentorMatch.Core.Common;

namespace MentorMatch.Core.Volunteers;

public static class VolunteerErrors
{
    public static Error NotPossibleNow { get; } = Error.In<VolunteersTexts>("Error.NotPossibleNow");

    public static Error GuideNotApproved { get; } = Error.In<VolunteersTexts>("Error.GuideNotApproved");

    public static Error ConfidentialityNotSigned { get; } = Error.In<VolunteersTexts>("Error.ConfidentialityNotSigned");

    public static Error CertificateMissing { get; } = Error.In<VolunteersTexts>("Error.CertificateMissing");

    public static Error TrainingNotComplete { get; } = Error.In<VolunteersTexts>("Error.TrainingNotComplete");

    public static Error HasLiveMatch { get; } = Error.In<VolunteersTexts>("Error.HasLiveMatch");

    public static Error InterviewNotHeld { get; } = Error.In<VolunteersTexts>("Error.InterviewNotHeld");

    public static Error CapacityBelowUsed(int used) => Wrong("CapacityBelowUsed", "Capacity", used);

    /// <summary>Somebody saved the guide after it was read here.</summary>
    public static Error GuideChanged(string who, DateTimeOffset when) =>
        Error.In<VolunteersTexts>("Error.GuideChanged", who, when.ToDanish().ToString("HH.mm", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The sentence "Error.{name}" beside the field.</summary>
    internal static Error Wrong(string name, string field, params object[] args) => Error.In<VolunteersTexts>($"Error.{name}", args).At(field);
}
