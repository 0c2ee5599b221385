using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;

namespace MentorMatch.Core.Data.Seed;

/// <summary>Matches old and new: asked, accepted, running well, silent, in trouble, on hold, closing and ended.</summary>
internal sealed class DemoMatches(AppDbContext db, DemoPeople people, DemoStaff staff, DateTimeOffset now)
{
    public async Task AddAsync(Programme programme, IReadOnlyList<Citizen> citizens, IReadOnlyList<Volunteer> volunteers, bool large)
    {
        var free = new Queue<Volunteer>(volunteers);
        var waiting = new Queue<Citizen>(citizens.Where(c => c.State == CitizenState.WishesDone));
        if (large)
        {
            Requested(programme, waiting.Dequeue(), free.Dequeue(), daysAgo: 5);
            await AcceptedAsync(programme, waiting.Dequeue(), free.Dequeue(), meetingBooked: true);
            await StartedAsync(programme, waiting.Dequeue(), free.Dequeue(), days: 95, new(Met: 7, Mood: 4));
            await StartedAsync(programme, waiting.Dequeue(), free.Dequeue(), days: 60, new(Met: 5, Mood: 2));
            (await StartedAsync(programme, waiting.Dequeue(), free.Dequeue(), days: 80, new(Met: 5, Mood: 4)))
                .Hold(staff.CoordinatorOf(programme), now.AddDays(-6), "Borgeren er bortrejst");
            await EndedAsync(programme, waiting.Dequeue(), free.Dequeue());
            free.Dequeue();
        }

        Requested(programme, waiting.Dequeue(), free.Dequeue(), daysAgo: 0);
        await StartedAsync(programme, waiting.Dequeue(), free.Dequeue(), days: 40, new(Met: large ? 0 : 4, Mood: 4));
    }

    private sealed record Course(int Met, int Mood);

    private Match Requested(Programme programme, Citizen citizen, Volunteer volunteer, double daysAgo)
    {
        var (at, self, coordinator) = (now.AddDays(-daysAgo).AddHours(-2), DemoCitizens.ActorOf(citizen), staff.CoordinatorOf(programme));
        var shortlist = new Shortlist
        {
            ProgrammeId = programme.Id,
            CitizenId = citizen.Id,
            CreatedAt = at.AddDays(-3),
            CardOrderSeed = people.Random.Next(),
            ModelVersion = "none",
        };
        var suggestion = new Suggestion
        {
            ShortlistId = shortlist.Id,
            ProgrammeId = programme.Id,
            VolunteerId = volunteer.Id,
            Place = 1,
            AddedByHand = true,
        };
        shortlist.Suggestions.Add(suggestion);
        suggestion.Approve(coordinator, at.AddDays(-3));
        shortlist.Publish(coordinator, at.AddDays(-2), programme.Settings.ShortlistOpenDays);
        suggestion.Show(coordinator, at.AddDays(-2), 1);
        citizen.StartChoosing(coordinator, at.AddDays(-2));
        suggestion.Choose(self, at);
        shortlist.Choose(self, at);
        citizen.Match(self, at);
        var match = new Match
        {
            ProgrammeId = programme.Id,
            ShortlistId = shortlist.Id,
            CitizenId = citizen.Id,
            VolunteerId = volunteer.Id,
            RequestedAt = at,
            AnswerBy = at.AddDays(programme.Settings.AnswerDays),
        };
        volunteer.IdleSince = null;
        db.Shortlists.Add(shortlist);
        db.Matches.Add(match);
        return match;
    }

