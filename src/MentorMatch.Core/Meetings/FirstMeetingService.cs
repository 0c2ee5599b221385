using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Meetings;

/// <summary>The first meeting of citizen, volunteer and coordinator: booked, moved, called off, and the agreement that comes of it.</summary>
public sealed class FirstMeetingService(
    IDbContextFactory<AppDbContext> contexts, MeetingEmails emails, IStringLocalizer<MeetingsTexts> texts, TimeProvider clock)
{
    public async Task<Result<Guid>> BookAsync(Actor actor, Guid matchId, MeetingTime time, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var match = await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (Refuse(actor, match?.ProgrammeId) is { } refusal) return refusal;
        if (match!.State != MatchState.Accepted) return MeetingErrors.NotPossibleNow;
        var read = time.Read(now);
        if (!read.Succeeded) return read.WithoutValue();
        // Two coordinators at once: the second waits here, and then finds the first one's meeting.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"first-meeting:{matchId}"}, 0))", ct);
        if (await db.Meetings.AnyAsync(m => m.MatchId == matchId && m.State == MeetingState.Scheduled, ct)) return MeetingErrors.AlreadyBooked;

        var meeting = NewMeeting(match, actor, read.Value, now);
        var scheduled = meeting.Schedule(read.Value.StartsAt, actor, now);
        if (!scheduled.Succeeded) return scheduled;
        db.Meetings.Add(meeting);
        await Work.DoneAsync(db, Work.Key(WorkKind.BookFirstMeeting, match.Id), actor, now, ct);
        await TellAsync(db, meeting, "FirstMeetingBooked", now, CalendarBuilder.Request, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return meeting.Id;
    }

    public Task<Result> MoveAsync(Actor actor, Guid meetingId, MeetingTime time, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            var read = time.Read(now);
            if (!read.Succeeded) return read.WithoutValue();
            var moved = meeting.Reschedule(read.Value.StartsAt, read.Value.Place, now);
            if (!moved.Succeeded) return moved;
            meeting.Minutes = read.Value.Minutes;
            MeetingReminders.Reset(meeting, now);
            await Work.DoneAsync(db, Work.Key(WorkKind.RecordAgreement, meeting.MatchId!.Value), actor, now, ct);
            await TellAsync(db, meeting, "FirstMeetingMoved", now, CalendarBuilder.Request, ct);
            return Result.Success;
        }, ct);

    /// <summary>Called off: the match waits for another time, so the coordinator is asked again.</summary>
    public Task<Result> CancelAsync(Actor actor, Guid meetingId, string? reason, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, async (db, meeting, now) =>
        {
            var cancelled = meeting.Cancel(actor, now, reason);
            if (!cancelled.Succeeded) return cancelled;
            await Work.DoneAsync(db, Work.Key(WorkKind.RecordAgreement, meeting.MatchId!.Value), actor, now, ct);
            await TellAsync(db, meeting, "FirstMeetingCancelled", now, CalendarBuilder.Cancel, ct);
            var match = await db.Matches.AsNoTracking().FirstAsync(m => m.Id == meeting.MatchId, ct);
            if (match.State == MatchState.Accepted) await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.BookFirstMeeting, match, now, ct), ct);
            return Result.Success;
        }, ct);

    /// <summary>The meeting was held and the two agreed: the match starts.</summary>
    public Task<Result> RecordAgreementAsync(Actor actor, RecordAgreement record, CancellationToken ct = default) =>
        ChangeAsync(actor, record.MeetingId, async (db, meeting, now) =>
        {
            var wrong = Wrong(record).ToList();
            if (wrong.Count > 0) return Result.From(wrong);
            var match = await db.Matches.FirstAsync(m => m.Id == meeting.MatchId, ct);
            var held = meeting.Hold(actor, now);
            if (!held.Succeeded) return held;
            foreach (var invitation in meeting.Invitations)
            {
                invitation.RecordAttendance(invitation.CitizenId is null ? record.VolunteerCame : record.CitizenCame, actor, now);
            }

            match.Agreement = new Agreement
            {
                MeetingsPerMonth = record.MeetingsPerMonth!.Value,
                Months = record.Months!.Value,
                Contact = record.Contact!,
                Notes = string.IsNullOrWhiteSpace(record.Notes) ? null : record.Notes.Trim(),
                RecordedAt = now,
                RecordedBy = actor.Name,
            };
            await Work.DoneAsync(db, Work.Key(WorkKind.RecordAgreement, match.Id), actor, now, ct);
            await Work.DoneAsync(db, Work.Key(WorkKind.BookFirstMeeting, match.Id), actor, now, ct);
            return match.Start(actor, now);
        }, ct);

    private static Error? Refuse(Actor actor, Guid? programmeId) => programmeId is { } id
        ? AccessRules.Refuse(actor, Resource.Meetings, Deed.Write, Subject.Programme(id))
        : AccessErrors.NotFound;

    private static IEnumerable<Error> Wrong(RecordAgreement record)
    {
        if (record.MeetingsPerMonth is not (>= 1 and <= 12)) yield return MeetingErrors.Wrong("MeetingsPerMonthWrong", nameof(record.MeetingsPerMonth));
        if (record.Months is not (>= 1 and <= 24)) yield return MeetingErrors.Wrong("MonthsWrong", nameof(record.Months));
        if (!RecordAgreement.ContactWays.Contains(record.Contact)) yield return MeetingErrors.Wrong("ContactMissing", nameof(record.Contact));
        if (record.Notes?.Length > 2000) yield return MeetingErrors.Wrong("TooLong", nameof(record.Notes), 2000);
        if (CprNumber.IsIn(record.Notes ?? "")) yield return MeetingErrors.Wrong("CprInText", nameof(record.Notes));
        if (!record.CitizenCame || !record.VolunteerCame) yield return MeetingErrors.Wrong("BothMustCome", nameof(record.CitizenCame));
    }

    private Meeting NewMeeting(Match match, Actor actor, PlacedTime time, DateTimeOffset now)
    {
        DateTimeOffset? reminded = MeetingReminders.IsNear(time.StartsAt, now) ? now : null;
        var meeting = new Meeting
        {
            ProgrammeId = match.ProgrammeId,
            Kind = MeetingKind.First,
            MatchId = match.Id,
            CoordinatorId = actor.AccountId ?? Guid.Empty,
            Title = texts["FirstMeeting"],
            Place = time.Place,
            Minutes = time.Minutes,
            CreatedAt = now,
        };
        meeting.Invitations.Add(new() { MeetingId = meeting.Id, ProgrammeId = match.ProgrammeId, CitizenId = match.CitizenId, SentAt = now, ReminderSentAt = reminded });
        meeting.Invitations.Add(new() { MeetingId = meeting.Id, ProgrammeId = match.ProgrammeId, VolunteerId = match.VolunteerId, SentAt = now, ReminderSentAt = reminded });
        return meeting;
    }

    private async Task TellAsync(
        AppDbContext db, Meeting meeting, string kind, DateTimeOffset now, Func<CalendarEvent, CalendarPart> calendar, CancellationToken ct)
    {
        foreach (var to in await MeetingEmails.InvitedAsync(db, meeting, ct)) emails.Add(db, meeting, to, kind, now, calendar);
    }

    private async Task<Result> ChangeAsync(
        Actor actor, Guid meetingId, Func<AppDbContext, Meeting, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).FirstOrDefaultAsync(m => m.Id == meetingId && m.Kind == MeetingKind.First, ct);
        if (Refuse(actor, meeting?.ProgrammeId) is { } refusal) return refusal;
        var changed = await change(db, meeting!, clock.GetUtcNow());
        if (!changed.Succeeded) return changed;
        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }
}
