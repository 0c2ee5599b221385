using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Volunteers;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>
/// Mails about cards and requests, in their reader's language. They say that there is something, and link to it: no
/// name of the other side, no goals, no reasons. A citizen without an address gets none; the coordinator tells them.
/// </summary>
public sealed class MatchEmails(IStringLocalizer<MatchingTexts> texts)
{
    private const string CardsPath = "/citizen/choose";

    /// <summary>How long the link of a mail that asks for nothing works.</summary>
    private const int LinkDays = 7;

    internal static IReadOnlyList<EmailKind> Kinds { get; } =
    [
        .. new[]
        {
            "SuggestionsReady", "StillLooking", "CardsOpenAgain", "NextChoiceAsked", "WaitForNewCards", "ShortlistRanOut", "MatchAccepted",
            "MatchRequestWithdrawn", "MatchRequestLapsed", "MatchAcceptedVolunteer", "CitizenLeft",
        }.Select(name => new EmailKind(name, typeof(MatchingTexts))),
        new("MatchRequest", typeof(MatchingTexts), Placeholders.Deadline),
        new("MatchRequestReminder", typeof(MatchingTexts), Placeholders.Deadline),
    ];

    internal void SuggestionsReady(AppDbContext db, Citizen citizen, Shortlist shortlist, int cards, DateTimeOffset now) =>
        ToCitizen(
            db, citizen, "SuggestionsReady", $"{shortlist.Id:N}", CardsPath, shortlist.ExpiresAt ?? now.AddDays(LinkDays), now,
            words: cards == 1 ? "SuggestionReady" : null);

    /// <summary>Once a day at most, however often it is said.</summary>
    internal void StillLooking(AppDbContext db, Citizen citizen, DateTimeOffset now) =>
        ToCitizen(db, citizen, "StillLooking", $"{citizen.Id:N}:{now.DanishDate():yyyyMMdd}", "/citizen", now.AddDays(LinkDays), now);

    internal void CardsOpenAgain(AppDbContext db, Citizen citizen, Match match, DateTimeOffset now) =>
        ToCitizen(db, citizen, "CardsOpenAgain", $"{match.Id:N}", CardsPath, now.AddDays(LinkDays), now);

    internal void NextChoiceAsked(AppDbContext db, Citizen citizen, Match match, DateTimeOffset now) =>
        ToCitizen(db, citizen, "NextChoiceAsked", $"{match.Id:N}", "/citizen", now.AddDays(LinkDays), now);

    internal void WaitForNewCards(AppDbContext db, Citizen citizen, Match match, DateTimeOffset now) =>
        ToCitizen(db, citizen, "WaitForNewCards", $"{match.Id:N}", "/citizen", now.AddDays(LinkDays), now);

    internal void ShortlistRanOut(AppDbContext db, Citizen citizen, Shortlist shortlist, DateTimeOffset now) =>
        ToCitizen(db, citizen, "ShortlistRanOut", $"{shortlist.Id:N}:{now:yyyyMMddHHmm}", "/citizen", now.AddDays(LinkDays), now, dueAt: QuietHours.NextOpen(now));

    internal void AcceptedToCitizen(AppDbContext db, Citizen citizen, Match match, DateTimeOffset now) =>
        ToCitizen(db, citizen, "MatchAccepted", $"{match.Id:N}", "/citizen/match", now.AddDays(LinkDays), now);

    internal void RequestToVolunteer(AppDbContext db, Volunteer volunteer, Match match, DateTimeOffset now) =>
        ToVolunteer(db, volunteer, "MatchRequest", match, $"/volunteer/requests/{match.Id}", match.AnswerBy, now, withDeadline: true);

    internal void RequestReminder(AppDbContext db, Volunteer volunteer, Match match, DateTimeOffset now) =>
        ToVolunteer(db, volunteer, "MatchRequestReminder", match, $"/volunteer/requests/{match.Id}", match.AnswerBy, now, withDeadline: true, QuietHours.NextOpen(now, match.AnswerBy));

    internal void RequestWithdrawn(AppDbContext db, Volunteer volunteer, Match match, DateTimeOffset now) =>
        ToVolunteer(db, volunteer, "MatchRequestWithdrawn", match, "/volunteer", now.AddDays(LinkDays), now);

    internal void RequestLapsed(AppDbContext db, Volunteer volunteer, Match match, DateTimeOffset now) =>
        ToVolunteer(db, volunteer, "MatchRequestLapsed", match, "/volunteer", now.AddDays(LinkDays), now, dueAt: QuietHours.NextOpen(now));

    internal void AcceptedToVolunteer(AppDbContext db, Volunteer volunteer, Match match, DateTimeOffset now) =>
        ToVolunteer(db, volunteer, "MatchAcceptedVolunteer", match, $"/volunteer/matches/{match.Id}", now.AddDays(LinkDays), now);

    internal void CitizenLeft(AppDbContext db, Volunteer volunteer, Match match, DateTimeOffset now) =>
        ToVolunteer(db, volunteer, "CitizenLeft", match, "/volunteer", now.AddDays(LinkDays), now);

    private void ToCitizen(
        AppDbContext db, Citizen citizen, string kind, string about, string path, DateTimeOffset linkUntil, DateTimeOffset now, string? words = null,
        DateTimeOffset? dueAt = null)
    {
        if (citizen.Email is null || citizen.AccountId is not { } account) return;
        var reader = new EmailReader(citizen.Email, citizen.FullName, citizen.Language) { ProgrammeId = citizen.ProgrammeId, CitizenId = citizen.Id };
        var letter = Letter(words ?? kind, citizen.Language, citizen.FirstName, Link(db, account, path, linkUntil), null);
        Outbox.Add(db, kind, about, reader, letter, now, dueAt);
    }

    private void ToVolunteer(
        AppDbContext db, Volunteer volunteer, string kind, Match match, string path, DateTimeOffset linkUntil, DateTimeOffset now, bool withDeadline = false,
        DateTimeOffset? dueAt = null)
    {
        var reader = new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language) { ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id };
        var letter = Letter(kind, volunteer.Language, volunteer.FirstName, Link(db, volunteer.AccountId, path, linkUntil), withDeadline ? match.AnswerBy : null);
        Outbox.Add(db, kind, $"{match.Id:N}", reader, letter, now, dueAt);
    }

    private EmailLetter Letter(string kind, string language, string firstName, string path, DateTimeOffset? deadline)
    {
        using var _ = CultureScope.Use(language);
        return new EmailLetter
        {
            Language = language,
            Subject = texts[$"Mail.{kind}.Subject"],
            Greeting = texts["Mail.Greeting", firstName],
            Paragraphs = [texts[$"Mail.{kind}.P1", deadline?.DateText() ?? ""], texts[$"Mail.{kind}.P2"]],
            ButtonText = texts[$"Mail.{kind}.Button"],
            ButtonPath = path,
            Values = Kinds.FirstOrDefault(k => k.Name == kind)?.ValuesOf(firstName, deadline?.DateText()) ?? new Dictionary<string, string> { [Placeholders.FirstName] = firstName },
            SmallPrint = [texts["Mail.LinkOnce"]],
        };
    }

    /// <summary>Signs the reader in once, on a POST; after that, or too late, the page offers a new link.</summary>
    private static string Link(AppDbContext db, Guid account, string path, DateTimeOffset until)
    {
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, until, account, returnPath: path);
        db.OneTimeLinks.Add(link);
        return $"/sign-in/link/{token}";
    }
}
