using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Citizens;

/// <summary>The area as the product wires it, on a test's own programme, with the people who ask.</summary>
internal sealed class CitizenDesk
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private CitizenDesk(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection().AddLogging().AddTexts().AddCitizens()
            .AddSingleton(database.Contexts).AddSingleton<TimeProvider>(Clock).BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public Programme Programme { get; private set; } = null!;

    /// <summary>A coordinator with an account in the database.</summary>
    public Actor Coordinator { get; private set; } = null!;

    /// <summary>A coordinator of some other programme.</summary>
    public Actor Stranger { get; } = TestData.Coordinator(Guid.CreateVersion7());

    public CitizenService Citizens => services.GetRequiredService<CitizenService>();

    public CitizenQueries Queries => services.GetRequiredService<CitizenQueries>();

    public CitizenList List => services.GetRequiredService<CitizenList>();

    public CitizenMessages Messages => services.GetRequiredService<CitizenMessages>();

    public WishesService Wishes => services.GetRequiredService<WishesService>();

    public WishesQueries Reading => services.GetRequiredService<WishesQueries>();

    public static async Task<CitizenDesk> OpenAsync(TestDatabase database)
    {
        var desk = new CitizenDesk(database) { Programme = TestData.Programme() };
        var account = TestData.Account("Mette Koordinator");
        account.PhoneNumber = "+4511223344";
        account.Roles.Add(new RoleAssignment { AccountId = account.Id, Role = Role.Coordinator, ProgrammeId = desk.Programme.Id, GrantedBy = "Test" });
        await desk.AddAsync(desk.Programme, account);
        desk.Coordinator = TestData.Coordinator(desk.Programme.Id) with { AccountId = account.Id };
        return desk;
    }

    public async Task<Citizen> AddCitizenAsync(CitizenState state = CitizenState.Invited, Action<Citizen>? change = null)
    {
        var (account, citizen) = TestData.CitizenIn(state, Programme, Clock.Now, c =>
        {
            c.CoordinatorId = Coordinator.AccountId!.Value;
            change?.Invoke(c);
        });
        await AddAsync(account, citizen);
        return citizen;
    }

    public async Task AddAsync(params object[] entities)
    {
        await using var db = database.NewContext();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    public InviteCitizen Invitation(string? email = null) => new()
    {
        ProgrammeId = Programme.Id,
        FirstName = "Amira",
        LastName = "Prøve",
        Email = email,
        Language = "da",
    };

    /// <summary>Answers that pass every check.</summary>
    public static WishesAnswers Answers() => new()
    {
        Goals = ["FindJob"],
        Interests = ["Walking"],
        Dislikes = ["Chess", "Gaming"],
        Danish = 2,
        English = 0,
        OtherLanguages = ["ar"],
        Times = [0, 5],
        Postcode = "3450",
        DistanceKm = 10,
        BirthYear = "1990",
        Gender = "Man",
        WantedGender = "Woman",
        Approaches = { ["NoShow"] = "Call" },
        Traits = ["Dog"],
        Reservations = ["Smoking"],
        OwnWords = "Jeg vil gerne have en, der lytter.",
        ShareGoals = true,
    };

    public async Task AnswerAllAsync(Actor actor, Guid citizenId)
    {
        foreach (var step in Enum.GetValues<WishesStep>())
        {
            var saved = await Wishes.SaveAsync(actor, new SaveWishes { CitizenId = citizenId, Step = step, Answers = Answers() });
            Assert.True(saved.Succeeded, $"{step}: {string.Join(", ", saved.Errors.Select(e => e.Key))}");
        }
    }
}
