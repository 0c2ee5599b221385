using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Consents;

/// <summary>That somebody said yes to a version of a text, and when they took it back.</summary>
public sealed class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null for a citizen without an account, who said yes at the coordinator's desk.</summary>
    public Guid? AccountId { get; set; }

    public Guid? CitizenId { get; init; }

    /// <summary>The coordinator at whose desk it was given.</summary>
    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(GivenAt))]
    public string? GivenWith { get; init; }

    /// <summary>Which text: "Volunteer", "Citizen" or "ContactList".</summary>
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
        builder.HasIndex(c => c.CitizenId).HasFilter("citizen_id is not null");
        builder.ToTable(t => t.HasCheckConstraint("ck_consents_whose", "account_id is not null or citizen_id is not null"));
        builder.Property(c => c.GivenWith).HasMaxLength(120);
        builder.Property(c => c.Text).HasMaxLength(40);
        builder.Property(c => c.TextVersion).HasMaxLength(20);
    }
}
