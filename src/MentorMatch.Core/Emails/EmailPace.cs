using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Emails;

/// <summary>When the next mail may go to one domain, for all nodes. Mail hosts that get too many at once refuse them all.</summary>
[NotPersonal]
public sealed class EmailPace
{
    /// <summary>A hash of the domain: somebody's own domain tells who they are.</summary>
    public long Domain { get; init; }

    /// <summary>In database time.</summary>
    public DateTimeOffset FreeAt { get; set; }
}

internal sealed class EmailPaceMapping : IEntityTypeConfiguration<EmailPace>
{
    public void Configure(EntityTypeBuilder<EmailPace> builder)
    {
        builder.HasKey(p => p.Domain);
        builder.Property(p => p.Domain).ValueGeneratedNever();
    }
}
