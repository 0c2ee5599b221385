using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>Asks the coordinator for the agreement once the time of a first meeting has passed.</summary>
public sealed class AskForAgreementJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        // One item a version of the meeting: what the coordinator has put aside does not come back by itself.
        var due = await (
            from m in db.Meetings.AsNoTracking()
            join match in db.Matches on m.MatchId equals match.Id
            where m.Kind == MeetingKind.First && m.State == MeetingState.Scheduled && m.StartsAt <= now && match.State == MatchState.Accepted
                && !db.WorkItems.Any(w => w.MatchId == match.Id && w.Kind == WorkKind.RecordAgreement && w.Since >= m.StartsAt)
            select match).ToListAsync(ct);
        foreach (var match in due) await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.RecordAgreement, match, now, ct, Urgency.Today), ct);
        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is null ? due.Count : 0;
    }
}

/// <summary>Calls off first meetings of matches that are no longer waiting for one.</summary>
public sealed class CancelOrphanedFirstMeetingsJob(IDbContextFactory<AppDbContext> contexts, MeetingEmails emails, TimeProvider clock) : IScheduledJob
{
    private static readonly Actor Job = Actor.System("CancelOrphanedFirstMeetings");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Meetings.Where(m => m.Kind == MeetingKind.First && m.State == MeetingState.Scheduled
                && db.Matches.Any(match => match.Id == m.MatchId && !Match.Mutual.Contains(match.State)))
            .Select(m => m.Id).ToListAsync(ct);
        var done = 0;
        foreach (var id in due)
        {
            if (await CancelAsync(id, ct)) done++;
        }

        return done;
    }

    private async Task<bool> CancelAsync(Guid meetingId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).FirstAsync(m => m.Id == meetingId, ct);
        var ahead = meeting.StartsAt > now;
        if (!meeting.Cancel(Job, now, null).Succeeded) return false;
        foreach (var to in ahead ? await MeetingEmails.InvitedAsync(db, meeting, ct) : [])
        {
            emails.Add(db, meeting, to, "FirstMeetingCancelled", now, CalendarBuilder.Cancel);
        }

        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is null;
    }
}

/// <summary>Reminds the invited once, as many days before as the programme says; a night that was missed is made up until the meeting begins.</summary>
public sealed class RemindOfMeetingJob(IDbContextFactory<AppDbContext> contexts, MeetingEmails emails, TimeProvider clock) : IScheduledJob
{
    /// <summary>The longest time in advance, and the quiet days that may lie before it.</summary>
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(14);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + LookAhead;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Settings, ct);
        var coming = await db.Meetings.AsNoTracking()
            .Where(m => m.State == MeetingState.Scheduled && m.StartsAt > now && m.StartsAt <= until
                && m.Invitations.Any(i => i.ReminderSentAt == null && i.State != InvitationState.No))
            .OrderBy(m => m.StartsAt).ThenBy(m => m.Id).ToListAsync(ct);
        var done = 0;
        foreach (var meeting in coming.Where(m => IsDue(m, settings[m.ProgrammeId], now))) done += await RemindAsync(meeting.Id, settings[meeting.ProgrammeId], ct);
        return done;
    }

    /// <summary>Where the day is quiet, the evening before it: after it would be too late.</summary>
    private static bool IsDue(Meeting meeting, ProgrammeSettings settings, DateTimeOffset now)
    {
        var (kind, days) = meeting.Kind == MeetingKind.First
            ? (FollowUpKinds.FirstMeetingReminder, settings.FirstMeetingReminderDays)
            : (FollowUpKinds.MeetingReminder, settings.MeetingReminderDays);
        return settings.Does(kind) && QuietHours.LastOpen(meeting.StartsAt!.Value.AddDays(-days)) <= now;
    }

    private async Task<int> RemindAsync(Guid meetingId, ProgrammeSettings settings, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Invitations carry no row version: two runners at once are kept apart here.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"remind:{meetingId}"}, 0))", ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).FirstAsync(m => m.Id == meetingId, ct);
        if (meeting.State != MeetingState.Scheduled || meeting.StartsAt <= now || !IsDue(meeting, settings, now)) return 0;
        if (meeting.MatchId is { } match && !await db.Matches.AnyAsync(m => m.Id == match && Match.Mutual.Contains(m.State), ct)) return 0;
        var open = meeting.Invitations.Where(i => i.ReminderSentAt is null && i.State != InvitationState.No).ToHashSet();
        foreach (var invitation in open) invitation.ReminderSentAt = now;
        foreach (var to in await MeetingEmails.InvitedAsync(db, meeting, ct))
        {
            if (open.Contains(to.Invitation)) emails.Add(db, meeting, to, "MeetingReminder", now, calendar: null);
        }

        if (await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is not null) return 0;
        await transaction.CommitAsync(ct);
        return open.Count;
    }
}

/// <summary>Asks for a learning meeting where none is planned and the last one is longer ago than the programme says.</summary>
public sealed class PlanLearningMeetingJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var done = 0;
        foreach (var programme in await db.Programmes.AsNoTracking().Where(p => p.Open).ToListAsync(ct))
        {
            if (await AskAsync(db, programme, now, ct)) done++;
        }

        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is null ? done : 0;
    }

    private static async Task<bool> AskAsync(AppDbContext db, Programme programme, DateTimeOffset now, CancellationToken ct)
    {
        var learning = db.Meetings.Where(m => m.ProgrammeId == programme.Id && m.Kind == MeetingKind.Learning);
        if (!programme.Settings.Does(FollowUpKinds.LearningMeetingDue)) return false;
        if (await learning.AnyAsync(m => m.State == MeetingState.Polling || (m.State == MeetingState.Scheduled && m.StartsAt > now), ct)) return false;
        var last = await learning.Where(m => m.State == MeetingState.Held || m.State == MeetingState.Scheduled).MaxAsync(m => m.StartsAt, ct);
        if (last > now.AddDays(-programme.Settings.LearningMeetingDays)) return false;
        // Once a gap: an item that was put aside stays aside until the next meeting.
        var key = $"{WorkKind.LearningMeetingDue}:{programme.Id:N}:{last:yyyyMMdd}";
        if (await db.WorkItems.AnyAsync(w => w.Key == key, ct)) return false;
        if (!await db.Volunteers.AnyAsync(v => v.ProgrammeId == programme.Id && v.State == VolunteerState.Ready, ct)) return false;
        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = programme.Id,
            Kind = WorkKind.LearningMeetingDue,
            Key = key,
            About = programme.Name.Da,
            Path = $"/coordinator/meetings/new?programme={programme.Id}",
            Since = now,
        }, ct);
        return true;
    }
}
