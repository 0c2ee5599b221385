using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;

namespace MentorMatch.Core.Data.Seed;

/// <summary>Forty volunteers, in every state and every programme, who came over the last half year.</summary>
internal sealed class DemoVolunteers(AppDbContext db, DemoPeople people, DemoStaff staff, DateTimeOffset now)
{
    /// <summary>From the first evening they may come to until they are done; longer than the thirty days from one course to the next.</summary>
    public static readonly TimeSpan Training = TimeSpan.FromDays(35);

    private static readonly string[] Presentations =
    [
        "Jeg er en rolig type, der holder af at gå ture. Jeg har god tid og lytter gerne.",
        "Jeg har arbejdet hele livet med mennesker. Jeg tror på små skridt og godt humør.",
        "Jeg kan lide at lave ting med hænderne, og jeg siger tingene lige ud, men pænt.",
        "Jeg har selv prøvet at begynde forfra. Det vil jeg gerne bruge til noget godt.",
        "Jeg er nysgerrig, smiler meget og er god til at finde vej i breve og formularer.",
    ];

    private static readonly string[] Occupations =
        ["Pensioneret lærer", "Tømrer", "Buschauffør", "Regnskabsassistent", "Sygeplejerske", "Butiksleder", "Programmør", "Gartner", "Studerende", "Kok"];

    public List<Volunteer> All { get; } = [];

    public IEnumerable<Volunteer> Ready(Programme programme) =>
        All.Where(v => v.ProgrammeId == programme.Id && v.State == VolunteerState.Ready);

    public async Task AddAsync(IReadOnlyList<Programme> programmes)
    {
        var (models, youth, money) = (programmes[0], programmes[1], programmes[2]);
        Add(models, VolunteerState.Applied, 2);
        Add(models, VolunteerState.Confirmed, 2);
        Add(models, VolunteerState.Interviewed, 2);
        Add(models, VolunteerState.InTraining, 3);
        Add(models, VolunteerState.Ready, 13);
        Add(models, VolunteerState.Paused, 1);
        Add(models, VolunteerState.Left, 1);
        Add(models, VolunteerState.Declined, 1);
        Add(youth, VolunteerState.Applied, 1);
        Add(youth, VolunteerState.Confirmed, 1);
        Add(youth, VolunteerState.InTraining, 1);
        Add(youth, VolunteerState.Ready, 5);
        Add(youth, VolunteerState.Paused, 1);
        Add(money, VolunteerState.Confirmed, 1);
        Add(money, VolunteerState.Interviewed, 1);
        Add(money, VolunteerState.InTraining, 1);
        Add(money, VolunteerState.Ready, 3);
        db.Volunteers.AddRange(All);
        await AddWorkAsync();
    }

    private void Add(Programme programme, VolunteerState state, int count)
    {
        for (var i = 0; i < count; i++) All.Add(Create(programme, state));
    }

