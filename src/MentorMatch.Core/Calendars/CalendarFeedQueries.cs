using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Calendars;

/// <summary>A person's calendar as their calendar program fetches it.</summary>
/// <param name="Text">An iCalendar object.</param>
/// <param name="Version">Changes when an appointment does; when it was written does not count.</param>
public sealed record CalendarFile(string Text, string Version);

/// <summary>
/// Reads a person's own appointments: from ninety days ago on, without those that are called off or declined. What they
/// are called says nothing about anybody.
/// </summary>
public sealed class CalendarFeedQueries(
    IDbContextFactory<AppDbContext> contexts, IOptions<MunicipalitySettings> municipality, IOptions<EmailSettings> sender, TimeProvider clock,
    IStringLocalizer<CalendarsTexts> texts, IStringLocalizer<MeetingsTexts> meetingTexts, IStringLocalizer<TrainingTexts> trainingTexts,
    IStringLocalizer<RecruitmentTexts> interviewTexts)
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(90);

    private CalendarPerson Organizer => new(sender.Value.FromAddress, municipality.Value.Name);

    /// <summary>When the present address was made; null where there is none.</summary>
    public async Task<DateTimeOffset?> MadeAtAsync(Actor actor, CancellationToken ct = default)
    {
        if (CalendarFeedService.Refuse(actor, Deed.Read) is not null) return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CalendarFeeds.Where(f => f.AccountId == actor.AccountId).Select(f => (DateTimeOffset?)f.CreatedAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>What stands behind a secret address. Whoever knows it may read, so the answer tells no more than a lock screen should.</summary>
    /// <returns>Null where there is none, or not any more.</returns>
    public async Task<CalendarFile?> FindAsync(string token, CancellationToken ct = default)
    {
        var hash = OneTimeLink.HashOf(token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await (from feed in db.CalendarFeeds
                             join owner in db.Accounts on feed.AccountId equals owner.Id
                             where feed.TokenHash == hash && !owner.Disabled && owner.ErasedAt == null
                             select new { owner.Id, owner.Language }).FirstOrDefaultAsync(ct);
        if (account is null) return null;
        using var language = CultureScope.Use(account.Language);
        var events = new List<CalendarEvent>();
        var now = clock.GetUtcNow();
        events.AddRange(await MeetingsAsync(db, account.Id, now, ct));
        events.AddRange(await InterviewsAsync(db, account.Id, now, ct));
        events.AddRange(await EveningsAsync(db, account.Id, now, ct));
        events.Sort((a, b) => (a.StartsAt, a.Uid).CompareTo((b.StartsAt, b.Uid)));
        string name = texts["Name", municipality.Value.ServiceName];
        var bare = CalendarBuilder.Publish(name, events.Select(e => e with { WrittenAt = DateTimeOffset.UnixEpoch }));
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bare)))[..32];
        return new CalendarFile(CalendarBuilder.Publish(name, events), version);
    }

    private async Task<IEnumerable<CalendarEvent>> MeetingsAsync(AppDbContext db, Guid account, DateTimeOffset now, CancellationToken ct)
    {
        InvitationState[] notComing = [InvitationState.No, InvitationState.Absent];
        var since = now - Past;
        var shown = db.Meetings.Where(m => (m.State == MeetingState.Scheduled || m.State == MeetingState.Held) && m.StartsAt > since
            && (m.MatchId == null || m.State == MeetingState.Held || db.Matches.Any(x => x.Id == m.MatchId && Match.Mutual.Contains(x.State))));
        var own = await (
            from meeting in shown
            from invitation in meeting.Invitations
            where !notComing.Contains(invitation.State)
                && (db.Volunteers.Any(v => v.Id == invitation.VolunteerId && v.AccountId == account) || db.Citizens.Any(c => c.Id == invitation.CitizenId && c.AccountId == account))
            select new { meeting, invitation }).AsNoTracking().ToListAsync(ct);
        var led = await shown.AsNoTracking().Where(m => m.CoordinatorId == account).ToListAsync(ct);
        return own.Select(o => Of(o.meeting, MeetingEmails.SequenceOf(o.meeting, o.invitation), now))
            .Concat(led.Select(m => Of(m, m.Sequence, now)))
            .DistinctBy(e => e.Uid);
    }

    private async Task<IEnumerable<CalendarEvent>> InterviewsAsync(AppDbContext db, Guid account, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Past;
        var rows = await db.Interviews.AsNoTracking()
            .Where(i => (i.State == InterviewState.Booked || i.State == InterviewState.Held) && i.StartsAt > since
                && (i.CoordinatorId == account || db.Volunteers.Any(v => v.Id == i.VolunteerId && v.AccountId == account)))
            .ToListAsync(ct);
        return rows.Select(i => Of(i.Id, i.Sequence, i.StartsAt, i.Minutes, interviewTexts["Calendar.Interview", municipality.Value.Name], i.Place, now));
    }

    private async Task<IEnumerable<CalendarEvent>> EveningsAsync(AppDbContext db, Guid account, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Past;
        var rows = await (
            from signUp in db.TrainingSignUps
            join evening in db.TrainingEvenings on signUp.EveningId equals evening.Id
            where signUp.CancelledAt == null && evening.CancelledAt == null && evening.StartsAt > since
                && db.Volunteers.Any(v => v.Id == signUp.VolunteerId && v.AccountId == account)
            select new { evening, signUp.OwnChanges }).AsNoTracking().ToListAsync(ct);
        return rows.Select(r => Of(
            r.evening.Id, r.evening.Sequence + r.OwnChanges, r.evening.StartsAt, r.evening.Minutes, trainingTexts["Calendar.Training", r.evening.Title], r.evening.Place, now));
    }

    private CalendarEvent Of(Meeting meeting, int sequence, DateTimeOffset now) => Of(
        meeting.Id, sequence, meeting.StartsAt!.Value, meeting.Minutes, meetingTexts[$"Calendar.{meeting.Kind}", municipality.Value.Name], meeting.Place, now);

    private CalendarEvent Of(Guid id, int sequence, DateTimeOffset startsAt, int minutes, string summary, string place, DateTimeOffset now) => new()
    {
        Uid = CalendarEvent.UidOf(id),
        Sequence = sequence,
        StartsAt = startsAt,
        Minutes = minutes,
        Summary = summary,
        Place = place,
        Organizer = Organizer,
        WrittenAt = now,
    };
}
