using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.TestKit;

/// <summary>A citizen with the account they sign in with; add both to the context.</summary>
public sealed record CitizenWithAccount(Account Account, Citizen Citizen);

public static partial class TestData
{
    private static readonly Actor CitizenBuilder = Actor.System("TestData");

    /// <summary>A citizen with an e-mail address who waits for suggestions; <paramref name="change"/> bends what the test is about.</summary>
    public static CitizenWithAccount CitizenWithWishes(Programme programme, DateTimeOffset now, Action<Citizen>? change = null) =>
        CitizenIn(CitizenState.WishesDone, programme, now, change);

    /// <summary>A citizen who has come as far as a state by the ordinary way. Suggestions and matches are the test's own.</summary>
    public static CitizenWithAccount CitizenIn(CitizenState state, Programme programme, DateTimeOffset now, Action<Citizen>? change = null)
    {
        var address = TestData.NewAddress();
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            DisplayName = "Amira Prøve",
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
        };
        var citizen = new Citizen
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            CoordinatorId = Guid.CreateVersion7(),
            FirstName = "Amira",
            LastName = "Prøve",
            Email = address,
            Phone = "+4587654321",
            InvitedAt = now,
        };
        Walk(citizen, state, programme, now);
        change?.Invoke(citizen);
        return new CitizenWithAccount(account, citizen);
    }

    /// <summary>The citizen, signed in.</summary>
    public static Actor ActorOf(Citizen citizen) => new()
    {
        AccountId = citizen.AccountId,
        Name = citizen.FullName,
        Roles = [Role.Citizen],
        CitizenIds = [citizen.Id],
    };

    /// <summary>Answers every question of the wishes.</summary>
    public static void FillWishes(Citizen citizen, Programme programme, DateTimeOffset now)
    {
        var wishes = citizen.Wishes;
        wishes.Goals = ["FindJob", "MeetPeople"];
        wishes.Interests = ["Walking", "Cooking"];
        wishes.Dislikes = ["Chess"];
        wishes.Gender = Gender.Woman;
        wishes.Languages = [new LanguageSkill("da", 3), new LanguageSkill("ar", 4)];
        wishes.Times = WeekTimes.Of((DayOfWeek.Tuesday, PartOfDay.Evening), (DayOfWeek.Thursday, PartOfDay.Afternoon));
        wishes.Postcode = Postcode.Parse("3450");
        wishes.DistanceCapKm = 20;
        wishes.BirthYear = 1990;
        wishes.TargetGroups = [.. programme.TargetGroups.Take(1).Select(group => group.Key)];
        wishes.Approaches = WishesRules.AskedOf(programme).ToDictionary(question => question.Key, question => question.Options[0].Key);
        wishes.ShareGoals = true;
        (wishes.SavedAt, wishes.SavedBy) = (now, citizen.FullName);
    }

    private static void Walk(Citizen citizen, CitizenState state, Programme programme, DateTimeOffset now)
    {
        if (state == CitizenState.Invited) return;
        if (state == CitizenState.Left)
        {
            Moved(citizen.Leave(CitizenBuilder, now, "Test"));
            return;
        }

        FillWishes(citizen, programme, now);
        Moved(citizen.FinishWishes(CitizenBuilder, now));
        if (state == CitizenState.WishesDone) return;
        Moved(citizen.StartChoosing(CitizenBuilder, now));
        if (state == CitizenState.Choosing) return;
        Moved(citizen.Match(CitizenBuilder, now));
        if (state == CitizenState.Completed) Moved(citizen.Complete(CitizenBuilder, now, null));
    }

    private static void Moved(Result moved)
    {
        if (!moved.Succeeded) throw new InvalidOperationException($"The builder was refused: {moved.Errors[0].Key}");
    }
}
