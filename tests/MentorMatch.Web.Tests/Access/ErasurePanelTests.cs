using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Access;

/// <summary>The coordinator's side of a wish to be erased, on the pages of volunteers and citizens.</summary>
public sealed class ErasurePanelTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Panel_SomebodyAsked_SaysSoToTheirCoordinator()
    {
        var (programme, volunteer, citizen) = await PeopleAsync(asked: true);
        using var coordinator = await CoordinatorAsync(programme.Id);

        foreach (var path in (string[])[$"/coordinator/volunteers/{volunteer}", $"/coordinator/citizens/{citizen}"])
        {
            var page = await coordinator.OpenAsync(path);
            Assert.Equal("Has asked to be erased", page.Document.QuerySelector("#erasure")!.TextContent);
            Assert.Contains("Yes, erase for good", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Panel_NobodyAsked_IsNotThere()
    {
        var (programme, volunteer, citizen) = await PeopleAsync(asked: false);
        using var coordinator = await CoordinatorAsync(programme.Id);

        Assert.Null((await coordinator.OpenAsync($"/coordinator/volunteers/{volunteer}")).Document.QuerySelector("#erasure"));
        Assert.Null((await coordinator.OpenAsync($"/coordinator/citizens/{citizen}")).Document.QuerySelector("#erasure"));
    }

    private async Task<(Programme Programme, Guid Volunteer, Guid Citizen)> PeopleAsync(bool asked)
    {
        var programme = TestData.Programme();
        var volunteer = TestData.ReadyVolunteer(programme, app.Clock.Now);
        var citizen = TestData.CitizenWithWishes(programme, app.Clock.Now);
        volunteer.Account.ErasureAskedAt = citizen.Account.ErasureAskedAt = asked ? app.Clock.Now : null;
        await app.SaveAsync(programme, volunteer.Account, volunteer.Volunteer, citizen.Account, citizen.Citizen);
        return (programme, volunteer.Volunteer.Id, citizen.Citizen.Id);
    }

    /// <summary>Signs in before becoming staff, which saves the second factor: roles are read on each request.</summary>
    private async Task<Visit> CoordinatorAsync(Guid programmeId)
    {
        var account = TestData.Account();
        account.Language = "en";
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
        await app.SaveAsync(account, link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        await app.SaveAsync(new RoleAssignment { AccountId = account.Id, Role = Role.Coordinator, ProgrammeId = programmeId, GrantedAt = app.Clock.Now, GrantedBy = "Test" });
        return visit;
    }
}
