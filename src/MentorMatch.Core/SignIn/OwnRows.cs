using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Calendars;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Training;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Whose rows are looked for: all ids that belong to one account.</summary>
internal sealed record Person(Guid AccountId, string Email, IReadOnlyCollection<Guid> VolunteerIds, IReadOnlyCollection<Guid> CitizenIds);

/// <summary>Which rows of which table are a person's own. A test fails on a table with personal columns that is not here.</summary>
internal static class OwnRows
{
    /// <summary>Tables whose people have no account here: contacts of associations.</summary>
    public static IReadOnlyCollection<Type> OfOthers { get; } = [typeof(Association)];

    /// <summary>
    /// Columns of shared rows that are not this person's to see: what the other side of a match said in confidence, and
    /// who in the staff read a case (dates and purposes are shown).
    /// </summary>
    public static bool Hides(Person person, Type entity, string column) => (entity.Name, column) switch
    {
        (nameof(Match), nameof(Match.DeclineReason)) => person.VolunteerIds.Count == 0,
        (nameof(Meeting), nameof(Meeting.Summary)) => person.CitizenIds.Count == 0,
        (nameof(CaseRead), nameof(CaseRead.ByName)) => true,
        // Worked out from the answers of both.
        (nameof(Suggestion), nameof(Suggestion.Features) or nameof(Suggestion.Contributions)) => true,
        _ => false,
    };

    public static IReadOnlyDictionary<Type, Func<AppDbContext, Person, IQueryable<object>>> Tables { get; } =
        new Dictionary<Type, Func<AppDbContext, Person, IQueryable<object>>>
        {
            [typeof(Account)] = (db, me) => db.Accounts.Where(a => a.Id == me.AccountId),
            [typeof(RoleAssignment)] = (db, me) => db.RoleAssignments.Where(r => r.AccountId == me.AccountId),
            [typeof(CalendarFeed)] = (db, me) => db.CalendarFeeds.Where(f => f.AccountId == me.AccountId),
            [typeof(OneTimeLink)] = (db, me) => db.OneTimeLinks.Where(l => l.AccountId == me.AccountId),
            [typeof(Consent)] = (db, me) => db.Consents.Where(c =>
                c.AccountId == me.AccountId || (c.CitizenId != null && me.CitizenIds.Contains(c.CitizenId.Value))),
            [typeof(StateChange)] = (db, me) => db.StateChanges.Where(c =>
                c.EntityId == me.AccountId || me.VolunteerIds.Contains(c.EntityId) || me.CitizenIds.Contains(c.EntityId)),
            [typeof(CaseRead)] = (db, me) => db.CaseReads.Where(r => me.CitizenIds.Contains(r.CitizenId)),
            [typeof(EmailOptOut)] = (db, me) => db.EmailOptOuts.Where(o => o.AccountId == me.AccountId || (me.Email != "" && o.Address == me.Email.ToLower())),
            [typeof(OutgoingEmail)] = (db, me) => db.Emails.Where(e => e.ToAddress == me.Email),
            [typeof(WorkItem)] = (db, me) => db.WorkItems.Where(w =>
                (w.VolunteerId != null && me.VolunteerIds.Contains(w.VolunteerId.Value))
                || (w.CitizenId != null && me.CitizenIds.Contains(w.CitizenId.Value))),
            [typeof(SignUp)] = (db, me) => db.SignUps.Where(s => s.VolunteerId != null && me.VolunteerIds.Contains(s.VolunteerId.Value)),
            [typeof(Interview)] = (db, me) => db.Interviews.Where(i => me.VolunteerIds.Contains(i.VolunteerId)),
            [typeof(Volunteer)] = (db, me) => db.Volunteers.Where(v => v.AccountId == me.AccountId),
            [typeof(Citizen)] = (db, me) => db.Citizens.Where(c => c.AccountId == me.AccountId),
            [typeof(CitizenMessage)] = (db, me) => db.CitizenMessages.Where(m => me.CitizenIds.Contains(m.CitizenId)),
            [typeof(Shortlist)] = (db, me) => db.Shortlists.Where(s => me.CitizenIds.Contains(s.CitizenId)),
            [typeof(ShortlistBatch)] = (db, me) => db.ShortlistBatches.Where(b => b.StartedById == me.AccountId),
            [typeof(Suggestion)] = (db, me) => db.Suggestions.Where(s => me.VolunteerIds.Contains(s.VolunteerId)),
            [typeof(Match)] = MatchesOf,
            [typeof(TrainingSignUp)] = (db, me) => db.TrainingSignUps.Where(s => me.VolunteerIds.Contains(s.VolunteerId)),
            [typeof(Meeting)] = (db, me) => db.Meetings.Where(m => m.MatchId != null && MatchesOf(db, me).Any(x => x.Id == m.MatchId)),
            [typeof(Invitation)] = (db, me) => db.Invitations.Where(i =>
                (i.VolunteerId != null && me.VolunteerIds.Contains(i.VolunteerId.Value))
                || (i.CitizenId != null && me.CitizenIds.Contains(i.CitizenId.Value))),
            [typeof(CheckIn)] = (db, me) => db.CheckIns.Where(c => db.Matches.Any(m => m.Id == c.MatchId
                && ((c.Side == Side.Volunteer && me.VolunteerIds.Contains(m.VolunteerId)) || (c.Side == Side.Citizen && me.CitizenIds.Contains(m.CitizenId))))),
            [typeof(LoggedMeeting)] = (db, me) => db.LoggedMeetings.Where(l => db.Matches.Any(m => m.Id == l.MatchId
                && ((l.LoggedBy == Side.Volunteer && me.VolunteerIds.Contains(m.VolunteerId)) || (l.LoggedBy == Side.Citizen && me.CitizenIds.Contains(m.CitizenId))))),
        };

    internal static IQueryable<Match> MatchesOf(AppDbContext db, Person me) =>
        db.Matches.Where(m => me.VolunteerIds.Contains(m.VolunteerId) || me.CitizenIds.Contains(m.CitizenId));
}
