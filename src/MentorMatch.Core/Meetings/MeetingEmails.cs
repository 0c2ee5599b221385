using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Meetings;

/// <summary>Somebody invited, as mails reach them. A citizen without an address is not among them.</summary>
internal sealed record Invited(Invitation Invitation, EmailReader Reader, string FirstName, Guid? AccountId);

/// <summary>Mails about meetings, each with the calendar object that adds, moves or removes it. No mail names another person.</summary>
public sealed class MeetingEmails(
    IStringLocalizer<MeetingsTexts> texts, IOptions<MunicipalitySettings> municipality, IOptions<EmailSettings> sender)
{
    private const int LinkDays = 14;

    internal static IReadOnlyList<EmailKind> Kinds { get; } =
    [
        .. new[]
        {
            "FirstMeetingBooked", "FirstMeetingMoved", "FirstMeetingCancelled", "MeetingInvited", "MeetingPoll", "MeetingDecided", "MeetingMoved",
            "MeetingCancelled", "MeetingReminder", "MeetingFollowUp", "GuestSignedUp", "GuestCancelled",
        }.Select(name => new EmailKind(
            name, typeof(MeetingsTexts), Placeholders.When, Placeholders.Where, Placeholders.Minutes, Placeholders.Title, Placeholders.Phone)
        {
            Button = name.EndsWith("Cancelled", StringComparison.Ordinal) ? null : name == "GuestSignedUp" ? "Mail.Guest.Button" : "Mail.Button",
            OwnButton = false,
        }),
    ];

    /// <summary>Invitations to the network and what came of its meetings; a meeting that one has said yes to is an appointment.</summary>
    private static readonly string[] OfTheNetwork = ["MeetingPoll", "MeetingInvited", "MeetingFollowUp"];

    /// <summary>Everybody invited who can be written to, in the order they were invited.</summary>
    internal static async Task<List<Invited>> InvitedAsync(AppDbContext db, Meeting meeting, CancellationToken ct)
    {
        var volunteerIds = meeting.Invitations.Select(i => i.VolunteerId).OfType<Guid>().ToList();
        var citizenIds = meeting.Invitations.Select(i => i.CitizenId).OfType<Guid>().ToList();
        var volunteers = await db.Volunteers.AsNoTracking().Where(v => volunteerIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        var citizens = await db.Citizens.AsNoTracking().Where(c => citizenIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        return [.. meeting.Invitations.Select(i => Of(i, volunteers, citizens)).OfType<Invited>()];
    }

    /// <summary>A mail of this kind to one of the invited.</summary>
    /// <param name="db">The context of the write.</param>
    /// <param name="meeting">What it is about.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="kind">The kind, such as "MeetingInvited".</param>
    /// <param name="now">Application time.</param>
    /// <param name="calendar">Writes the calendar object, if any.</param>
    internal void Add(AppDbContext db, Meeting meeting, Invited to, string kind, DateTimeOffset now, Func<CalendarEvent, CalendarPart>? calendar)
    {
        using var language = CultureScope.Use(to.Reader.Language);
        object[] args = [meeting.StartsAt?.FullText() ?? "", meeting.Place, meeting.Minutes, meeting.Title, municipality.Value.Phone];
        var button = calendar == CalendarBuilder.Cancel ? null : Button(db, meeting, to, now);
        var letter = new EmailLetter
        {
            Language = to.Reader.Language,
            Subject = texts[$"Mail.{kind}.Subject", args],
            Greeting = texts["Mail.Greeting", to.FirstName],
            Paragraphs = [texts[$"Mail.{kind}.P1", args], texts[$"Mail.{kind}.P2", args]],
            ButtonText = button is { } shown ? texts[$"Mail.{shown.Text}"].Value : null,
            ButtonPath = button?.Path,
            Values = Kinds.First(k => k.Name == kind).ValuesOf(to.FirstName, args),
            SmallPrint = button is { } small ? [texts[$"Mail.{small.Small}"].Value] : [],
        };
        Outbox.Add(
            db, kind, $"{to.Invitation.Id:N}:{SequenceOf(meeting, to.Invitation)}", to.Reader, letter, now, DueAt(meeting, kind, now),
            calendar: meeting.StartsAt is null ? null : calendar?.Invoke(EventOf(meeting, to, now)),
            topic: meeting.Kind == MeetingKind.Learning && OfTheNetwork.Contains(kind) ? EmailTopic.Network : null);
    }

    /// <summary>What nobody waits for keeps out of quiet hours; a reminder still comes before the meeting.</summary>
    private static DateTimeOffset DueAt(Meeting meeting, string kind, DateTimeOffset now) => kind switch
    {
        "MeetingReminder" => QuietHours.NextOpen(now, meeting.StartsAt ?? now),
        "MeetingFollowUp" => QuietHours.NextOpen(now),
        _ => now,
    };

    /// <summary>The version of the meeting in this person's calendar. Both parts only rise, and so does their sum.</summary>
    internal static int SequenceOf(Meeting meeting, Invitation invitation) => meeting.Sequence + invitation.OwnChanges;

    private static Invited? Of(Invitation invitation, Dictionary<Guid, Volunteer> volunteers, Dictionary<Guid, Citizen> citizens)
    {
        if (invitation.VolunteerId is { } v && volunteers.TryGetValue(v, out var volunteer))
        {
            var reader = new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language) { ProgrammeId = invitation.ProgrammeId, VolunteerId = v };
            return new Invited(invitation, reader, volunteer.FirstName, volunteer.AccountId);
        }

        if (invitation.CitizenId is { } c && citizens.TryGetValue(c, out var citizen))
        {
            if (citizen.Email is null) return null;
            var reader = new EmailReader(citizen.Email, citizen.FullName, citizen.Language) { ProgrammeId = invitation.ProgrammeId, CitizenId = c };
            return new Invited(invitation, reader, citizen.FirstName, citizen.AccountId);
        }

        return invitation is { GuestEmail: { } address, GuestName: { } name }
            ? new Invited(invitation, new EmailReader(address, name, invitation.GuestLanguage ?? "da") { ProgrammeId = invitation.ProgrammeId }, name, null)
            : null;
    }

    /// <summary>To the own page of the meeting; for a guest, to where they say that they cannot come after all.</summary>
    private static (string Text, string Path, string Small)? Button(AppDbContext db, Meeting meeting, Invited to, DateTimeOffset now)
    {
        if (to is { AccountId: null, Invitation.GuestEmail: not null } && meeting.StartsAt is { } startsAt)
        {
            return ("Guest.Button", $"/information-meetings/cancel/{Token(db, null, to.Invitation, null, startsAt)}", "Guest.Small");
        }

        var path = to.Invitation switch
        {
            { VolunteerId: not null } => $"/volunteer/meetings/{meeting.Id}",
            { CitizenId: not null } => $"/citizen/meetings/{meeting.Id}",
            _ => null,
        };
        return path is null || to.AccountId is null
            ? null
            : ("Button", $"/sign-in/link/{Token(db, to.AccountId, to.Invitation, path, now.AddDays(LinkDays))}", "LinkOnce");
    }

    private static string Token(AppDbContext db, Guid? account, Invitation invitation, string? path, DateTimeOffset until)
    {
        var (link, token) = OneTimeLink.Create(LinkPurpose.MeetingAnswer, until, account, invitation.Id, path);
        db.OneTimeLinks.Add(link);
        return token;
    }

    private CalendarEvent EventOf(Meeting meeting, Invited to, DateTimeOffset now) => new()
    {
        Uid = CalendarEvent.UidOf(meeting.Id),
        Sequence = SequenceOf(meeting, to.Invitation),
        StartsAt = meeting.StartsAt!.Value,
        Minutes = meeting.Minutes,
        // Shown on lock screens: who it is with is not said.
        Summary = texts[$"Calendar.{meeting.Kind}", municipality.Value.Name],
        Place = meeting.Place,
        Organizer = new CalendarPerson(sender.Value.FromAddress, municipality.Value.Name),
        Attendees = [new CalendarPerson(to.Reader.Address, to.Reader.Name)],
        AsksForAnswer = true,
        WrittenAt = now,
    };
}
