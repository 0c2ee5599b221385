using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.FollowUps;

/// <summary>The two people of a match.</summary>
internal sealed record MatchPeople(Citizen Citizen, Volunteer Volunteer)
{
    public static async Task<MatchPeople> LoadAsync(AppDbContext db, Match match, CancellationToken ct) => new(
        await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == match.CitizenId, ct),
        await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct));

    /// <summary>Whether this side can be asked by mail and answer on a page.</summary>
    public bool CanAsk(Side side) => side == Side.Volunteer || Citizen is { Email: not null, AccountId: not null };
}

/// <summary>Mails of the follow-up plan. They ask or tell that there is something, and link to it; they name nobody.</summary>
public sealed class FollowUpEmails(IStringLocalizer<FollowUpsTexts> texts)
{
    private const int LinkDays = 14;

    internal static IReadOnlyList<EmailKind> Kinds { get; } =
    [
        .. new[] { "CheckInContact", "CheckInPulse", "CheckInExit", "SilenceNudge", "MatchEnded", "MatchEndedGoesOn", IdleKind }
            .Select(name => new EmailKind(name, typeof(FollowUpsTexts))),
        new(CertificateKind, typeof(FollowUpsTexts), Placeholders.Due),
    ];

    internal void CheckIn(AppDbContext db, MatchPeople people, CheckIn asked, DateTimeOffset now) => Add(
        db, people, asked.Side, $"CheckIn{asked.Kind}", $"{asked.Id:N}", $"check-ins/{asked.Id}", asked.Id, LinkPurpose.CheckIn, now);

    internal void SilenceNudge(AppDbContext db, MatchPeople people, Match match, Side side, DateTimeOffset since, DateTimeOffset now) => Add(
        db, people, side, "SilenceNudge", $"{match.Id:N}:{side}:{since:yyyyMMddHHmm}", side == Side.Citizen ? "match" : $"matches/{match.Id}", match.Id, LinkPurpose.SignIn, now);

    internal void Ended(AppDbContext db, MatchPeople people, Match match, Side side, bool goesOn, DateTimeOffset now) => Add(
        db, people, side, side == Side.Citizen && goesOn ? "MatchEndedGoesOn" : "MatchEnded", $"{match.Id:N}:{side}", "", match.Id, LinkPurpose.SignIn, now);

    internal void IdleVolunteer(AppDbContext db, Volunteer volunteer, string about, DateTimeOffset now)
    {
        var reader = new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language) { ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id };
        var path = Link(db, LinkPurpose.SignIn, volunteer.AccountId, volunteer.Id, "/volunteer", now);
        Outbox.Add(db, IdleKind, about, reader, Letter(IdleKind, volunteer.Language, volunteer.FirstName, path), now, QuietHours.NextOpen(now), topic: EmailTopic.Waiting);
    }

    internal const string IdleKind = "IdleVolunteer";

    /// <summary>Says until when the certificate is valid: a date of the volunteer's own.</summary>
    internal void CertificateRunsOut(AppDbContext db, Volunteer volunteer, string about, DateTimeOffset now)
    {
        var reader = new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language) { ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id };
        var path = Link(db, LinkPurpose.SignIn, volunteer.AccountId, volunteer.Id, "/volunteer/profile", now);
        using var _ = CultureScope.Use(volunteer.Language);
        var letter = Letter(CertificateKind, volunteer.Language, volunteer.FirstName, path, volunteer.CertificateValidUntil!.Value.DateText());
        Outbox.Add(db, CertificateKind, about, reader, letter, now, QuietHours.NextOpen(now));
    }

    internal const string CertificateKind = "CertificateRunsOut";

    private void Add(
        AppDbContext db, MatchPeople people, Side side, string kind, string about, string page, Guid subject, LinkPurpose purpose, DateTimeOffset now)
    {
        if (!people.CanAsk(side)) return;
        var (citizen, volunteer) = people;
        var reader = side == Side.Citizen
            ? new EmailReader(citizen.Email!, citizen.FullName, citizen.Language) { ProgrammeId = citizen.ProgrammeId, CitizenId = citizen.Id }
            : new EmailReader(volunteer.Email, volunteer.FullName, volunteer.Language) { ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id };
        var (account, firstName) = side == Side.Citizen ? (citizen.AccountId!.Value, citizen.FirstName) : (volunteer.AccountId, volunteer.FirstName);
        var path = $"/{(side == Side.Citizen ? "citizen" : "volunteer")}/{page}".TrimEnd('/');
        Outbox.Add(db, kind, about, reader, Letter(kind, reader.Language, firstName, Link(db, purpose, account, subject, path, now)), now, QuietHours.NextOpen(now));
    }

    private EmailLetter Letter(string kind, string language, string firstName, string path, params object[] args)
    {
        using var _ = CultureScope.Use(language);
        return new EmailLetter
        {
            Language = language,
            Subject = texts[$"Mail.{kind}.Subject"],
            Greeting = texts["Mail.Greeting", firstName],
            Paragraphs = [texts[$"Mail.{kind}.P1", args], texts[$"Mail.{kind}.P2", args]],
            ButtonText = texts[$"Mail.{kind}.Button"],
            ButtonPath = path,
            Values = Kinds.First(k => k.Name == kind).ValuesOf(firstName, args),
            SmallPrint = [texts["Mail.LinkOnce"]],
        };
    }

    private static string Link(AppDbContext db, LinkPurpose purpose, Guid account, Guid subject, string path, DateTimeOffset now)
    {
        var (link, token) = OneTimeLink.Create(purpose, now.AddDays(LinkDays), account, subject, path);
        db.OneTimeLinks.Add(link);
        return $"/sign-in/link/{token}";
    }
}
