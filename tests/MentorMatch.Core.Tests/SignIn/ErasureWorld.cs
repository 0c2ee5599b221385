using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.SignIn;
using MentorMatch.Core.Training;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.SignIn;

/// <summary>The services of erasing on a test's database, and a pair about whom something stands in every table.</summary>
internal sealed class ErasureWorld : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase database;

    public ErasureWorld(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection().AddData(database.ConnectionString, strict: true).AddTexts().AddSingleton<TimeProvider>(Clock)
            .AddMatching().AddMeetings().AddSignIn().AddJobSchedule().BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public ErasureService Erasure => Get<ErasureService>();

    public T Get<T>()
        where T : notnull => services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public AppDbContext Open() => database.NewContext();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public async Task SaveAsync(params object[] rows)
    {
        await using var db = Open();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>A pair whose match is over, with a row in every table that may tell of either.</summary>
    public async Task<MatchedPair> PairAsync()
    {
        await using var db = Open();
        var pair = await TestData.StartedMatchAsync(db, Clock.Now);
        var actor = TestData.Coordinator(pair.Programme.Id);
        pair.Match.Close(actor, Clock.Now, EndReason.GoalReached, "Målet er nået");
        pair.Match.End(actor, Clock.Now);
        await db.SaveChangesAsync();
        await db.Volunteers.Where(v => v.Id == pair.Volunteer.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.Used, 0));
        db.AddRange(RowsAbout(pair));
        await db.SaveChangesAsync();
        return pair;
    }

    public async Task AskAsync(Guid? accountId)
    {
        await using var db = Open();
        await db.Accounts.Where(a => a.Id == accountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.ErasureAskedAt, Clock.Now));
    }

    /// <summary>The farewells leave, and the job that forgets their addresses runs.</summary>
    public async Task SendFarewellAsync()
    {
        await using var db = Open();
        await db.Emails.Where(e => e.Kind == SignInEmails.Farewell).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmailState.Sent).SetProperty(e => e.SentAt, Clock.Now));
        await Get<ForgetSentEmailsJob>().RunAsync(CancellationToken.None);
    }

    private IEnumerable<object> RowsAbout(MatchedPair pair)
    {
        var (programme, volunteer, citizen, now) = (pair.Programme.Id, pair.Volunteer, pair.Citizen, Clock.Now);
        var evening = new TrainingEvening { ProgrammeId = programme, Number = 1, Title = "Aften", StartsAt = now, Minutes = 120, Place = "Rådhuset", Seats = 10 };
        var meeting = new Meeting
        {
            ProgrammeId = programme,
            Kind = MeetingKind.First,
            MatchId = pair.Match.Id,
            CoordinatorId = Guid.NewGuid(),
            Title = "Første møde",
            Place = "Rådhuset",
            Minutes = 60,
            CreatedAt = now,
            Summary = "Talte om hunden",
        };
        yield return evening;
        yield return meeting;
        yield return new TrainingSignUp { EveningId = evening.Id, VolunteerId = volunteer.Id, SignedUpAt = now };
        yield return new Invitation { MeetingId = meeting.Id, ProgrammeId = programme, VolunteerId = volunteer.Id, SentAt = now };
        yield return new Invitation { MeetingId = meeting.Id, ProgrammeId = programme, CitizenId = citizen.Id, SentAt = now };
        foreach (var side in Enum.GetValues<Side>())
        {
            yield return CheckIn.Ask(pair.Match, side, new PlannedQuestion(CheckInKind.Pulse, 1, now), now);
            yield return new LoggedMeeting { ProgrammeId = programme, MatchId = pair.Match.Id, HeldOn = now.DanishDate(), Minutes = 60, LoggedBy = side, LoggedAt = now };
        }

        yield return new Interview { ProgrammeId = programme, VolunteerId = volunteer.Id, CoordinatorId = Guid.NewGuid(), StartsAt = now, Minutes = 60, Place = "Rådhuset" };
        yield return new CitizenMessage { CitizenId = citizen.Id, ProgrammeId = programme, Text = "Hjælp", SentAt = now };
        yield return new SignUp { SecretHash = Guid.NewGuid().ToByteArray(), Answers = new SignUpAnswers(), StartedAt = now, SavedAt = now, VolunteerId = volunteer.Id };
        yield return new Core.Audit.CaseRead { CitizenId = citizen.Id, ProgrammeId = programme, ByAccountId = Guid.NewGuid(), ByName = "Mette Koordinator", Purpose = "Matching", At = now };
        yield return new WorkItem
        {
            ProgrammeId = programme,
            Kind = WorkKind.SilentMatch,
            Key = $"{Guid.NewGuid()}",
            About = "De to",
            Path = "/coordinator",
            MatchId = pair.Match.Id,
            Since = now,
        };
        foreach (var (account, address, volunteerId, citizenId) in ((Guid, string, Guid?, Guid?)[])
            [(volunteer.AccountId, volunteer.Email, volunteer.Id, null), (citizen.AccountId!.Value, citizen.Email!, null, citizen.Id)])
        {
            yield return new Consent { AccountId = account, Text = "Text", TextVersion = "1", GivenAt = now };
            yield return new Core.Calendars.CalendarFeed { AccountId = account, TokenHash = Guid.NewGuid().ToByteArray(), CreatedAt = now };
            yield return new EmailOptOut { AccountId = account, Address = address.ToLowerInvariant(), Topic = EmailTopic.Network, At = now };
            yield return OneTimeLink.Create(LinkPurpose.SignIn, now.AddDays(1), account).Link;
            yield return new WorkItem
            {
                ProgrammeId = programme,
                Kind = WorkKind.ErasureWanted,
                Key = $"{Guid.NewGuid()}",
                About = "En",
                Path = "/coordinator",
                VolunteerId = volunteerId,
                CitizenId = citizenId,
                Since = now,
            };
            yield return new OutgoingEmail
            {
                Key = $"{Guid.NewGuid()}",
                Kind = "SignIn",
                MessageId = "<1@example.com>",
                ToAddress = address,
                ToName = "X",
                VolunteerId = volunteerId,
                CitizenId = citizenId,
                DueAt = now,
                CreatedAt = now,
                LastError = "550 x@example.com",
            };
        }
    }
}
