using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Volunteers;

public enum VolunteerState
{
    Applied,
    Confirmed,
    Interviewed,
    InTraining,
    Ready,
    Paused,
    Left,
    Declined,
}

/// <summary>A volunteer in one programme. "Matched" is not a state: it is having live matches (<see cref="Used"/> above 0).</summary>
public sealed class Volunteer : IRecordsStateChanges
{
    public static StateTable<VolunteerState> Moves { get; } = new(
        (VolunteerState.Applied, VolunteerState.Confirmed),
        (VolunteerState.Confirmed, VolunteerState.Interviewed),
        (VolunteerState.Interviewed, VolunteerState.InTraining),
        (VolunteerState.InTraining, VolunteerState.Ready),
        (VolunteerState.Ready, VolunteerState.Paused),
        (VolunteerState.Paused, VolunteerState.Ready),
        (VolunteerState.Ready, VolunteerState.Left),
        (VolunteerState.Paused, VolunteerState.Left),
        (VolunteerState.Applied, VolunteerState.Declined),
        (VolunteerState.Confirmed, VolunteerState.Declined),
        (VolunteerState.Interviewed, VolunteerState.Declined),
        (VolunteerState.InTraining, VolunteerState.Declined),
        // A volunteer who withdraws before being ready has left, which is not the same as having been declined.
        (VolunteerState.Applied, VolunteerState.Left),
        (VolunteerState.Confirmed, VolunteerState.Left),
        (VolunteerState.Interviewed, VolunteerState.Left),
        (VolunteerState.InTraining, VolunteerState.Left));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required Guid AccountId { get; init; }

    [NotPersonal]
    public VolunteerState State { get; private set; }

    [Personal(DataCategory.Identity)]
    public required string FirstName { get; set; }

    [Personal(DataCategory.Identity)]
    public required string LastName { get; set; }

    [Personal(DataCategory.Contact)]
    public required string Email { get; set; }

    [Personal(DataCategory.Contact)]
    public required string Phone { get; set; }

    [NotPersonal]
    public string Language { get; set; } = "da";

    /// <summary>Which of <see cref="Catalogues.Sources"/> brought them, with a detail such as the paper's name.</summary>
    [NotPersonal]
    public required string Source { get; init; }

    [NotPersonal]
    public string? SourceDetail { get; init; }

    public Guid? AssociationId { get; init; }

    [Personal(DataCategory.Preference)]
    public bool WantsInformationMeeting { get; set; }

    [Personal(DataCategory.SensitiveText)]
    public string? Motivation { get; set; }

    /// <summary>How many citizens at a time, and how many are requested or running now. The database keeps Used ≤ Capacity.</summary>
    [NotPersonal]
    public int Capacity { get; set; } = 1;

    [NotPersonal]
    public int Used { get; private set; }

    [NotPersonal]
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>Since when ready without a pause or a match; what the idle-volunteer mail goes by.</summary>
    [NotPersonal]
    public DateTimeOffset? IdleSince { get; set; }

    [Personal(DataCategory.Activity, Keep.FiveYears)]
    public DateTimeOffset? ConfidentialitySignedAt { get; private set; }

    [NotPersonal]
    public string? ConfidentialityVersion { get; private set; }

