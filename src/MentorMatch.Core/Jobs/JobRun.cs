using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Jobs;

public enum JobOutcome
{
    Running,
    Done,
    Failed,
}

/// <summary>One run of one job for one due time; the pair is unique, so that several nodes make one run.</summary>
[NotPersonal]
public sealed class JobRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Job { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public JobOutcome Outcome { get; set; }

    /// <summary>How many things it did.</summary>
    public int Count { get; set; }

    public string? Failure { get; set; }
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.HasIndex(r => new { r.Job, r.DueAt }).IsUnique();
        builder.Property(r => r.Job).HasMaxLength(80);
        builder.Property(r => r.Failure).HasMaxLength(2000);
    }
}
