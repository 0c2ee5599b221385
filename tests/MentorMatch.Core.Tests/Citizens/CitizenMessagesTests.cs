using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Citizens;

public sealed class CitizenMessagesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Tell_ByTheCitizen_ReachesTheListWithoutItsWords()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(CitizenState.Matched);
        var tell = new TellCoordinator { CitizenId = citizen.Id, Text = "Jeg er ikke tryg." };

        Assert.True((await desk.Messages.TellAsync(TestData.ActorOf(citizen), tell)).Succeeded);
        Assert.True((await desk.Messages.TellAsync(TestData.ActorOf(citizen), tell)).Succeeded);

        await using var db = database.NewContext();
        var work = await db.WorkItems.SingleAsync(w => w.CitizenId == citizen.Id);
        Assert.Equal((WorkKind.SomethingWrong, Urgency.Today), (work.Kind, work.Urgency));
        Assert.DoesNotContain("tryg", work.About + work.Path + work.Key, StringComparison.Ordinal);
        var opened = await desk.Reading.OpenCaseAsync(desk.Coordinator, citizen.Id, ReadPurpose.FollowUp);
        Assert.Equal(["Jeg er ikke tryg."], opened.Value.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Handle_ByTheCoordinator_TakesItOffTheList()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(CitizenState.Matched);
        var tell = new TellCoordinator { CitizenId = citizen.Id, Text = "Det passer mig ikke." };
        await desk.Messages.TellAsync(TestData.ActorOf(citizen), tell);

        Assert.True((await desk.Messages.HandleAsync(desk.Coordinator, tell.Id)).Succeeded);

        await using var db = database.NewContext();
        var work = await db.WorkItems.SingleAsync(w => w.CitizenId == citizen.Id);
        Assert.Equal((desk.Clock.Now, desk.Coordinator.Name), (work.DoneAt, work.DoneBy));
        Assert.Equal(0, (await desk.Queries.DetailsAsync(desk.Coordinator, citizen.Id)).Value.OpenMessages);
    }

    [Theory]
    [InlineData("  ", "Error.MessageMissing")]
    [InlineData("Ring på 010190-1234", "Error.CprInText")]
    public async Task Tell_NothingOrACprNumber_IsRefused(string text, string key)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();

        var result = await desk.Messages.TellAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Text = text });

        Assert.Equal((key, "Text"), (result.Errors.Single().Key, result.Errors.Single().Field));
    }

    [Fact]
    public async Task TellAndHandle_ByOthers_AreRefused()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var (citizen, neighbour) = (await desk.AddCitizenAsync(), await desk.AddCitizenAsync());
        var tell = new TellCoordinator { CitizenId = citizen.Id, Text = "Hej" };
        await desk.Messages.TellAsync(TestData.ActorOf(citizen), tell);

        Assert.Equal([AccessErrors.NotAllowed], (await desk.Messages.TellAsync(TestData.ActorOf(neighbour), tell with { Id = Guid.CreateVersion7() })).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await desk.Messages.HandleAsync(TestData.ActorOf(citizen), tell.Id)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await desk.Messages.HandleAsync(desk.Stranger, tell.Id)).Errors);
    }
}
