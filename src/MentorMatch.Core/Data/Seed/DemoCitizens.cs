using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;

namespace MentorMatch.Core.Data.Seed;

/// <summary>Thirty citizens, invited over the last half year; their later states come with their matches.</summary>
internal sealed class DemoCitizens(AppDbContext db, DemoPeople people, DemoStaff staff, DateTimeOffset now)
{
    private static readonly string[] OwnWords =
    [
        "Jeg vil gerne ud blandt andre igen, men i mit eget tempo.",
        "Det er svært at ringe til folk. Jeg vil hellere skrive.",
        "Jeg drømmer om at arbejde i en butik.",
        "Jeg mangler nogen at øve dansk med.",
    ];

    public List<Citizen> All { get; } = [];

    public void Add(IReadOnlyList<Programme> programmes)
    {
        Add(programmes[0], invited: 2, matched: 8, waiting: 9);
        Add(programmes[1], invited: 1, matched: 2, waiting: 3);
        Add(programmes[2], invited: 1, matched: 2, waiting: 2);
        db.Citizens.AddRange(All);
    }

    /// <summary>Who still waits when the matches are made is on the coordinator's list.</summary>
    public async Task AddWorkAsync()
    {
        foreach (var citizen in All.Where(c => c.State == CitizenState.WishesDone))
        {
            await Work.AddAsync(db, new WorkItem
            {
                ProgrammeId = citizen.ProgrammeId,
                Kind = WorkKind.WishesReady,
                Key = Work.Key(WorkKind.WishesReady, citizen.Id),
                About = citizen.FullName,
                Path = $"/coordinator/citizens/{citizen.Id}/suggestions",
                CitizenId = citizen.Id,
                Since = citizen.WaitingSince ?? now,
            });
        }
    }

    public static Actor ActorOf(Citizen citizen) =>
        new() { AccountId = citizen.AccountId, Name = citizen.FullName, Roles = [Role.Citizen], CitizenIds = [citizen.Id] };

    /// <summary>Matches are made of those who came first.</summary>
    private void Add(Programme programme, int invited, int matched, int waiting)
    {
        for (var i = 0; i < matched; i++) All.Add(Create(programme, now.AddDays(-people.Random.Next(150, 190)), finished: true));
        for (var i = 0; i < waiting; i++) All.Add(Create(programme, now.AddDays(-people.Random.Next(4, 40)), finished: true));
        for (var i = 0; i < invited; i++) All.Add(Create(programme, now.AddDays(-people.Random.Next(1, 8)), finished: false));
    }

    private Citizen Create(Programme programme, DateTimeOffset invitedAt, bool finished)
    {
        var (first, last, gender) = people.Name();
        var account = DemoPeople.Account($"{first} {last}", people.Email(first, last), invitedAt);
        var coordinator = staff.CoordinatorOf(programme);
        var citizen = new Citizen
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            CoordinatorId = coordinator.AccountId!.Value,
            FirstName = first,
            LastName = last,
            Email = account.Email,
            Phone = people.Phone(),
            Language = people.Random.Next(3) == 0 ? "da-x-let" : "da",
            InvitedAt = invitedAt,
        };
        account.Language = citizen.Language;
        db.Accounts.Add(account);
        db.Consents.Add(new Consent { AccountId = account.Id, Text = "Citizen", TextVersion = "1", GivenAt = invitedAt });
        if (!finished) return citizen;
        FillWishes(citizen.Wishes, programme, people);
        citizen.Wishes.Gender = gender;
        citizen.Wishes.SavedAt = invitedAt.AddDays(2);
        citizen.FinishWishes(ActorOf(citizen), invitedAt.AddDays(2));
        return citizen;
    }

    internal static void FillWishes(Wishes wishes, Programme programme, DemoPeople people)
    {
        wishes.Goals = people.Some(Catalogues.Goals, 1, 3);
        wishes.Interests = people.Some(Catalogues.Interests, 3, 6);
        wishes.Languages = people.Languages();
        wishes.Times = people.Times(6, 12);
        wishes.Postcode = people.Postcode();
        wishes.BirthYear = people.Random.Next(1962, 2007);
        wishes.DistanceCapKm = people.Pick<int?>([15, 20, 30, null]);
        wishes.TargetGroups = [.. people.Some(programme.TargetGroups, 1, 2).Select(g => g.Key)];
        wishes.Approaches = programme.Questions.Where(q => q.CitizenText is not null).ToDictionary(q => q.Key, q => people.Pick(q.Options).Key);
        wishes.Reservations = people.Random.Next(6) == 0 ? ["Smoking"] : [];
        wishes.OwnWords = people.Pick(OwnWords);
        wishes.Dislikes = [.. people.Some(Catalogues.Interests, 0, 2).Except(wishes.Interests)];
        wishes.ShareGoals = people.Random.Next(4) > 0;
    }
}
