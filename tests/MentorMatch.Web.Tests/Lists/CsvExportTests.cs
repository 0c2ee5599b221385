using System.Net;
using System.Text;
using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Lists;

/// <summary>Lists as files: what a coordinator's spreadsheet gets, and who gets nothing.</summary>
public sealed class CsvExportTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("/coordinator/volunteers/export.csv", "volunteers")]
    [InlineData("/coordinator/citizens/export.csv", "citizens")]
    public async Task Export_OwnProgramme_IsAFileThatDanishSpreadsheetsOpen(string path, string name)
    {
        var (mine, theirs) = (await PeopleAsync("=HYPERLINK(1);x"), await PeopleAsync("Hemmelig"));
        using var visit = await SignInAsync(Role.Coordinator, mine.Id);

        var (status, contentType, fileName, bytes) = await visit.FetchAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("text/csv; charset=utf-8", contentType);
        Assert.Contains(name, fileName, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Name;", lines[0], StringComparison.Ordinal);
        // A name that is a formula is a text to the spreadsheet, and its semicolon makes no new cell.
        Assert.StartsWith("\"'=HYPERLINK(1);x Prøve\";", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig", lines[1], StringComparison.Ordinal);
        Assert.NotEqual(mine.Id, theirs.Id);
    }

    [Theory]
    [InlineData("/coordinator/volunteers/export.csv?q=Anna", 1)]
    [InlineData("/coordinator/volunteers/export.csv?q=ingen", 0)]
    [InlineData("/coordinator/volunteers/export.csv?state=Left", 0)]
    [InlineData("/coordinator/volunteers/export.csv?state=nonsense&sort=nonsense&programme=nonsense", 1)]
    [InlineData("/coordinator/citizens/export.csv?q=Anna", 1)]
    [InlineData("/coordinator/citizens/export.csv?state=Completed", 0)]
    [InlineData("/coordinator/citizens/export.csv?state=nonsense&programme=nonsense", 1)]
    public async Task Export_WithTheFiltersOfThePage_HoldsWhatThePageShows(string path, int rows)
    {
        using var visit = await SignInAsync(Role.Coordinator, (await PeopleAsync("Anna")).Id);

        var (status, _, _, bytes) = await visit.FetchAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(rows + 1, Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Management)]
    public async Task Export_ForAnybodyElse_GivesNoFile(Role? role)
    {
        await PeopleAsync("Anna");
        foreach (var path in (string[])["/coordinator/volunteers/export.csv", "/coordinator/citizens/export.csv"])
        {
            using var visit = role is { } held ? await SignInAsync(held, null) : app.NewVisit();

            var (status, contentType, _, bytes) = await visit.FetchAsync(path);

            Assert.NotEqual(HttpStatusCode.OK, status);
            Assert.NotEqual("text/csv; charset=utf-8", contentType);
            Assert.DoesNotContain("Anna", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }
    }

    private async Task<Programme> PeopleAsync(string firstName)
    {
        var programme = TestData.Programme();
        var volunteer = TestData.ReadyVolunteer(programme, app.Clock.Now, v => (v.FirstName, v.LastName) = (firstName, "Prøve"));
        var citizen = TestData.CitizenWithWishes(programme, app.Clock.Now, c => (c.FirstName, c.LastName) = (firstName, "Prøve"));
        await app.SaveAsync(programme, volunteer.Account, volunteer.Volunteer, citizen.Account, citizen.Citizen);
        return programme;
    }

    /// <summary>Signs in before becoming staff, which saves the second factor: roles are read on each request.</summary>
    private async Task<Visit> SignInAsync(Role role, Guid? programmeId)
    {
        var account = TestData.Account();
        account.Language = "en";
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
        await app.SaveAsync(account, link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        await app.SaveAsync(new RoleAssignment { AccountId = account.Id, Role = role, ProgrammeId = programmeId, GrantedAt = app.Clock.Now, GrantedBy = "Test" });
        return visit;
    }
}
