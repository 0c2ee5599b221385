using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Volunteers;

/// <summary>"Who can I ask about …": a list that opens to who is on it.</summary>
public sealed class ContactsPageTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task List_JoinedSearchedAndLeft_ShowsTheOthersOnlyInBetween()
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, app.Clock.Now);
        var (otherAccount, other) = TestData.ReadyVolunteer(programme, app.Clock.Now, v =>
        {
            (v.FirstName, v.LastName, v.OnContactList) = ("Tora", "Prøvelund", true);
            v.Guide.Likes = ["Fishing"];
        });
        await app.SaveAsync(programme, account, volunteer, otherAccount, other);
        using var visit = app.NewVisit();
        await app.SignInAsync(visit, account.Email!);

        Assert.DoesNotContain("Tora", (await visit.OpenAsync("/volunteer/contacts")).Text, StringComparison.Ordinal);
        await visit.SendAsync("contacts", ("Input.On", "true"));
        await visit.FollowAsync();
        Assert.Equal(["Tora Prøvelund"], Names(visit.Last));
        Assert.Contains(other.Email, visit.Last.Text, StringComparison.Ordinal);

        Assert.Equal(["Tora Prøvelund"], Names(await visit.OpenAsync("/volunteer/contacts?q=fisk")));
        Assert.Equal(["Tora Prøvelund"], Names(await visit.OpenAsync("/volunteer/contacts?q=tora+fisk")));
        Assert.Empty(Names(await visit.OpenAsync("/volunteer/contacts?q=tora+skak")));
        Assert.Contains("Ingen på listen passer til", visit.Last.Text, StringComparison.Ordinal);

        await visit.SendAsync("contacts", ("Input.On", "false"));
        Assert.Empty(Names(await visit.OpenAsync("/volunteer/contacts")));
    }

    private static List<string> Names(PageSeen page) => [.. page.Document.QuerySelectorAll("main .card-heading").Select(heading => heading.TextContent.Trim())];
}
