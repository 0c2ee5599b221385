using MentorMatch.Core.Common;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Training;

/// <summary>One of the evenings that a volunteer takes before the first match.</summary>
[NotPersonal]
public sealed class TrainingEvening
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    /// <summary>Which evening of the course, from 1; the same evening is held several times a year.</summary>
    public required int Number { get; set; }

    public required string Title { get; set; }

    public string? Content { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    public required int Minutes { get; set; }

    public required string Place { get; set; }

    /// <summary>Seats, and how many are taken. The database keeps Taken ≤ Seats.</summary>
    public required int Seats { get; set; }

    public int Taken { get; private set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public DateTimeOffset? AttendanceRecordedAt { get; set; }

    /// <summary>Rises with each change that calendar invitations tell of.</summary>
    public int Sequence { get; set; }

    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    /// <summary>Where it stands: cancelled, to come, or over with its attendance known or not.</summary>
    public EveningStatus Status(DateTimeOffset now) =>
        CancelledAt is not null ? EveningStatus.Cancelled
        : StartsAt > now ? EveningStatus.Coming
        : AttendanceRecordedAt is null ? EveningStatus.AttendanceMissing : EveningStatus.Held;
}

public enum EveningStatus
{
    Coming,
    AttendanceMissing,
    Held,
    Cancelled,
}

/// <summary>That a volunteer takes an evening, and whether they came.</summary>
public sealed class TrainingSignUp
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid EveningId { get; init; }

    public required Guid VolunteerId { get; init; }

    [NotPersonal]
    public required DateTimeOffset SignedUpAt { get; init; }

    [NotPersonal]
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Null until attendance is recorded.</summary>
    [Personal(DataCategory.Activity)]
    public bool? Attended { get; set; }

    [NotPersonal]
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>How often the seat was given back or taken again: each is a new version in the volunteer's calendar.</summary>
    [NotPersonal]
    public int OwnChanges { get; set; }
}

internal sealed class TrainingEveningMapping : IEntityTypeConfiguration<TrainingEvening>
{
    public void Configure(EntityTypeBuilder<TrainingEvening> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_training_evenings_taken", "taken >= 0 and taken <= seats"));
        builder.HasIndex(e => new { e.ProgrammeId, e.StartsAt });
        builder.Property(e => e.Title).HasMaxLength(120);
        builder.Property(e => e.Content).HasMaxLength(2000);
        builder.Property(e => e.Place).HasMaxLength(200);
        builder.Ignore(e => e.EndsAt);
        builder.Property<uint>("Version").IsRowVersion();
    }
}

internal sealed class TrainingSignUpMapping : IEntityTypeConfiguration<TrainingSignUp>
{
    public void Configure(EntityTypeBuilder<TrainingSignUp> builder)
    {
        builder.HasIndex(s => new { s.EveningId, s.VolunteerId }).IsUnique();
        builder.HasIndex(s => s.VolunteerId);
        builder.HasOne<TrainingEvening>().WithMany().HasForeignKey(s => s.EveningId);
        builder.HasOne<Volunteer>().WithMany().HasForeignKey(s => s.VolunteerId);
    }
}

/// <summary>Texts of training for volunteers.</summary>
public sealed class TrainingTexts;

/// <summary>Texts of coordinators' pages about training.</summary>
public sealed class TrainingStaffTexts;