    private Volunteer Create(Programme programme, VolunteerState state)
    {
        var (first, last, gender) = people.Name();
        var applied = now.AddDays(-people.Random.Next(state <= VolunteerState.Confirmed ? 2 : 70, state <= VolunteerState.Confirmed ? 9 : 180));
        var account = DemoPeople.Account($"{first} {last}", people.Email(first, last), applied);
        var volunteer = new Volunteer
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            FirstName = first,
            LastName = last,
            Email = account.Email!,
            Phone = people.Phone(),
            Source = people.Pick(Catalogues.Sources),
            WantsInformationMeeting = people.Random.Next(3) == 0,
            Motivation = people.Pick(Presentations),
            AppliedAt = applied,
            Capacity = programme.Settings.DefaultCapacity,
            OnContactList = people.Random.Next(3) > 0,
        };
        db.Accounts.Add(account);
        db.Consents.Add(new Consent { AccountId = account.Id, Text = "Volunteer", TextVersion = "1", GivenAt = applied });
        if (volunteer.OnContactList) db.Consents.Add(ContactListService.Consent(account.Id, applied));
        FillBasics(volunteer.Guide, people);
        Bring(volunteer, programme, state, gender);
        return volunteer;
    }

    private void Bring(Volunteer volunteer, Programme programme, VolunteerState state, Gender gender)
    {
        var coordinator = staff.CoordinatorOf(programme);
        var self = new Actor { AccountId = volunteer.AccountId, Name = volunteer.FullName, Roles = [Role.Volunteer], VolunteerIds = [volunteer.Id] };
        var (applied, at) = (volunteer.AppliedAt, volunteer.AppliedAt);
        if (state == VolunteerState.Applied) return;
        volunteer.Confirm(self, at = at.AddHours(5));
        if (state == VolunteerState.Confirmed) return;
        if (state == VolunteerState.Declined)
        {
            volunteer.Decline(coordinator, at.AddDays(6), "Har ikke tid før til næste år");
            return;
        }

        db.Interviews.Add(HeldInterview(volunteer, coordinator, at = At(at, 8, 10)));
        volunteer.Interviewed(coordinator, at = at.AddHours(1));
        FillGuide(volunteer.Guide, programme, people, gender);
        (volunteer.Guide.SavedAt, volunteer.Guide.SavedBy) = (at, coordinator.Name);
        if (state == VolunteerState.Interviewed) return;
        (volunteer.Guide.ApprovedAt, volunteer.Guide.ApprovedBy) = (at = at.AddDays(1), coordinator.Name);
        volunteer.StartTraining(coordinator, at);
        if (state == VolunteerState.InTraining) return;
        volunteer.SignConfidentiality("1", at.AddDays(2));
        if (programme.Settings.CertificateRequired)
            volunteer.RecordCertificate(at.AddDays(5).DanishDate(), coordinator.Name, at.DanishDate().AddMonths(programme.Settings.CertificateValidMonths));
        volunteer.TrainingCompletedAt = at = Earlier(at + Training, now.AddDays(-4));
        volunteer.BecomeReady(coordinator, programme.Settings, Earlier(at.AddDays(1), now.AddDays(-3)));
        if (state == VolunteerState.Paused) volunteer.Pause(self, now.AddDays(-2), "På rejse i to måneder");
        if (state == VolunteerState.Left) volunteer.Leave(self, now.AddDays(-2), "Flytter fra kommunen");
        if (volunteer.AppliedAt > applied) throw new InvalidOperationException("Time runs forward.");
    }

    /// <summary>What signing up asks for.</summary>
    private static void FillBasics(MatchGuide guide, DemoPeople people)
    {
        (guide.BirthYear, guide.Postcode) = (people.Random.Next(1948, 2000), people.Postcode());
        guide.OccupationField = people.Pick(Catalogues.OccupationFields);
        guide.Likes = people.Some(Catalogues.Interests, 3, 6);
        guide.Times = people.Times(6, 12);
    }

    internal static void FillGuide(MatchGuide guide, Programme programme, DemoPeople people, Gender gender)
    {
        if (guide.BirthYear is null) FillBasics(guide, people);
        guide.Gender = gender;
        guide.Occupation = people.Pick(Occupations);
        guide.Dislikes = [.. people.Some(Catalogues.Interests, 0, 3).Except(guide.Likes)];
        guide.Languages = people.Languages();
        guide.TargetGroups = [.. people.Some(programme.TargetGroups, 1, 3).Select(g => g.Key)];
        guide.DistanceCapKm = people.Pick<int?>([10, 15, 20, 30, null]);
        guide.Traits = people.Random.Next(4) == 0 ? [people.Pick(Catalogues.Traits)] : [];
        guide.Reservations = people.Random.Next(8) == 0 ? ["Smoking"] : [];
        guide.Answers = programme.Questions.ToDictionary(q => q.Key, q => people.Pick(q.Options).Key);
        guide.Presentation = people.Pick(Presentations);
        guide.Notes = "God samtale. Vil gerne begynde snart.";
    }

    private static Interview HeldInterview(Volunteer volunteer, Actor coordinator, DateTimeOffset at)
    {
        var interview = new Interview
        {
            ProgrammeId = volunteer.ProgrammeId,
            VolunteerId = volunteer.Id,
            CoordinatorId = coordinator.AccountId!.Value,
            StartsAt = at,
            Minutes = 45,
            Place = "Frivillighuset, mødelokale 2",
        };
        interview.Hold(coordinator, at.AddHours(1));
        return interview;
    }

    private async Task AddWorkAsync()
    {
        foreach (var volunteer in All.Where(v => v.State == VolunteerState.Confirmed))
        {
            await Work.AddAsync(db, VolunteerWork.Of(WorkKind.NewVolunteer, volunteer, volunteer.AppliedAt.AddHours(5)));
        }

        // One talk is booked for later this week.
        var next = All.First(v => v.State == VolunteerState.Confirmed);
        db.Interviews.Add(new Interview
        {
            ProgrammeId = next.ProgrammeId,
            VolunteerId = next.Id,
            CoordinatorId = staff.CoordinatorOf(next.ProgrammeId).AccountId!.Value,
            StartsAt = At(now, 3, 14),
            Minutes = 45,
            Place = "Frivillighuset, mødelokale 2",
        });
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset At(DateTimeOffset from, int days, int hour) =>
        DanishTime.FromDanish(from.DanishDate().AddDays(days), new TimeOnly(hour, 0));
}
