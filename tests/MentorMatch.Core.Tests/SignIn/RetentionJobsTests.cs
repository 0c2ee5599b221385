using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.SignIn;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.SignIn;

/// <summary>Nothing is kept longer than it may be, and nothing goes before its time. A database of its own: the jobs take everybody.</summary>
public sealed class RetentionJobsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly ErasureWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData(VolunteerState.Applied, 59, false)]
    [InlineData(VolunteerState.Applied, 61, true)]
    [InlineData(VolunteerState.Confirmed, 400, false)]
    [InlineData(VolunteerState.Ready, 400, false)]
    [InlineData(VolunteerState.Left, 180, false)]
    [InlineData(VolunteerState.Left, 185, true)]
    [InlineData(VolunteerState.Declined, 185, true)]
    public async Task ErasePeopleWhoStopped_Volunteer_GoesWhenTheTimeIsUp(VolunteerState state, int days, bool goes)
    {
        var (volunteer, account) = await VolunteerAsync(state);
        world.Clock.Advance(TimeSpan.FromDays(days));

        await world.Get<ErasePeopleWhoStoppedJob>().RunAsync(CancellationToken.None);

        await using var db = world.Open();
        Assert.Equal(goes, (await db.Volunteers.SingleAsync(v => v.Id == volunteer)).ErasedAt is not null);
        Assert.Equal(goes, (await db.Accounts.SingleAsync(a => a.Id == account)).Email is null);
        Assert.False(await db.Emails.AnyAsync(e => e.Kind == SignInEmails.Farewell && e.VolunteerId == volunteer));
    }

    [Theory]
    [InlineData(CitizenState.Completed, 180, false)]
    [InlineData(CitizenState.Completed, 185, true)]
    [InlineData(CitizenState.Left, 185, true)]
    [InlineData(CitizenState.WishesDone, 400, false)]
    public async Task ErasePeopleWhoStopped_Citizen_GoesWhenTheTimeIsUp(CitizenState state, int days, bool goes)
    {
        var programme = TestData.Programme();
        var (account, citizen) = TestData.CitizenIn(state, programme, world.Clock.Now);
        await world.SaveAsync(programme, account, citizen);
        world.Clock.Advance(TimeSpan.FromDays(days));

        await world.Get<ErasePeopleWhoStoppedJob>().RunAsync(CancellationToken.None);

        await using var db = world.Open();
        var stored = await db.Citizens.SingleAsync(c => c.Id == citizen.Id);
        Assert.Equal((goes, goes ? "Slettet person" : "Amira Prøve"), (stored.ErasedAt is not null, stored.FullName));
    }

    [Fact]
    public async Task ErasePeopleWhoStopped_RunTwice_DoesItOnce()
    {
        var (volunteer, _) = await VolunteerAsync(VolunteerState.Left);
        world.Clock.Advance(TimeSpan.FromDays(200));

        await world.Get<ErasePeopleWhoStoppedJob>().RunAsync(CancellationToken.None);
        Assert.Equal(0, await world.Get<ErasePeopleWhoStoppedJob>().RunAsync(CancellationToken.None));

        await using var db = world.Open();
        Assert.Equal(1, await db.StateChanges.CountAsync(c => c.EntityId == volunteer && c.To == "Erased"));
    }

    [Fact]
    public async Task EraseUnusedAccounts_TakesThoseThatNothingBelongsTo()
    {
        var (_, used) = await VolunteerAsync(VolunteerState.Confirmed);
        var (unused, staff) = (TestData.Account(), TestData.Account());
        unused.CreatedAt = staff.CreatedAt = world.Clock.Now;
        await world.SaveAsync(unused, staff, new RoleAssignment { AccountId = staff.Id, Role = Role.Management, GrantedBy = "Test" });
        world.Clock.Advance(TimeSpan.FromDays(29));
        await world.Get<EraseUnusedAccountsJob>().RunAsync(CancellationToken.None);
        Assert.NotNull(await EmailOfAsync(unused.Id));
        world.Clock.Advance(TimeSpan.FromDays(2));

        await world.Get<EraseUnusedAccountsJob>().RunAsync(CancellationToken.None);

        Assert.Null(await EmailOfAsync(unused.Id));
        Assert.NotNull(await EmailOfAsync(used));
        Assert.NotNull(await EmailOfAsync(staff.Id));
    }

    [Fact]
    public async Task ForgetSentEmails_EmptiesOldOnesAndKeepsWhatWaits()
    {
        var (sent, waiting, fresh) = (Mail(EmailState.Sent), Mail(EmailState.Waiting), Mail(EmailState.Sent, later: 30));
        var (over, open) = (OneTimeLink.Create(LinkPurpose.SignIn, world.Clock.Now).Link, OneTimeLink.Create(LinkPurpose.SignIn, world.Clock.Now.AddDays(200)).Link);
        await world.SaveAsync(sent, waiting, fresh, over, open);
        world.Clock.Advance(TimeSpan.FromDays(Retention.DaysOfSentMail + 1));

        await world.Get<ForgetSentEmailsJob>().RunAsync(CancellationToken.None);

        await using var db = world.Open();
        Assert.Equal(("", "", null), await AddressAsync(db, sent));
        Assert.Equal(("anna@example.com", "Anna", "550 anna@example.com"), await AddressAsync(db, waiting));
        Assert.Equal(("anna@example.com", "Anna", "550 anna@example.com"), await AddressAsync(db, fresh));
        Assert.Equal([open.Id], await db.OneTimeLinks.Where(l => l.Id == over.Id || l.Id == open.Id).Select(l => l.Id).ToListAsync());
    }

    [Theory]
    [InlineData(29, "Gitte Gæst")]
    [InlineData(31, null)]
    public async Task ForgetGuests_AfterTheMeeting_KeepsOnlyThatSomebodyCame(int days, string? name)
    {
        var meeting = new Meeting
        {
            ProgrammeId = Guid.NewGuid(),
            Kind = MeetingKind.Information,
            CoordinatorId = Guid.NewGuid(),
            Title = "Infomøde",
            Place = "Rådhuset",
            Minutes = 60,
            CreatedAt = world.Clock.Now,
        };
        meeting.Schedule(world.Clock.Now.AddDays(1), Actor.System("Test"), world.Clock.Now);
        var guest = new Invitation { MeetingId = meeting.Id, ProgrammeId = meeting.ProgrammeId, GuestName = "Gitte Gæst", GuestEmail = "gitte@example.com", SentAt = world.Clock.Now };
        await world.SaveAsync(meeting, guest);
        world.Clock.Advance(TimeSpan.FromDays(days + 1));

        await world.Get<ForgetGuestsJob>().RunAsync(CancellationToken.None);

        await using var db = world.Open();
        var stored = await db.Invitations.SingleAsync(i => i.Id == guest.Id);
        Assert.Equal((name, name is null), (stored.GuestName, stored.GuestEmail is null));
    }

    private async Task<(Guid Volunteer, Guid Account)> VolunteerAsync(VolunteerState state)
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.VolunteerIn(state, programme, world.Clock.Now);
        await world.SaveAsync(programme, account, volunteer);
        return (volunteer.Id, account.Id);
    }

    private OutgoingEmail Mail(EmailState state, int later = 0) => new()
    {
        Key = $"{Guid.NewGuid()}",
        Kind = "SignIn",
        MessageId = "<1@example.com>",
        ToAddress = "anna@example.com",
        ToName = "Anna",
        DueAt = world.Clock.Now.AddDays(later),
        CreatedAt = world.Clock.Now,
        State = state,
        LastError = "550 anna@example.com",
    };

    private static async Task<(string, string, string?)> AddressAsync(Core.Data.AppDbContext db, OutgoingEmail mail)
    {
        var stored = await db.Emails.SingleAsync(e => e.Id == mail.Id);
        return (stored.ToAddress, stored.ToName, stored.LastError);
    }

    private async Task<string?> EmailOfAsync(Guid account)
    {
        await using var db = world.Open();
        return (await db.Accounts.SingleAsync(a => a.Id == account)).Email;
    }
}
