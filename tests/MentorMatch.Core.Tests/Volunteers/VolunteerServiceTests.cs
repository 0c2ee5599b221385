using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Tests.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Volunteers;

public sealed class VolunteerServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly FakeClock clock = new();
    private RecruitmentServices? made;

    private RecruitmentServices Services => made ??= new RecruitmentServices(database, clock);

    private VolunteerService Volunteers => Services.Get<VolunteerService>();

    public async ValueTask DisposeAsync()
    {
        if (made is not null) await made.DisposeAsync();
    }

    [Fact]
    public async Task PauseAndResume_ByTheVolunteer_MovesAndCountsIdlenessAfresh()
    {
        var (_, _, volunteer) = await AddAsync(VolunteerState.Ready);
        var self = TestData.ActorOf(volunteer);

        Assert.True((await Volunteers.PauseAsync(self, volunteer.Id, "Ferie")).Succeeded);
        Assert.Null((await StoredAsync(volunteer)).IdleSince);
        clock.Advance(TimeSpan.FromDays(10));
        Assert.True((await Volunteers.ResumeAsync(self, volunteer.Id)).Succeeded);

        var stored = await StoredAsync(volunteer);
        Assert.Equal((VolunteerState.Ready, (DateTimeOffset?)clock.Now), (stored.State, stored.IdleSince));
    }

    [Fact]
    public async Task MarkReady_ByTheVolunteerOrOthers_IsRefused()
    {
        var (_, _, volunteer) = await AddAsync(VolunteerState.InTraining);

        foreach (var actor in new[] { Actor.Visitor, TestData.ActorOf(volunteer), TestData.Coordinator(Guid.NewGuid()) })
        {
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Volunteers.MarkReadyAsync(actor, volunteer.Id)).Errors));
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Volunteers.SetCapacityAsync(actor, volunteer.Id, 2)).Errors));
        }
    }

    [Fact]
    public async Task MarkReady_RequirementsMet_MailsOnce()
    {
        var (_, mette, volunteer) = await AddAsync(VolunteerState.InTraining, v =>
        {
            v.SignConfidentiality("1", clock.Now);
            v.TrainingCompletedAt = clock.Now;
        });

        Assert.True((await Volunteers.MarkReadyAsync(mette, volunteer.Id)).Succeeded);

        await using var db = database.NewContext();
        Assert.Equal("VolunteerReady", (await db.Emails.SingleAsync(e => e.VolunteerId == volunteer.Id)).Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(6)]
    public async Task SetCapacity_OutOfRange_IsRefused(int? capacity)
    {
        var (_, mette, volunteer) = await AddAsync(VolunteerState.Ready);

        Assert.Equal("Capacity", Assert.Single((await Volunteers.SetCapacityAsync(mette, volunteer.Id, capacity)).Errors).Field);
    }

    [Fact]
    public async Task SetCapacity_BelowWhatIsUsed_IsRefused()
    {
        var (_, mette, volunteer) = await AddAsync(VolunteerState.Ready, v => v.Capacity = 2);
        await using (var db = database.NewContext())
        {
            Assert.True(await VolunteerPlaces.TakeAsync(db, volunteer.Id));
            Assert.True(await VolunteerPlaces.TakeAsync(db, volunteer.Id));
        }

        Assert.Equal(VolunteerErrors.CapacityBelowUsed(2).Key, Assert.Single((await Volunteers.SetCapacityAsync(mette, volunteer.Id, 1)).Errors).Key);
        Assert.True((await Volunteers.SetCapacityAsync(mette, volunteer.Id, 3)).Succeeded);
    }

    [Fact]
    public async Task List_SearchAndFilters_FindOwnProgrammesVolunteersAlone()
    {
        var (programme, mette, volunteer) = await AddAsync(VolunteerState.Ready, v => v.LastName = "100%_sær");
        var (_, _, foreign) = await AddAsync(VolunteerState.Ready, v => v.LastName = "100%_sær");
        var list = Services.Get<VolunteerList>();

        Assert.Equal(volunteer.Id, Assert.Single((await list.PageAsync(mette, new VolunteerSearch { Text = "N 100%_S" }, new PageRequest(1))).Rows).Id);
        Assert.Empty((await list.PageAsync(mette, new VolunteerSearch { Text = "100x" }, new PageRequest(1))).Rows);
        Assert.Empty((await list.PageAsync(mette, new VolunteerSearch { State = VolunteerState.Left }, new PageRequest(1))).Rows);
        Assert.Empty((await list.PageAsync(mette, new VolunteerSearch { ProgrammeId = foreign.ProgrammeId }, new PageRequest(1))).Rows);
        Assert.Empty((await list.PageAsync(TestData.ActorOf(volunteer), new VolunteerSearch(), new PageRequest(1))).Rows);
        Assert.Equal((programme.Id, 1), (await list.CountsAsync(mette)).Select(c => (c.ProgrammeId, c.Recruited)).Single());
    }

    private async Task<(Programme Programme, Actor Mette, Volunteer Volunteer)> AddAsync(VolunteerState state, Action<Volunteer>? change = null)
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.VolunteerIn(state, programme, clock.Now, change);
        await using var db = database.NewContext();
        db.AddRange(programme, account, volunteer);
        await db.SaveChangesAsync();
        return (programme, TestData.Coordinator(programme.Id), volunteer);
    }

    private async Task<Volunteer> StoredAsync(Volunteer volunteer)
    {
        await using var db = database.NewContext();
        return await db.Volunteers.SingleAsync(v => v.Id == volunteer.Id);
    }
}
