using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Emails;

/// <summary>What people can say no to. Mails of a running match, a sign-up or an appointment are not among it.</summary>
public enum EmailTopic
{
    /// <summary>A reminder of a sign-up that was left.</summary>
    Draft,

    /// <summary>Word to a volunteer who waits for a citizen.</summary>
    Waiting,

    /// <summary>Learning meetings of the network.</summary>
    Network,

    /// <summary>The coordinator's morning mail.</summary>
    Digest,
}

/// <summary>That an address wants no more mails about a topic.</summary>
public sealed class EmailOptOut
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose it is, so that it holds under another address too; null for a visitor who left a draft.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>In lower case.</summary>
    [Personal(DataCategory.Contact)]
    public required string Address { get; init; }

    [Personal(DataCategory.Preference)]
    public required EmailTopic Topic { get; init; }

    [Personal(DataCategory.Activity)]
    public required DateTimeOffset At { get; init; }
}

internal sealed class EmailOptOutMapping : IEntityTypeConfiguration<EmailOptOut>
{
    public void Configure(EntityTypeBuilder<EmailOptOut> builder)
    {
        builder.HasIndex(o => new { o.Address, o.Topic }).IsUnique();
        builder.HasIndex(o => o.AccountId);
        builder.Property(o => o.Address).HasMaxLength(EmailAddress.MaxLength);
    }
}
