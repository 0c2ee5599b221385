using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.SignIn;
using MentorMatch.Core.Tests.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Volunteers;

public sealed class ContactListServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly FakeClock clock = new();
    private RecruitmentServices? made;

    private ContactListService Contacts => (made ??= new RecruitmentServices(database, clock)).Get<ContactListService>();

    public async ValueTask DisposeAsync()
    {
        if (made is not null) await made.DisposeAsync();
    }

    [Fact]
    public async Task Show_OnTheList_ShowsTheOthersOfTheProgrammeWhoAreOnIt()
    {
        var programme = await ProgrammeAsync();
        var reader = await AddAsync(programme, VolunteerState.Ready, on: true);
        var seen = await AddAsync(programme, VolunteerState.InTraining, on: true);
        await AddAsync(programme, VolunteerState.Ready, on: false);
        await AddAsync(programme, VolunteerState.Left, on: true);
        await AddAsync(programme, VolunteerState.Interviewed, on: true);
        await AddAsync(await ProgrammeAsync(), VolunteerState.Ready, on: true);

        var list = await Contacts.ShowAsync(TestData.ActorOf(reader));

        Assert.Equal(ContactListState.On, list.State);
        Assert.Equal(seen.Email, Assert.Single(list.Contacts).Email);
    }

    [Theory]
    [InlineData(VolunteerState.Ready, false, ContactListState.Outside)]
    [InlineData(VolunteerState.Confirmed, true, ContactListState.Closed)]
    [InlineData(VolunteerState.Left, true, ContactListState.Closed)]
    public async Task Show_ToWhoIsNotOnIt_ShowsNobody(VolunteerState state, bool on, ContactListState expected)
    {
        var programme = await ProgrammeAsync();
        var reader = await AddAsync(programme, state, on);
        await AddAsync(programme, VolunteerState.Ready, on: true);

        var list = await Contacts.ShowAsync(TestData.ActorOf(reader));

        Assert.Equal(expected, list.State);
        Assert.Empty(list.Contacts);
    }

    [Fact]
    public async Task Show_ToOthersThanVolunteers_IsClosed()
    {
        var programme = await ProgrammeAsync();
        await AddAsync(programme, VolunteerState.Ready, on: true);

        foreach (var actor in new[] { Actor.Visitor, TestData.Coordinator(programme.Id) })
        {
            Assert.Empty((await Contacts.ShowAsync(actor)).Contacts);
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Contacts.ChooseAsync(actor, on: true)).Errors));
        }
    }

    [Fact]
    public async Task Choose_OnOffAndOn_KeepsEachConsentWithItsTimes()
    {
        var volunteer = await AddAsync(await ProgrammeAsync(), VolunteerState.Ready, on: false);
        var self = TestData.ActorOf(volunteer);

        foreach (var on in (bool[])[true, true, false, true])
        {
            Assert.True((await Contacts.ChooseAsync(self, on)).Succeeded);
            clock.Advance(TimeSpan.FromDays(1));
        }

        await using var db = database.NewContext();
        var consents = await db.Consents.Where(c => c.AccountId == volunteer.AccountId && c.Text == ContactListService.ConsentText).OrderBy(c => c.GivenAt).ToListAsync();
        Assert.Equal([TimeSpan.FromDays(2), null], consents.Select(c => c.WithdrawnAt - c.GivenAt));
        Assert.True((await db.Volunteers.SingleAsync(v => v.Id == volunteer.Id)).OnContactList);
    }

    [Fact]
    public async Task WithdrawConsent_OfTheList_TakesOffAndTroublesNobody()
    {
        var volunteer = await AddAsync(await ProgrammeAsync(), VolunteerState.Ready, on: false);
        var self = TestData.ActorOf(volunteer);
        await Contacts.ChooseAsync(self, on: true);
        var accounts = new OwnAccountService(database.Contexts, clock);
        await using var db = database.NewContext();
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.AccountId == volunteer.AccountId && c.Text == ContactListService.ConsentText);

        Assert.True((await accounts.WithdrawConsentAsync(self, consent.Id)).Succeeded);
        Assert.False(await db.Volunteers.Where(v => v.Id == volunteer.Id).Select(v => v.OnContactList).SingleAsync());
        Assert.False(await db.WorkItems.AnyAsync(w => w.VolunteerId == volunteer.Id));

        Assert.True((await accounts.GiveConsentAgainAsync(self, consent.Id)).Succeeded);
        Assert.True(await db.Volunteers.Where(v => v.Id == volunteer.Id).Select(v => v.OnContactList).SingleAsync());
    }

    private async Task<Programme> ProgrammeAsync()
    {
        var programme = TestData.Programme();
        await using var db = database.NewContext();
        db.Add(programme);
        await db.SaveChangesAsync();
        return programme;
    }

    private async Task<Volunteer> AddAsync(Programme programme, VolunteerState state, bool on)
    {
        var (account, volunteer) = TestData.VolunteerIn(state, programme, clock.Now, v => v.OnContactList = on);
        await using var db = database.NewContext();
        db.AddRange(account, volunteer);
        await db.SaveChangesAsync();
        return volunteer;
    }
}
