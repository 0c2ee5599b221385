using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Inbox;

/// <summary>
/// Sets the answer to an invitation as a calendar says it. A no to an interview or a training evening, which have no
/// answers of their own, becomes a task for the coordinators.
/// </summary>
public sealed class CalendarAnswers
{
    private static readonly Actor Calendar = Actor.System("CalendarReply");

    /// <param name="db">The context of the write.</param>
    /// <param name="reply">What the calendar says.</param>
    /// <param name="senders">The addresses that the mail is from. Who answers, or answers for them, must be among them (RFC 6047, 3).</param>
    /// <param name="now">Application time.</param>
    /// <param name="ct">Stops waiting.</param>
    internal async Task<Settled> UseAsync(AppDbContext db, CalendarReply reply, IReadOnlyCollection<string> senders, DateTimeOffset now, CancellationToken ct)
    {
        if (!senders.Any(s => Same(s, reply.Attendee) || Same(s, reply.SentBy))) return new Settled(IncomingOutcome.SetAside, "AnotherSender");
        if (CalendarEvent.IdIn(reply.Uid) is not { } id) return new Settled(IncomingOutcome.SetAside, "UnknownMeeting");
        if (await db.Meetings.Include(m => m.Invitations).FirstOrDefaultAsync(m => m.Id == id, ct) is { } meeting) return await AnswerAsync(db, meeting, reply, now, ct);
        if (await db.Interviews.FirstOrDefaultAsync(i => i.Id == id, ct) is { } interview) return await DeclineInterviewAsync(db, interview, reply, now, ct);
        return await DeclineEveningAsync(db, id, reply, now, ct);
    }

    private static async Task<Settled> AnswerAsync(AppDbContext db, Meeting meeting, CalendarReply reply, DateTimeOffset now, CancellationToken ct)
    {
        var to = (await MeetingEmails.InvitedAsync(db, meeting, ct)).Find(i => Same(i.Reader.Address, reply.Attendee));
        if (to is null) return new Settled(IncomingOutcome.SetAside, "NotInvited");
        if (meeting.State != MeetingState.Scheduled || meeting.StartsAt <= now) return new Settled(IncomingOutcome.NothingNew, "MeetingIsOver");
        if (reply.Sequence < MeetingEmails.SequenceOf(meeting, to.Invitation)) return new Settled(IncomingOutcome.NothingNew, "OlderTime");
        InvitationState? answer = reply.Answer switch
        {
            "ACCEPTED" => InvitationState.Yes,
            "DECLINED" => InvitationState.No,
            "TENTATIVE" => InvitationState.Maybe,
            _ => null,
        };
        if (answer is null || to.Invitation.State == answer) return new Settled(IncomingOutcome.NothingNew, "KnownAlready");
        return to.Invitation.Answer(answer.Value, Calendar, now).Succeeded
            ? new Settled(IncomingOutcome.Used)
            : new Settled(IncomingOutcome.NothingNew, "MeetingIsOver");
    }

    private static async Task<Settled> DeclineInterviewAsync(AppDbContext db, Interview interview, CalendarReply reply, DateTimeOffset now, CancellationToken ct)
    {
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == interview.VolunteerId, ct);
        if (!Same(volunteer.Email, reply.Attendee)) return new Settled(IncomingOutcome.SetAside, "NotInvited");
        if (interview.State != InterviewState.Booked || interview.StartsAt <= now) return new Settled(IncomingOutcome.NothingNew, "MeetingIsOver");
        return await AskAsync(db, reply, interview.ProgrammeId, volunteer, interview.Id, now, ct);
    }

    private static async Task<Settled> DeclineEveningAsync(AppDbContext db, Guid id, CalendarReply reply, DateTimeOffset now, CancellationToken ct)
    {
        var found = await (
            from evening in db.TrainingEvenings
            join signUp in db.TrainingSignUps on evening.Id equals signUp.EveningId
            join volunteer in db.Volunteers on signUp.VolunteerId equals volunteer.Id
            where evening.Id == id && signUp.CancelledAt == null && volunteer.Email.ToLower() == reply.Attendee.ToLower()
            select new { evening, volunteer }).AsNoTracking().OrderBy(row => row.volunteer.Id).FirstOrDefaultAsync(ct);
        if (found is null) return new Settled(IncomingOutcome.SetAside, "UnknownMeeting");
        if (found.evening.CancelledAt is not null || found.evening.StartsAt <= now) return new Settled(IncomingOutcome.NothingNew, "MeetingIsOver");
        return await AskAsync(db, reply, found.evening.ProgrammeId, found.volunteer, id, now, ct);
    }

    private static async Task<Settled> AskAsync(
        AppDbContext db, CalendarReply reply, Guid programme, Core.Volunteers.Volunteer volunteer, Guid about, DateTimeOffset now, CancellationToken ct)
    {
        if (reply.Answer != "DECLINED") return new Settled(IncomingOutcome.NothingNew, "KnownAlready");
        await Work.AddAsync(db, VolunteerWork.Of(WorkKind.SaidNoInCalendar, volunteer, now, Urgency.Today, Work.Key(WorkKind.SaidNoInCalendar, about) + $":{volunteer.Id:N}"), ct);
        return new Settled(IncomingOutcome.Used);
    }

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
