using MentorMatch.Core.Audit;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>
/// Which rows an erasure reaches: the person's own, and those of the other side of a match in which somebody may have
/// written about them.
/// </summary>
internal static class ErasedRows
{
    /// <summary>Rows that are nothing without the person: these go altogether.</summary>
    public static IReadOnlyCollection<Type> Removed { get; } = [typeof(Access.OneTimeLink), typeof(Calendars.CalendarFeed), typeof(EmailOptOut), typeof(SignUp), typeof(CitizenMessage)];

    public static IReadOnlyDictionary<Type, Func<AppDbContext, Person, IQueryable<object>>> Tables { get; } =
        new Dictionary<Type, Func<AppDbContext, Person, IQueryable<object>>>(OwnRows.Tables)
        {
            [typeof(StateChange)] = (db, me) => db.StateChanges.Where(c => c.ByAccountId == me.AccountId || HistoryOf(db, me).Contains(c.EntityId)),
            [typeof(Volunteer)] = (db, me) => db.Volunteers.Where(v => me.VolunteerIds.Contains(v.Id)),
            [typeof(Citizen)] = (db, me) => db.Citizens.Where(c => me.CitizenIds.Contains(c.Id)),
            [typeof(OutgoingEmail)] = (db, me) => db.Emails.Where(e => (me.Email != "" && e.ToAddress.ToUpper() == me.Email.ToUpper())
                || (e.VolunteerId != null && me.VolunteerIds.Contains(e.VolunteerId.Value))
                || (e.CitizenId != null && me.CitizenIds.Contains(e.CitizenId.Value))),
            [typeof(WorkItem)] = (db, me) => db.WorkItems.Where(w =>
                (w.VolunteerId != null && me.VolunteerIds.Contains(w.VolunteerId.Value))
                || (w.CitizenId != null && me.CitizenIds.Contains(w.CitizenId.Value))
                || (w.MatchId != null && MatchIds(db, me).Contains(w.MatchId.Value))),
            [typeof(Suggestion)] = (db, me) => db.Suggestions.Where(s =>
                me.VolunteerIds.Contains(s.VolunteerId) || ListIds(db, me).Contains(s.ShortlistId)),
            [typeof(CheckIn)] = (db, me) => db.CheckIns.Where(c => MatchIds(db, me).Contains(c.MatchId)),
            [typeof(LoggedMeeting)] = (db, me) => db.LoggedMeetings.Where(l => MatchIds(db, me).Contains(l.MatchId)),
        };

    private static IQueryable<Guid> MatchIds(AppDbContext db, Person me) => OwnRows.MatchesOf(db, me).Select(m => m.Id);

    private static IQueryable<Guid> ListIds(AppDbContext db, Person me) =>
        db.Shortlists.Where(s => me.CitizenIds.Contains(s.CitizenId)).Select(s => s.Id);

    /// <summary>Everything whose moves may have been given a reason that tells of the person.</summary>
    private static IQueryable<Guid> HistoryOf(AppDbContext db, Person me) =>
        db.Accounts.Where(a => a.Id == me.AccountId).Select(a => a.Id)
            .Concat(db.Volunteers.Where(v => me.VolunteerIds.Contains(v.Id)).Select(v => v.Id))
            .Concat(db.Citizens.Where(c => me.CitizenIds.Contains(c.Id)).Select(c => c.Id))
            .Concat(MatchIds(db, me))
            .Concat(ListIds(db, me))
            .Concat(db.Suggestions.Where(s => me.VolunteerIds.Contains(s.VolunteerId) || ListIds(db, me).Contains(s.ShortlistId)).Select(s => s.Id))
            .Concat(db.Interviews.Where(i => me.VolunteerIds.Contains(i.VolunteerId)).Select(i => i.Id))
            .Concat(db.Meetings.Where(m => m.MatchId != null && MatchIds(db, me).Contains(m.MatchId.Value)).Select(m => m.Id));
}
