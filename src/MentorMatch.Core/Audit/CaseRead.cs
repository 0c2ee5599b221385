using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Audit;

/// <summary>That somebody opened a citizen's full wishes, and for what purpose. The citizen can see it.</summary>
public sealed class CaseRead
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid CitizenId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required Guid ByAccountId { get; init; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(At))]
    public required string ByName { get; init; }

    /// <summary>A key of the purposes, such as Matching or FollowUp.</summary>
    [NotPersonal]
    public required string Purpose { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }
}

internal sealed class CaseReadMapping : IEntityTypeConfiguration<CaseRead>
{
    public void Configure(EntityTypeBuilder<CaseRead> builder)
    {
        builder.HasIndex(r => new { r.CitizenId, r.At });
        builder.Property(r => r.ByName).HasMaxLength(120);
        builder.Property(r => r.Purpose).HasMaxLength(40);
    }
}