    /// <summary>That a certificate was seen: when, by whom, valid until. Never the certificate itself.</summary>
    [Personal(DataCategory.Activity)]
    public DateOnly? CertificateCheckedOn { get; private set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(CertificateCheckedOn))]
    public string? CertificateCheckedBy { get; private set; }

    [Personal(DataCategory.Activity)]
    public DateOnly? CertificateValidUntil { get; private set; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? TrainingCompletedAt { get; set; }

    [Personal(DataCategory.SensitiveText)]
    public string? TrainingExemptionReason { get; private set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(AppliedAt))]
    public string? TrainingExemptedBy { get; private set; }

    /// <summary>Whether other volunteers may see them on the contact list of the network.</summary>
    [Personal(DataCategory.Preference)]
    public bool OnContactList { get; set; }

    /// <summary>When the personal columns were emptied for good.</summary>
    [NotPersonal]
    public DateTimeOffset? ErasedAt { get; set; }

    public MatchGuide Guide { get; init; } = new();

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    [NotPersonal]
    public string FullName => $"{FirstName} {LastName}";

    public Result Confirm(Actor by, DateTimeOffset now) => Move(VolunteerState.Confirmed, by, now);

    public Result Interviewed(Actor by, DateTimeOffset now) => Move(VolunteerState.Interviewed, by, now);

    public Result StartTraining(Actor by, DateTimeOffset now) =>
        Guide.ApprovedAt is null ? VolunteerErrors.GuideNotApproved : Move(VolunteerState.InTraining, by, now);

    /// <summary>Refused with each thing that is still missing.</summary>
    public Result BecomeReady(Actor by, ProgrammeSettings settings, DateTimeOffset now)
    {
        var missing = MissingForReady(settings, now.DanishDate());
        if (missing.Count > 0) return Result.From(missing);
        var moved = Move(VolunteerState.Ready, by, now);
        if (moved.Succeeded) IdleSince = now;
        return moved;
    }

    public Result Pause(Actor by, DateTimeOffset now, string? reason)
    {
        var moved = Move(VolunteerState.Paused, by, now, reason);
        if (moved.Succeeded) IdleSince = null;
        return moved;
    }

    public Result Resume(Actor by, DateTimeOffset now)
    {
        if (State != VolunteerState.Paused) return VolunteerErrors.NotPossibleNow;
        var moved = Move(VolunteerState.Ready, by, now);
        if (moved.Succeeded) IdleSince = Used == 0 ? now : null;
        return moved;
    }

    /// <summary>Refused while a match is requested or running: that match ends first.</summary>
    public Result Leave(Actor by, DateTimeOffset now, string? reason) =>
        Used > 0 ? VolunteerErrors.HasLiveMatch : Move(VolunteerState.Left, by, now, reason);

    public Result Decline(Actor by, DateTimeOffset now, string reason) => Move(VolunteerState.Declined, by, now, reason);

    public void SignConfidentiality(string version, DateTimeOffset now) =>
        (ConfidentialitySignedAt, ConfidentialityVersion) = (now, version);

    public void RecordCertificate(DateOnly checkedOn, string checkedBy, DateOnly validUntil) =>
        (CertificateCheckedOn, CertificateCheckedBy, CertificateValidUntil) = (checkedOn, checkedBy, validUntil);

    public void ExemptFromTraining(string reason, string by) =>
        (TrainingExemptionReason, TrainingExemptedBy) = (reason, by);

    /// <summary>What stands between this volunteer and Ready, in words.</summary>
    public IReadOnlyList<Error> MissingForReady(ProgrammeSettings settings, DateOnly today)
    {
        var missing = new List<Error>();
        if (Guide.ApprovedAt is null) missing.Add(VolunteerErrors.GuideNotApproved);
        if (ConfidentialitySignedAt is null) missing.Add(VolunteerErrors.ConfidentialityNotSigned);
        if (settings.CertificateRequired && !(CertificateValidUntil >= today)) missing.Add(VolunteerErrors.CertificateMissing);
        if (TrainingCompletedAt is null && TrainingExemptionReason is null) missing.Add(VolunteerErrors.TrainingNotComplete);
        return missing;
    }

    private Result Move(VolunteerState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return VolunteerErrors.NotPossibleNow;
        StateChanges.Record(nameof(Volunteer), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}

/// <summary>Texts of volunteers' own pages and of refusals about them.</summary>
public sealed class VolunteersTexts;

/// <summary>Texts of coordinators' pages about volunteers.</summary>
public sealed class VolunteersStaffTexts;
