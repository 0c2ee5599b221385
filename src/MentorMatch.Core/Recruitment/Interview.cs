using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Recruitment;

public enum InterviewState
{
    Booked,
    Held,
    Cancelled,
    NoShow,
}

/// <summary>The talk in which coordinator and volunteer fill in the match guide together.</summary>
public sealed class Interview : IRecordsStateChanges
{
    public static StateTable<InterviewState> Moves { get; } = new(
        (InterviewState.Booked, InterviewState.Held),
        (InterviewState.Booked, InterviewState.Cancelled),
        (InterviewState.Booked, InterviewState.NoShow));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required Guid CoordinatorId { get; init; }

    [NotPersonal]
    public InterviewState State { get; private set; }

    [Personal(DataCategory.Activity)]
    public required DateTimeOffset StartsAt { get; set; }

    [NotPersonal]
    public required int Minutes { get; set; }

    [NotPersonal]
    public required string Place { get; set; }

    /// <summary>Rises with each change that the calendar invitation tells of.</summary>
    [NotPersonal]
    public int Sequence { get; set; }

    /// <summary>When the volunteer was reminded of this time; empty again when the time moves.</summary>
    [NotPersonal]
    public DateTimeOffset? RemindedAt { get; set; }

    [NotPersonal]
    public StateChangeLog StateChanges { get; } = new();

    public Result Hold(Actor by, DateTimeOffset now) => Move(InterviewState.Held, by, now);

    public Result Cancel(Actor by, DateTimeOffset now, string? reason) => Move(InterviewState.Cancelled, by, now, reason);

    public Result MissedByVolunteer(Actor by, DateTimeOffset now) => Move(InterviewState.NoShow, by, now);

    private Result Move(InterviewState to, Actor by, DateTimeOffset now, string? reason = null)
    {
        if (!Moves.Allows(State, to)) return RecruitmentErrors.InterviewIsOver;
        StateChanges.Record(nameof(Interview), Id, ProgrammeId, State, to, by, now, reason);
        State = to;
        return Result.Success;
    }
}

internal sealed class InterviewMapping : IEntityTypeConfiguration<Interview>
{
    public void Configure(EntityTypeBuilder<Interview> builder)
    {
        builder.HasIndex(i => new { i.VolunteerId, i.State });
        // A volunteer has one booked interview at a time.
        builder.HasIndex(i => i.VolunteerId).IsUnique().HasFilter("state = 'Booked'").HasDatabaseName("ix_interviews_booked");
        builder.HasIndex(i => new { i.ProgrammeId, i.StartsAt });
        builder.Property(i => i.Place).HasMaxLength(200);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(i => i.StateChanges);
    }
}
