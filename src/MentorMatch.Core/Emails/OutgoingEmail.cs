using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Emails;

public enum EmailState
{
    Waiting,
    Sending,
    Sent,

    /// <summary>The server said no for good (5xx): somebody must mend the address.</summary>
    Refused,

    /// <summary>Given up after every back-off; an administrator can retry.</summary>
    DeadLetter,

    /// <summary>The connection broke after the message was handed over; a person decides.</summary>
    Uncertain,

    /// <summary>The reason for it went away before it was sent.</summary>
    Cancelled,
}

/// <summary>What happens to a mail of which nobody knows whether the server took it.</summary>
public enum WhenUncertain
{
    /// <summary>Send again with the same Message-ID: reminders, confirmations.</summary>
    Resend,

    /// <summary>Hold for a person.</summary>
    Hold,
}

/// <summary>One mail to one person, written in the same save as what it tells of.</summary>
public sealed class OutgoingEmail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What makes it one mail: "match-request:{match}". A second row with the same key is refused by the database.</summary>
    [NotPersonal]
    public required string Key { get; init; }

    /// <summary>The kind of mail, such as "MatchRequest".</summary>
    [NotPersonal]
    public required string Kind { get; init; }

    [NotPersonal]
    public required string MessageId { get; init; }

    [Personal(DataCategory.Contact)]
    public required string ToAddress { get; init; }

    [Personal(DataCategory.Identity)]
    public required string ToName { get; init; }

    public Guid? ProgrammeId { get; init; }

    public Guid? VolunteerId { get; init; }

    public Guid? CitizenId { get; init; }

    /// <summary>Emptied once sent, since it may carry a link that signs somebody in.</summary>
    [Personal(DataCategory.Activity, Keep.ThirtyDays)]
    public EmailLetter? Letter { get; set; }

    /// <summary>An iCalendar object (RFC 5545) to attach, and its method.</summary>
    [Personal(DataCategory.Activity, Keep.ThirtyDays)]
    public string? Calendar { get; set; }

    [NotPersonal]
    public string? CalendarMethod { get; init; }

    /// <summary>What its reader can unsubscribe from, and the hash of the token in the link that does it.</summary>
    [NotPersonal]
    public EmailTopic? Topic { get; init; }

    [Personal(DataCategory.Account)]
    public byte[]? UnsubscribeHash { get; init; }

    [NotPersonal]
    public WhenUncertain WhenUncertain { get; init; }

    /// <summary>Application time from which it may leave.</summary>
    [NotPersonal]
    public required DateTimeOffset DueAt { get; init; }

    [NotPersonal]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotPersonal]
    public EmailState State { get; set; }

    [NotPersonal]
    public int Attempts { get; set; }

    /// <summary>Database time until which a worker holds it.</summary>
    [NotPersonal]
    public DateTimeOffset? LeaseUntil { get; set; }

    [NotPersonal]
    public DateTimeOffset? SentAt { get; set; }

    [NotPersonal]
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When it is asked for next: the next attempt, else when it is due. Kept by the database.</summary>
    [NotPersonal]
    public DateTimeOffset ReadyAt { get; private set; }

    /// <summary>Somebody sits and waits for it, as for a link to sign in: it goes before others and is not held back.</summary>
    [NotPersonal]
    public bool Urgent { get; init; }

    /// <summary>Whether the pace of its reader's domain has given it its turn, which is its next attempt.</summary>
    [NotPersonal]
    public bool HasTurn { get; set; }

    /// <summary>What the server said; servers repeat the address.</summary>
    [Personal(DataCategory.Contact)]
    public string? LastError { get; set; }
}

internal sealed class OutgoingEmailMapping : IEntityTypeConfiguration<OutgoingEmail>
{
    public void Configure(EntityTypeBuilder<OutgoingEmail> builder)
    {
        builder.ToTable("emails");
        builder.HasIndex(e => e.Key).IsUnique();
        builder.HasIndex(e => new { e.State, e.DueAt });
        builder.HasIndex(e => new { e.Urgent, e.ReadyAt }).HasFilter("state = 'Waiting'");
        builder.Property(e => e.ReadyAt).HasComputedColumnSql("coalesce(next_attempt_at, due_at)", stored: true);
        builder.HasIndex(e => new { e.ProgrammeId, e.CreatedAt });
        builder.HasIndex(e => e.VolunteerId);
        builder.HasIndex(e => e.CitizenId);
        builder.HasIndex(e => e.UnsubscribeHash).HasFilter("unsubscribe_hash is not null");
        builder.Property(e => e.Key).HasMaxLength(200);
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.MessageId).HasMaxLength(200);
        builder.Property(e => e.ToAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(e => e.ToName).HasMaxLength(120);
        builder.Property(e => e.CalendarMethod).HasMaxLength(20);
        builder.Property(e => e.LastError).HasMaxLength(500);
        builder.Property(e => e.Letter).IsJson();
    }
}
