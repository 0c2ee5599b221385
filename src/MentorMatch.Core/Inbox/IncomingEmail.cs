using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Inbox;

public enum IncomingKind
{
    /// <summary>A mail server says what became of a mail (RFC 3464).</summary>
    DeliveryReport,

    /// <summary>A calendar says yes, no or maybe to an invitation (RFC 5546).</summary>
    CalendarReply,

    /// <summary>A machine says that somebody is away.</summary>
    AutomaticReply,

    /// <summary>Something that a person wrote.</summary>
    Letter,

    Unreadable,
}

public enum IncomingOutcome
{
    /// <summary>It changed something: a mail is known to be refused, an invitation is answered.</summary>
    Used,

    /// <summary>It said nothing new.</summary>
    NothingNew,

    /// <summary>The file lies in the folder "set-aside" for a person to look at.</summary>
    SetAside,
}

/// <summary>What became of one mail that came in. Its words are not kept here.</summary>
[NotPersonal]
public sealed class IncomingEmail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the file: what is read twice, after a crash, counts once.</summary>
    public required byte[] ContentHash { get; init; }

    public required string FileName { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    public required IncomingKind Kind { get; init; }

    public required IncomingOutcome Outcome { get; init; }

    /// <summary>Why it was set aside or said nothing new: a key of the texts "Why.UnknownMail" and so on.</summary>
    public string? Why { get; init; }

    /// <summary>The mail of ours that it is about.</summary>
    public Guid? EmailId { get; init; }
}

internal sealed class IncomingEmailMapping : IEntityTypeConfiguration<IncomingEmail>
{
    public void Configure(EntityTypeBuilder<IncomingEmail> builder)
    {
        builder.HasIndex(e => e.ContentHash).IsUnique();
        builder.HasIndex(e => new { e.Outcome, e.ReadAt });
        builder.Property(e => e.FileName).HasMaxLength(260);
        builder.Property(e => e.Why).HasMaxLength(40);
    }
}

/// <summary>Texts of the page about mails that came in.</summary>
public sealed class InboxStaffTexts;
