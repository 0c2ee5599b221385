using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Learning;

/// <summary>The pages about models, as they are first drawn; their buttons are tried by the services' own tests.</summary>
public sealed class ModelPagesTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Model_NothingLearned_SaysWhatServesAndWhatIsWaitedFor()
    {
        var programme = await ProgrammeAsync();
        using var coordinator = await StaffAsync(Role.Coordinator, programme.Id);

        var page = await coordinator.OpenAsync($"/coordinator/models/{programme.Id}");

        Assert.StartsWith("Model of", page.Heading, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Contains("v0: Weights set by people", page.Text, StringComparison.Ordinal);
        Assert.Contains("when there are 50 new answers", page.Text, StringComparison.Ordinal);
        Assert.Contains("No model has been trained yet", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Go back to", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_WithAChallenger_SaysHowItDidAndWhyItIsRefused()
    {
        var programme = await ProgrammeAsync();
        await app.SaveAsync(TestData.StoredChallenger(programme, app.Clock.Now, 219, -.01));
        using var coordinator = await StaffAsync(Role.Coordinator, programme.Id);

        var page = await coordinator.OpenAsync($"/coordinator/models/{programme.Id}");

        Assert.Contains("It was measured on 219 citizens. At least 220 are needed.", page.Text, StringComparison.Ordinal);
        Assert.Contains("may be as low as -0.010", page.Text, StringComparison.Ordinal);
        Assert.Contains("0.700 (0.650 to 0.750)", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("textarea"));
        Assert.All(page.Document.QuerySelectorAll("figure.chart"), chart => Assert.NotEmpty(chart.QuerySelector("figcaption")!.TextContent));
    }

    [Theory]
    [InlineData(Role.Coordinator, "coordinator")]
    [InlineData(Role.Administrator, "admin")]
    public async Task Model_ThatPassed_AsksWhoeverMayForAReason(Role role, string area)
    {
        var programme = await ProgrammeAsync();
        await app.SaveAsync(TestData.StoredChallenger(programme, app.Clock.Now));
        using var staff = await StaffAsync(role, programme.Id);

        var page = await staff.OpenAsync($"/{area}/models/{programme.Id}");
        var list = await staff.OpenAsync($"/{area}/models");

        Assert.Single(page.Document.QuerySelectorAll("textarea"));
        Assert.Contains("Take 2026-01-01-1 into use", page.Text, StringComparison.Ordinal);
        Assert.Contains("2026-01-01-1: can be taken into use", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_FileThatCannotBeRead_IsSaid()
    {
        var programme = await ProgrammeAsync();
        var broken = TestData.StoredChallenger(programme, app.Clock.Now, file: "{}");
        broken.Serve(Actor.System("Test"), app.Clock.Now, "Test", null);
        await app.SaveAsync(broken);
        using var coordinator = await StaffAsync(Role.Coordinator, programme.Id);

        var page = await coordinator.OpenAsync($"/coordinator/models/{programme.Id}");

        Assert.Contains("Model 2026-01-01-1 cannot be read by this version of the service. v0 is used instead.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Go back to v0", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_OfAnotherProgramme_IsNotShown()
    {
        var (own, other) = (await ProgrammeAsync(), await ProgrammeAsync());
        using var coordinator = await StaffAsync(Role.Coordinator, own.Id);
        using var volunteer = await StaffAsync(Role.Management, own.Id);

        Assert.DoesNotContain("Model of", (await coordinator.OpenAsync($"/coordinator/models/{other.Id}")).Heading, StringComparison.Ordinal);
        Assert.DoesNotContain($"{other.Id}", (await coordinator.OpenAsync("/coordinator/models")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await volunteer.OpenAsync($"/coordinator/models/{own.Id}")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await coordinator.OpenAsync($"/admin/models/{own.Id}")).Status);
    }

    private async Task<Programme> ProgrammeAsync()
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        return programme;
    }

    /// <summary>Signs in before becoming staff, which saves the second factor: roles are read on each request.</summary>
    private async Task<Visit> StaffAsync(Role role, Guid programmeId)
    {
        var account = Account.Create("Sofie Medarbejder", TestData.NewAddress(), "en", app.Clock.Now);
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
        await app.SaveAsync(account, link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        await app.SaveAsync(new RoleAssignment
        {
            AccountId = account.Id,
            Role = role,
            ProgrammeId = role == Role.Coordinator ? programmeId : null,
            GrantedAt = app.Clock.Now,
            GrantedBy = "Test",
        });
        return visit;
    }
}
