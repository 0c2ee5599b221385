namespace MentorMatch.Core.Emails;

/// <summary>Somebody in a calendar object: an address and the name that calendars show.</summary>
public sealed record CalendarPerson(string Address, string Name);

/// <summary>One appointment as calendars know it. Its words are seen on lock screens: no case content.</summary>
public sealed record CalendarEvent
{
    /// <summary>The same for every version of the appointment; see <see cref="UidOf"/>.</summary>
    public required string Uid { get; init; }

    /// <summary>Rises by one with each change that is sent; a cancellation is a change.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Its length in minutes of real time, also across a change of the clock.</summary>
    public required int Minutes { get; init; }

    public required string Summary { get; init; }

    public string? Place { get; init; }

    public string? Description { get; init; }

    /// <summary>Who holds it; for a mail this is whom the calendar believes the invitation is from.</summary>
    public required CalendarPerson Organizer { get; init; }

    public IReadOnlyList<CalendarPerson> Attendees { get; init; } = [];

    /// <summary>Whether calendars ask their reader for a yes or no and send it back (RSVP).</summary>
    public bool AsksForAnswer { get; init; }

    /// <summary>When this version was written (DTSTAMP).</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The stable identity of a meeting in calendars.</summary>
    public static string UidOf(Guid meetingId) => $"{meetingId:N}{UidEnding}";

    /// <summary>The id in a UID that <see cref="UidOf"/> wrote; null where it is another system's.</summary>
    public static Guid? IdIn(string uid) =>
        uid.EndsWith(UidEnding, StringComparison.OrdinalIgnoreCase) && Guid.TryParseExact(uid[..^UidEnding.Length], "N", out var id) ? id : null;

    private const string UidEnding = "@mentormatch.example.com";
}