    private async Task<Match> AcceptedAsync(Programme programme, Citizen citizen, Volunteer volunteer, bool meetingBooked)
    {
        var match = Requested(programme, citizen, volunteer, daysAgo: 4);
        match.Accept(ActorOf(volunteer), match.RequestedAt.AddDays(1));
        if (meetingBooked)
        {
            var meeting = FirstMeeting(programme, match, citizen);
            meeting.Schedule(DemoMeetings.At(now, 3, 10), staff.CoordinatorOf(programme), now.AddDays(-1));
            return match;
        }

        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = programme.Id,
            Kind = WorkKind.BookFirstMeeting,
            Key = Work.Key(WorkKind.BookFirstMeeting, match.Id),
            About = citizen.FullName,
            Path = $"/coordinator/matches/{match.Id}",
            CitizenId = citizen.Id,
            VolunteerId = volunteer.Id,
            MatchId = match.Id,
            Since = match.AcceptedAt!.Value,
        });
        return match;
    }

    private async Task<Match> StartedAsync(Programme programme, Citizen citizen, Volunteer volunteer, int days, Course course)
    {
        var match = Requested(programme, citizen, volunteer, days + 6);
        var coordinator = staff.CoordinatorOf(programme);
        match.Accept(ActorOf(volunteer), match.RequestedAt.AddDays(2));
        var first = FirstMeeting(programme, match, citizen);
        var start = DemoMeetings.At(now, -days, 10);
        first.Schedule(start, coordinator, start.AddDays(-3));
        first.Hold(coordinator, start.AddHours(1));
        foreach (var invitation in first.Invitations) invitation.RecordAttendance(attended: true, coordinator, start.AddHours(1));
        match.Agreement = new Agreement
        {
            MeetingsPerMonth = 2,
            Months = 6,
            Contact = "Phone",
            RecordedAt = start.AddHours(1),
            RecordedBy = coordinator.Name,
        };
        match.Start(coordinator, start.AddHours(1));
        LogMeetings(match, start, days, course.Met);
        await AskAsync(programme, match, citizen, days, course.Mood);
        return match;
    }

    private async Task EndedAsync(Programme programme, Citizen citizen, Volunteer volunteer)
    {
        var match = await StartedAsync(programme, citizen, volunteer, days: 130, new(Met: 9, Mood: 5));
        var coordinator = staff.CoordinatorOf(programme);
        match.Close(coordinator, now.AddDays(-12), EndReason.GoalReached, "Begyndt på uddannelse");
        match.End(coordinator, now.AddDays(-9));
        citizen.Complete(coordinator, now.AddDays(-9), "Begyndt på uddannelse");
        volunteer.IdleSince = now.AddDays(-9);
    }

    private Meeting FirstMeeting(Programme programme, Match match, Citizen citizen)
    {
        var meeting = new Meeting
        {
            ProgrammeId = programme.Id,
            Kind = MeetingKind.First,
            MatchId = match.Id,
            CoordinatorId = citizen.CoordinatorId,
            Title = "Første møde",
            Place = "Frivillighuset, mødelokale 1",
            Minutes = 60,
            CreatedAt = match.AcceptedAt!.Value,
        };
        meeting.Invitations.Add(new() { MeetingId = meeting.Id, ProgrammeId = programme.Id, CitizenId = match.CitizenId, SentAt = meeting.CreatedAt });
        meeting.Invitations.Add(new() { MeetingId = meeting.Id, ProgrammeId = programme.Id, VolunteerId = match.VolunteerId, SentAt = meeting.CreatedAt });
        db.Meetings.Add(meeting);
        return meeting;
    }

    private void LogMeetings(Match match, DateTimeOffset start, int days, int met)
    {
        for (var i = 1; i <= met; i++)
        {
            var held = start.AddDays(i * (days - 5) / (double)met);
            match.LastMetAt = held;
            db.LoggedMeetings.Add(new LoggedMeeting
            {
                ProgrammeId = match.ProgrammeId,
                MatchId = match.Id,
                HeldOn = Common.DanishTime.DanishDate(held),
                Minutes = people.Pick([45, 60, 90]),
                LoggedBy = Side.Volunteer,
                LoggedAt = held.AddHours(3),
            });
        }
    }

    private async Task AskAsync(Programme programme, Match match, Citizen citizen, int days, int mood)
    {
        for (var number = 1; number * programme.Settings.PulseDays < days; number++)
        {
            foreach (var side in Enum.GetValues<Side>())
            {
                var due = match.StartedAt!.Value.AddDays(number * programme.Settings.PulseDays);
                var ask = CheckIn.Ask(match, side, new PlannedQuestion(CheckInKind.Pulse, number, due), due);
                ask.Give(side == Side.Citizen ? mood : Math.Min(5, mood + 1), null, due.AddHours(7));
                db.CheckIns.Add(ask);
            }
        }

        if (mood > 2) return;
        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = programme.Id,
            Kind = WorkKind.BadNews,
            Key = Work.Key(WorkKind.BadNews, match.Id),
            Urgency = Urgency.Today,
            About = citizen.FullName,
            Path = $"/coordinator/matches/{match.Id}",
            CitizenId = citizen.Id,
            MatchId = match.Id,
            Since = now.AddDays(-1),
        });
    }

    private static Actor ActorOf(Volunteer volunteer) =>
        new() { AccountId = volunteer.AccountId, Name = volunteer.FullName, Roles = [Role.Volunteer], VolunteerIds = [volunteer.Id] };
}
