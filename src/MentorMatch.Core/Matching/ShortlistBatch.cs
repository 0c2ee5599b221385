using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Matching;

public enum BatchState
{
    /// <summary>Asked for; no worker has begun.</summary>
    Waiting,

    /// <summary>Citizen by citizen, everybody who can be suggested is put in order.</summary>
    Ranking,

    /// <summary>The cards are shared out over all citizens at once.</summary>
    SharingOut,

    Saving,
    Done,
    Failed,
}

/// <summary>The drafting of shortlists for all citizens of a programme who wait: asked for by a coordinator, done by a worker.</summary>
public sealed class ShortlistBatch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    [NotPersonal]
    public required DateTimeOffset StartedAt { get; init; }

    public required Guid? StartedById { get; init; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(StartedAt))]
    public required string StartedBy { get; init; }

    [NotPersonal]
    public BatchState State { get; set; }

    /// <summary>Citizens who waited without a list when it began.</summary>
    [NotPersonal]
    public int Total { get; set; }

    /// <summary>How many of them the present state has got through.</summary>
    [NotPersonal]
    public int Reached { get; set; }

    [NotPersonal]
    public DateTimeOffset? EndedAt { get; set; }

    public List<BatchedCitizen> Citizens { get; } = [];

    /// <summary>A worker has it, or will.</summary>
    public static bool IsOpen(BatchState state) => state is not (BatchState.Done or BatchState.Failed);
}

public enum BatchOutcome
{
    Drafted,

    /// <summary>The filters leave nobody.</summary>
    NobodyFits,

    /// <summary>In the meantime somebody drafted by hand, or the citizen waits no longer.</summary>
    MovedOn,

    /// <summary>Drafted, and undone before anybody had touched it.</summary>
    TakenBack,
}

/// <summary>What became of one citizen in a batch.</summary>
public sealed class BatchedCitizen
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid BatchId { get; init; }

    public required Guid CitizenId { get; init; }

    public Guid? ShortlistId { get; init; }

    [NotPersonal]
    public required BatchOutcome Outcome { get; set; }

    /// <summary>Where fewer fit than a choice needs: the rule that is most in the way.</summary>
    [NotPersonal]
    public ExclusionReason? Easing { get; init; }

    /// <summary>How many easing it alone would bring.</summary>
    [NotPersonal]
    public int EasingBrings { get; init; }
}

internal sealed class ShortlistBatchMapping : IEntityTypeConfiguration<ShortlistBatch>
{
    public void Configure(EntityTypeBuilder<ShortlistBatch> builder)
    {
        // One at a time in a programme: who asks while one runs joins it.
        builder.HasIndex(b => b.ProgrammeId).IsUnique()
            .HasFilter("state in ('Waiting', 'Ranking', 'SharingOut', 'Saving')").HasDatabaseName("ix_shortlist_batches_open");
        builder.HasIndex(b => new { b.ProgrammeId, b.StartedAt });
        builder.HasOne<Programme>().WithMany().HasForeignKey(b => b.ProgrammeId);
        builder.HasMany(b => b.Citizens).WithOne().HasForeignKey(c => c.BatchId);
        builder.Property(b => b.StartedBy).HasMaxLength(120);
    }
}

internal sealed class BatchedCitizenMapping : IEntityTypeConfiguration<BatchedCitizen>
{
    public void Configure(EntityTypeBuilder<BatchedCitizen> builder)
    {
        builder.HasIndex(c => new { c.BatchId, c.CitizenId }).IsUnique();
        builder.HasOne<Citizen>().WithMany().HasForeignKey(c => c.CitizenId);
        builder.HasOne<Shortlist>().WithMany().HasForeignKey(c => c.ShortlistId);
    }
}
