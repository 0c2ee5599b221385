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
        var inTraining = volunteers.Where(v => v.State == VolunteerState.InTraining).ToList();
        foreach (var (course, days) in new[] { (0, -60), (1, -9), (2, 40) })
        {
            for (var number = 1; number <= programme.Settings.TrainingEvenings; number++)
            {
                var startsAt = At(now, days + ((number - 1) * 14), 17);
                var evening = new TrainingEvening
                {
                    ProgrammeId = programme.Id,
                    Number = number,
                    Title = Evenings[number - 1],
                    StartsAt = startsAt,
                    Minutes = 150,
                    Place = "Biblioteket, salen",
                    Seats = 16,
                    AttendanceRecordedAt = startsAt < now ? startsAt.AddHours(3) : null,
                };
                db.TrainingEvenings.Add(evening);
                var takers = course switch
                {
                    0 => volunteers.Where(v => v.TrainingCompletedAt is not null).Take(10),
                    1 => inTraining,
                    _ => [],
                };
                db.TrainingSignUps.AddRange(takers.Select(v => new TrainingSignUp
                {
                    EveningId = evening.Id,
                    VolunteerId = v.Id,
                    SignedUpAt = startsAt.AddDays(-10),
                    Attended = startsAt < now ? true : null,
                }));
            }
        }
    }

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
