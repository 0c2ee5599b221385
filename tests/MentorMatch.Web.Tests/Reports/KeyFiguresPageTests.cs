using MentorMatch.Core.Access;
using MentorMatch.TestKit;
using MentorMatch.Web.Access;

namespace MentorMatch.Web.Tests.Reports;

public sealed class KeyFiguresPageTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Page_OfManagement_ShowsFiguresAndHidesTheFew()
    {
        await using (var db = app.NewContext()) await TestData.StartedMatchAsync(db, app.Clock.Now);
        using var visit = await SignInAsync(Role.Management);

        var page = await visit.OpenAsync("/management");

        Assert.Equal("Key figures", page.Heading);
        Assert.Equal(["Volunteers", "Citizens", "Matches", "Meetings of citizens and volunteers", "Waiting time"], page.Document.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.NotEmpty(page.Document.QuerySelectorAll("main td"));
        Assert.All(page.Document.QuerySelectorAll("main td"), cell => Assert.Equal("Hidden", cell.TextContent));
        Assert.Equal(["/management", "/account"], page.Document.QuerySelectorAll(".staff-side .menu-wide a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Administrator)]
    public async Task Page_ForOtherStaff_IsClosed(Role role)
    {
        using var visit = await SignInAsync(role);

        Assert.DoesNotContain("Key figures", (await visit.OpenAsync("/management")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Management, "/management")]
    [InlineData(Role.Administrator, "/admin")]
    [InlineData(Role.Coordinator, "/coordinator")]
    [InlineData(Role.Citizen, "/citizen")]
    [InlineData(Role.Volunteer, "/volunteer")]
    public void FrontPage_OfARole_IsItsOwn(Role role, string path) => Assert.Equal(path, FrontPage.Of(new Actor { Name = "X", Roles = [role] }));

    [Fact]
    public async Task Admin_Overview_IsInTheMenu()
    {
        using var visit = await SignInAsync(Role.Administrator);

        var page = await visit.OpenAsync("/admin");

        Assert.Equal("page", page.Document.QuerySelector(".staff-side .menu-wide a[href='/admin']")!.GetAttribute("aria-current"));
        Assert.Null((await visit.OpenAsync("/admin/users")).Document.QuerySelector(".staff-side .menu-wide a[href='/admin']")!.GetAttribute("aria-current"));
    }

    /// <summary>Signs in before becoming staff, which saves the second factor: roles are read on each request.</summary>
    private async Task<Visit> SignInAsync(Role role)
    {
        var account = TestData.Account();
        account.Language = "en";
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
        await app.SaveAsync(account, link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        var programme = role == Role.Coordinator ? TestData.Programme() : null;
        if (programme is not null) await app.SaveAsync(programme);
        await app.SaveAsync(new RoleAssignment { AccountId = account.Id, Role = role, ProgrammeId = programme?.Id, GrantedAt = app.Clock.Now, GrantedBy = "Test" });
        return visit;
    }
}
