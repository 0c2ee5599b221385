using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>Meetings of the whole network and for visitors: planned, decided, moved, called off and followed up.</summary>
public sealed class NetworkMeetingService(IDbContextFactory<AppDbContext> contexts, MeetingEmails emails, TimeProvider clock)
{
    /// <summary>Plans it and invites: with one time it is scheduled, with several the invited say which suit them.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, CreateMeeting create, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        if (Refuse(actor, create.ProgrammeId) is { } refusal) return refusal;
        var read = MeetingDraft.Read(create, now);
        if (!read.Succeeded) return read.WithoutValue();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = read.Value.ToMeeting(create, actor, now);
        var moved = meeting.Options.Count == 0 ? meeting.Schedule(read.Value.Times[0], actor, now) : meeting.Poll(actor, now);
        if (!moved.Succeeded) return moved;
        db.Meetings.Add(meeting);
        if (meeting.Kind == MeetingKind.Learning)
        {
            await InviteAsync(db, meeting, now, ct);
            foreach (var item in await OpenPlanningWorkAsync(db, create.ProgrammeId, ct)) (item.DoneAt, item.DoneBy) = (now, actor.Name);
        }

        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is { } lost ? lost : meeting.Id;
    }

    /// <summary>Volunteers who became ready after the invitations went out are invited too.</summary>
    public Task<Result> InviteNewcomersAsync(Actor actor, Guid meetingId, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            if (meeting.Kind != MeetingKind.Learning || meeting.State is not (MeetingState.Polling or MeetingState.Scheduled)) return MeetingErrors.NotPossibleNow;
            await InviteAsync(db, meeting, now, ct);
            return Result.Success;
        }, ct);

    /// <summary>One of the times is taken. Whoever it suits counts as coming; everybody gets the calendar object and may answer anew.</summary>
    public Task<Result> DecideAsync(Actor actor, Guid meetingId, Guid optionId, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            if (meeting.Options.Find(o => o.Id == optionId) is not { } option) return AccessErrors.NotFound;
            if (meeting.State != MeetingState.Polling) return MeetingErrors.NotPossibleNow;
            var scheduled = meeting.Schedule(option.StartsAt, actor, now);
            if (!scheduled.Succeeded) return scheduled;
            foreach (var invitation in meeting.Invitations.Where(i => i.State != InvitationState.Sent))
            {
                invitation.Answer(invitation.OptionIds.Contains(optionId) ? InvitationState.Yes : InvitationState.No, actor, now);
            }

            MeetingReminders.Reset(meeting, now);
            await TellAsync(db, meeting, "MeetingDecided", now, CalendarBuilder.Request, _ => true, ct);
            return Result.Success;
        }, ct);

    public Task<Result> RescheduleAsync(Actor actor, Guid meetingId, MeetingTime time, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            var read = time.Read(now);
            if (!read.Succeeded) return read.WithoutValue();
            var moved = meeting.Reschedule(read.Value.StartsAt, read.Value.Place, now);
            if (!moved.Succeeded) return moved;
            meeting.Minutes = read.Value.Minutes;
            MeetingReminders.Reset(meeting, now);
            await TellAsync(db, meeting, "MeetingMoved", now, CalendarBuilder.Request, _ => true, ct);
            return Result.Success;
        }, ct);

    public Task<Result> CancelAsync(Actor actor, Guid meetingId, string? reason, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            var cancelled = meeting.Cancel(actor, now, reason);
            if (!cancelled.Succeeded) return cancelled;
            await Work.DoneAsync(db, Work.Key(WorkKind.AttendanceMissing, meeting.Id), actor, now, ct);
            await TellAsync(db, meeting, "MeetingCancelled", now, CalendarBuilder.Cancel, i => i.State != InvitationState.No || i.GuestEmail is null, ct);
            return Result.Success;
        }, ct);

    /// <summary>Who came. It can be corrected afterwards.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="came">Ids of the invitations of those who came; the others count as absent.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Result> RecordAttendanceAsync(Actor actor, Guid meetingId, IReadOnlyCollection<Guid> came, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            var held = meeting.State == MeetingState.Held ? Result.Success : meeting.Hold(actor, now);
            if (!held.Succeeded) return held;
            foreach (var invitation in meeting.Invitations) invitation.RecordAttendance(came.Contains(invitation.Id), actor, now);
            await Work.DoneAsync(db, Work.Key(WorkKind.AttendanceMissing, meeting.Id), actor, now, ct);
            return Result.Success;
        }, ct);

    /// <summary>What was said and decided. Sending it tells the invited once that there is something to read.</summary>
    public Task<Result> SummariseAsync(Actor actor, Guid meetingId, string? summary, bool send, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            var text = summary?.Trim() ?? "";
            if (meeting.State != MeetingState.Held) return MeetingErrors.NotYetHeld;
            if (text.Length == 0) return MeetingErrors.Wrong("SummaryMissing", "Summary");
            if (text.Length > 8000) return MeetingErrors.Wrong("TooLong", "Summary", 8000);
            if (CprNumber.IsIn(text)) return MeetingErrors.Wrong("CprInText", "Summary");
            meeting.Summary = text;
            if (!send || meeting.FollowUpSentAt is not null) return Result.Success;
            meeting.FollowUpSentAt = now;
            await Work.DoneAsync(db, Work.Key(WorkKind.MinutesMissing, meeting.Id), actor, now, ct);
            await TellAsync(db, meeting, "MeetingFollowUp", now, calendar: null, i => i.VolunteerId is not null, ct);
            return Result.Success;
        }, ct);

    private static Error? Refuse(Actor actor, Guid? programmeId) => programmeId is { } id
        ? AccessRules.Refuse(actor, Resource.Meetings, Deed.Write, Subject.Programme(id))
        : AccessErrors.NotFound;

    private static Task<List<WorkItem>> OpenPlanningWorkAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        db.WorkItems.Where(w => w.ProgrammeId == programmeId && w.Kind == WorkKind.LearningMeetingDue && w.DoneAt == null).ToListAsync(ct);

    private async Task InviteAsync(AppDbContext db, Meeting meeting, DateTimeOffset now, CancellationToken ct)
    {
        var known = meeting.Invitations.Select(i => i.VolunteerId).OfType<Guid>().ToHashSet();
        var ready = await db.Volunteers.Where(v => v.ProgrammeId == meeting.ProgrammeId && v.State == VolunteerState.Ready)
            .OrderBy(v => v.Id).Select(v => v.Id).ToListAsync(ct);
        DateTimeOffset? reminded = meeting.StartsAt is { } startsAt && MeetingReminders.IsNear(startsAt, now) ? now : null;
        var added = ready.Where(id => !known.Contains(id))
            .Select(id => new Invitation { MeetingId = meeting.Id, ProgrammeId = meeting.ProgrammeId, VolunteerId = id, SentAt = now, ReminderSentAt = reminded })
            .ToList();
        // Added by the set: their keys are made here, so the collection alone would take them for old rows.
        db.Invitations.AddRange(added);
        var kind = meeting.State == MeetingState.Polling ? "MeetingPoll" : "MeetingInvited";
        foreach (var to in await MeetingEmails.InvitedAsync(db, meeting, ct))
        {
            if (added.Contains(to.Invitation)) emails.Add(db, meeting, to, kind, now, CalendarBuilder.Request);
        }
    }

    private async Task TellAsync(
        AppDbContext db, Meeting meeting, string kind, DateTimeOffset now, Func<CalendarEvent, CalendarPart>? calendar, Func<Invitation, bool> whom, CancellationToken ct)
    {
        foreach (var to in (await MeetingEmails.InvitedAsync(db, meeting, ct)).Where(to => whom(to.Invitation))) emails.Add(db, meeting, to, kind, now, calendar);
    }

    private async Task<Result> ChangeAsync(
        Actor actor, Guid meetingId, Func<AppDbContext, Meeting, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).Include(m => m.Options)
            .FirstOrDefaultAsync(m => m.Id == meetingId && m.Kind != MeetingKind.First, ct);
        if (Refuse(actor, meeting?.ProgrammeId) is { } refusal) return refusal;
        var changed = await change(db, meeting!, clock.GetUtcNow());
        if (!changed.Succeeded) return changed;
        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }
}
