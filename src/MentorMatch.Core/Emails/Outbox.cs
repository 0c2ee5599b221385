using System.Security.Cryptography;
using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>To whom a mail goes, and in which language.</summary>
public sealed record EmailReader(string Address, string Name, string Language)
{
    public Guid? ProgrammeId { get; init; }

    public Guid? VolunteerId { get; init; }

    public Guid? CitizenId { get; init; }
}

/// <summary>A calendar object to go with a mail.</summary>
/// <param name="Text">The iCalendar object, CRLF lines.</param>
/// <param name="Method">REQUEST or CANCEL.</param>
public sealed record CalendarPart(string Text, string Method);

/// <summary>Puts mails into the context of a running write, so that they are saved with it or not at all.</summary>
public static class Outbox
{
    /// <param name="db">The context of the write.</param>
    /// <param name="kind">The kind of mail, such as "MatchRequest".</param>
    /// <param name="about">What makes it one of its kind: an id, or an id and a count. Kind and this are unique together.</param>
    /// <param name="reader">Who gets it.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="now">Application time.</param>
    /// <param name="dueAt">When it may leave; now where left out.</param>
    /// <param name="calendar">A calendar object, if any.</param>
    /// <param name="whenUncertain">What to do when nobody knows whether it was taken.</param>
    /// <param name="urgent">Whether somebody sits and waits for it.</param>
    /// <param name="topic">What its reader can unsubscribe from; null where it is part of a match or a process of theirs.</param>
    public static OutgoingEmail Add(
        AppDbContext db,
        string kind,
        string about,
        EmailReader reader,
        EmailLetter letter,
        DateTimeOffset now,
        DateTimeOffset? dueAt = null,
        CalendarPart? calendar = null,
        WhenUncertain whenUncertain = WhenUncertain.Resend,
        bool urgent = false,
        EmailTopic? topic = null)
    {
        var id = Guid.CreateVersion7();
        var unsubscribe = topic is null ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var email = new OutgoingEmail
        {
            Id = id,
            Key = $"{kind}:{about}",
            Kind = kind,
            MessageId = $"<{id:N}@mentormatch.example.com>",
            ToAddress = reader.Address,
            ToName = reader.Name,
            ProgrammeId = reader.ProgrammeId,
            VolunteerId = reader.VolunteerId,
            CitizenId = reader.CitizenId,
            Letter = letter with { UnsubscribeToken = unsubscribe },
            Topic = topic,
            UnsubscribeHash = unsubscribe is null ? null : OneTimeLink.HashOf(unsubscribe),
            Calendar = calendar?.Text,
            CalendarMethod = calendar?.Method,
            WhenUncertain = whenUncertain,
            Urgent = urgent,
            CreatedAt = now,
            DueAt = dueAt ?? now,
        };
        db.Emails.Add(email);
        return email;
    }

    /// <summary>Whether this mail has been made before. A job asks first; what two do at once, the unique key stops.</summary>
    public static async Task<bool> HasAsync(AppDbContext db, string kind, string about, CancellationToken ct = default)
    {
        var key = $"{kind}:{about}";
        return db.Emails.Local.Any(e => e.Key == key) || await db.Emails.AnyAsync(e => e.Key == key, ct);
    }
}
