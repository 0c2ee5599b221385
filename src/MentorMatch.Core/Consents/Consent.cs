using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Consents;

/// <summary>That somebody said yes to a version of a text, and when they took it back.</summary>
public sealed class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    /// <summary>Which text: "Volunteer" or "Citizen".</summary>
    [NotPersonal]
    public required string Text { get; init; }

    [NotPersonal]
    public required string TextVersion { get; init; }

    [Personal(DataCategory.Activity, Keep.FiveYears)]
    public required DateTimeOffset GivenAt { get; init; }

    [Personal(DataCategory.Activity, Keep.FiveYears)]
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.HasIndex(c => new { c.AccountId, c.Text });
        builder.Property(c => c.Text).HasMaxLength(40);
        builder.Property(c => c.TextVersion).HasMaxLength(20);
    }
}
