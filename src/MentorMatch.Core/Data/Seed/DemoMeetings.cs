using MentorMatch.Core.Common;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Training;
using MentorMatch.Core.Volunteers;

namespace MentorMatch.Core.Data.Seed;

/// <summary>Training evenings, learning meetings and information meetings, past and to come, and the associations.</summary>
internal sealed class DemoMeetings(AppDbContext db, DemoPeople people, DemoStaff staff, DateTimeOffset now)
{
    /// <summary>From the beginning of an evening until who came is written down.</summary>
    private static readonly TimeSpan UntilRecorded = TimeSpan.FromHours(3);

    private static readonly string[] Evenings = ["Rollen som frivillig", "Den svære samtale", "Grænser, tavshed og hjælp til dig selv"];

    public void Add(Programme programme, IReadOnlyList<Volunteer> volunteers)
    {
        AddTraining(programme, volunteers);
        AddLearning(programme, [.. volunteers.Where(v => v.State == VolunteerState.Ready)]);
        AddInformation(programme);
        AddAssociations(programme);
    }

    public static DateTimeOffset At(DateTimeOffset from, int days, int hour) =>
        DanishTime.FromDanish(from.DanishDate().AddDays(days), new TimeOnly(hour, 0));

    private void AddTraining(Programme programme, IReadOnlyList<Volunteer> volunteers)
    {
        // Thirty days from one to the next: no evening of a course falls on one of another.
        var held = Enumerable.Range(0, 6).SelectMany(course => AddCourse(programme, -60 - (course * 30))).ToList();
        var taken = volunteers.SelectMany(volunteer => TakeEvenings(volunteer, programme.Settings.TrainingEvenings, held)).ToHashSet();
        db.TrainingEvenings.RemoveRange(held.Where(evening => !taken.Contains(evening)));

        var inTraining = volunteers.Where(v => v.State == VolunteerState.InTraining).ToList();
        foreach (var evening in AddCourse(programme, -9)) db.TrainingSignUps.AddRange(inTraining.Select(v => SignUp(evening, v, evening.StartsAt.AddDays(-10))));
        AddCourse(programme, 40);
    }

    /// <summary>Whoever is trained was at one evening of each kind, in the weeks before they were done.</summary>
    private List<TrainingEvening> TakeEvenings(Volunteer volunteer, int needed, List<TrainingEvening> held)
    {
        if (volunteer.TrainingCompletedAt is not { } completed) return [];
        var began = completed - DemoVolunteers.Training;
        var taken = held.Where(e => e.StartsAt >= began && e.StartsAt + UntilRecorded <= completed).GroupBy(e => e.Number).Select(same => same.MinBy(e => e.StartsAt)!).ToList();
        if (taken.Count < needed) return [];
        db.TrainingSignUps.AddRange(taken.Select(evening => SignUp(evening, volunteer, began)));
        volunteer.TrainingCompletedAt = taken.Max(e => e.StartsAt) + UntilRecorded;
        return taken;
    }

    private List<TrainingEvening> AddCourse(Programme programme, int days)
    {
        var evenings = Enumerable.Range(1, programme.Settings.TrainingEvenings).Select(number => (Number: number, StartsAt: At(now, days + ((number - 1) * 14), 17))).Select(e => new TrainingEvening
        {
            ProgrammeId = programme.Id,
            Number = e.Number,
            Title = Evenings[e.Number - 1],
            StartsAt = e.StartsAt,
            Minutes = 150,
            Place = "Biblioteket, salen",
            Seats = 16,
            AttendanceRecordedAt = e.StartsAt < now ? e.StartsAt + UntilRecorded : null,
        }).ToList();
        db.TrainingEvenings.AddRange(evenings);
        return evenings;
    }

    private TrainingSignUp SignUp(TrainingEvening evening, Volunteer volunteer, DateTimeOffset at) =>
        new() { EveningId = evening.Id, VolunteerId = volunteer.Id, SignedUpAt = at, Attended = evening.StartsAt < now ? true : null };

    private void AddLearning(Programme programme, IReadOnlyList<Volunteer> ready)
    {
        var coordinator = staff.CoordinatorOf(programme);
        foreach (var days in new[] { -78, -36, 6 })
        {
            var startsAt = At(now, days, 17);
            var meeting = new Meeting
            {
                ProgrammeId = programme.Id,
                Kind = MeetingKind.Learning,
                CoordinatorId = coordinator.AccountId!.Value,
                Title = "Læringsmøde",
                Agenda = "Runde: Hvad fylder lige nu? Derefter en times udveksling om at holde fast, når det er svært.",
                Place = "Frivillighuset, stuen",
                Minutes = 120,
                CreatedAt = startsAt.AddDays(-28),
            };
            meeting.Schedule(startsAt, coordinator, startsAt.AddDays(-28));
            foreach (var volunteer in ready)
            {
                var invitation = new Invitation { MeetingId = meeting.Id, ProgrammeId = programme.Id, VolunteerId = volunteer.Id, SentAt = meeting.CreatedAt };
                if (people.Random.Next(4) > 0)
                {
                    var answer = people.Pick([InvitationState.Yes, InvitationState.Yes, InvitationState.No, InvitationState.Maybe]);
                    invitation.Answer(answer, Access.Actor.System("Demo"), meeting.CreatedAt.AddDays(2));
                    if (startsAt < now) invitation.RecordAttendance(answer == InvitationState.Yes, coordinator, startsAt.AddHours(3));
                }

                meeting.Invitations.Add(invitation);
            }

            if (startsAt < now)
            {
                meeting.Hold(coordinator, startsAt.AddHours(3));
                (meeting.Summary, meeting.FollowUpSentAt) = ("Vi talte om at holde faste dage, og om hvornår man siger til.", startsAt.AddDays(1));
            }

            db.Meetings.Add(meeting);
        }
    }

    private void AddInformation(Programme programme)
    {
        var coordinator = staff.CoordinatorOf(programme);
        var meeting = new Meeting
        {
            ProgrammeId = programme.Id,
            Kind = MeetingKind.Information,
            CoordinatorId = coordinator.AccountId!.Value,
            Title = $"Hør om at blive {programme.MentorWord.Da}",
            Agenda = "Kaffe, en kort fortælling fra en frivillig og tid til spørgsmål.",
            Place = "Biblioteket, salen",
            Minutes = 90,
            CreatedAt = now.AddDays(-14),
        };
        meeting.Schedule(At(now, 12, 19), coordinator, now.AddDays(-14));
        db.Meetings.Add(meeting);
    }

    private void AddAssociations(Programme programme)
    {
        foreach (var name in people.Some<string>(["Fjordby Boldklub", "Seniorhøjskolen", "Husholdningsforeningen", "Fjordby Kor", "Haveforeningen Solbakken", "Cykelklubben Medvind"], 2, 3))
        {
            db.Associations.Add(new Association
            {
                ProgrammeId = programme.Id,
                Name = name,
                ContactName = people.Name().First,
                ContactEmail = "kontakt@example.com",
                Code = $"{programme.Slug[..3]}{people.Random.Next(1000, 9999)}",
                LastContactAt = now.AddDays(-people.Random.Next(5, 60)),
            });
        }
    }
}
