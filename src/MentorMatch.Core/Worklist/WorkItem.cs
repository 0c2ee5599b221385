using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Worklist;

/// <summary>Why something is on a coordinator's list. The words are in the texts as "Work.NewVolunteer" and so on.</summary>
public enum WorkKind
{
    NewVolunteer,
    InterviewToHold,
    VolunteerMayBeReady,
    CertificateRunsOut,
    IdleVolunteer,
    WishesReady,
    WishesChanged,
    HelpToChoose,
    NoneFits,
    ShortlistRanOut,
    VolunteerDeclined,
    VolunteerSilent,
    BookFirstMeeting,
    RecordAgreement,
    SilentMatch,
    BadNews,
    PulseGap,
    ChangeWanted,
    SomethingWrong,
    ClosingTalk,
    EmailRefused,
    FirstContact,
    LearningMeetingDue,
    ProfileChangeWanted,
    ErasureWanted,
    ConsentWithdrawn,
    NobodyFits,
    AttendanceMissing,
    CallCitizen,
    SaidNoInCalendar,
    MinutesMissing,
}

public enum Urgency
{
    Today,
    Soon,
    Whenever,
}

/// <summary>One thing that waits for a coordinator.</summary>
public sealed class WorkItem
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    [NotPersonal]
    public required WorkKind Kind { get; init; }

    /// <summary>What makes it one thing: an open item with the same key is not made twice.</summary>
    [NotPersonal]
    public required string Key { get; init; }

    [NotPersonal]
    public Urgency Urgency { get; init; } = Urgency.Soon;

    /// <summary>Whom it is about, as the list shows it.</summary>
    [Personal(DataCategory.Identity)]
    public required string About { get; init; }

    /// <summary>Where the work is done; a local path.</summary>
    [NotPersonal]
    public required string Path { get; init; }

    public Guid? VolunteerId { get; init; }

    public Guid? CitizenId { get; init; }

    public Guid? MatchId { get; init; }

    [NotPersonal]
    public required DateTimeOffset Since { get; init; }

    [NotPersonal]
    public DateTimeOffset? SnoozedUntil { get; set; }

    [NotPersonal]
    public DateTimeOffset? DoneAt { get; set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(DoneAt))]
    public string? DoneBy { get; set; }
}

internal sealed class WorkItemMapping : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.HasIndex(w => w.Key).IsUnique().HasFilter("done_at is null");
        builder.HasIndex(w => new { w.ProgrammeId, w.DoneAt, w.Urgency, w.Since });
        builder.HasIndex(w => w.MatchId);
        builder.Property(w => w.Key).HasMaxLength(120);
        builder.Property(w => w.About).HasMaxLength(200);
        builder.Property(w => w.Path).HasMaxLength(300);
        builder.Property(w => w.DoneBy).HasMaxLength(120);
    }
}

/// <summary>Texts of the worklist.</summary>
public sealed class WorklistStaffTexts;
