using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Matching;

/// <summary>The citizen's choice and the volunteer's answer over HTTP, without a script.</summary>
public sealed class ChoiceAndAnswerTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Cards_Open_HaveTheSameFieldsAndOneHeadingOfThePage()
    {
        var open = await PublishAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);

        var page = await citizen.OpenAsync("/citizen/choose");

        Assert.Equal("Choose your mentor", page.Heading);
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        var cards = page.Document.QuerySelectorAll("article");
        Assert.Equal(3, cards.Length);
        var labels = cards.Select(c => string.Join('|', c.QuerySelectorAll(".label").Select(l => l.TextContent))).Distinct().ToList();
        Assert.Single(labels);
        Assert.All(cards, c => Assert.InRange(c.QuerySelectorAll(".lead-part li").Length, 2, 3));
        // No name beyond the first, no way to reach anybody.
        Assert.DoesNotContain(open.Volunteers[0].LastName, page.Text, StringComparison.Ordinal);
        Assert.False(page.Shows(open.Volunteers[0].Phone));
    }

    [Fact]
    public async Task Cards_OnlyOne_SayThatANoCostsNothing()
    {
        await using var db = app.NewContext();
        var open = await TestData.PublishedShortlistAsync(db, app.Clock.Now, cards: 1);
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);

        Assert.Equal("There is a mentor for you", (await citizen.OpenAsync("/citizen")).Document.QuerySelector("#status")!.TextContent);
        var page = await citizen.OpenAsync("/citizen/choose");

        Assert.Equal("A mentor for you", page.Heading);
        Assert.Contains("you keep your place in the queue", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{open.Volunteers[0].FirstName} does not fit me", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("None of them", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choose_WithANextChoice_AsksAndCanBeUndone()
    {
        var open = await PublishAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);
        await citizen.OpenAsync("/citizen/choose");

        await citizen.OpenAsync($"/citizen/choose/{open.Card(0).Id}");
        Assert.Equal($"Do you want to choose {open.Volunteers[0].FirstName}?", citizen.Last.Heading);
        await citizen.SendAsync("choose", ("Input.NextChoice", $"{open.Card(1).Id}"));
        var done = await citizen.FollowAsync();

        Assert.Equal($"We have asked {open.Volunteers[0].FirstName}", done.Heading);
        Assert.Contains($"we ask {open.Volunteers[1].FirstName}", done.Text, StringComparison.Ordinal);
        await citizen.SendAsync("undo");
        var again = await citizen.FollowAsync();
        Assert.Equal("Choose your mentor", again.Heading);
        Assert.Contains("You have undone it", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choose_VolunteerFullInTheMeantime_SaysSoAndKeepsTheOthers()
    {
        var open = await PublishAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);
        await citizen.OpenAsync($"/citizen/choose/{open.Card(0).Id}");
        await using (var db = app.NewContext())
        {
            Assert.True(await VolunteerPlaces.TakeAsync(db, open.Volunteers[0].Id));
        }

        await citizen.SendAsync("choose");
        var page = await citizen.FollowAsync();

        Assert.Contains("taken by somebody else", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("article").Length);
    }

    [Fact]
    public async Task Choose_FromAStalePage_LeadsToWhatHasHappened()
    {
        var open = await PublishAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);
        await citizen.OpenAsync($"/citizen/choose/{open.Card(1).Id}");
        var stale = citizen.Post("choose");
        await citizen.OpenAsync($"/citizen/choose/{open.Card(0).Id}");
        await citizen.SendAsync("choose");

        using var late = await citizen.SendAsync(stale);
        Assert.Equal(HttpStatusCode.Found, late.StatusCode);
        var page = await citizen.OpenAsync("/citizen/choose");
        Assert.Equal($"We have asked {open.Volunteers[0].FirstName}", page.Heading);
    }

    [Fact]
    public async Task NoneFits_TooLongThenShort_KeepsWhatWasTypedAndThanks()
    {
        var open = await PublishAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);
        await citizen.OpenAsync("/citizen/choose/none");
        var typed = new string('x', ChoiceService.LongestAnswer + 1);

        var refused = await citizen.SendAsync("none", ("Input.Reason", typed));
        Assert.Equal("Write at most 1000 characters.", Assert.Single(refused.Errors));
        Assert.Equal(typed, refused.Document.QuerySelector("textarea")!.TextContent.Trim());
        await citizen.SendAsync("none", ("Input.Reason", "Too far away"));
        var done = await citizen.FollowAsync();

        Assert.Equal("We will find others for you", done.Heading);
        await citizen.SendAsync("undo");
        Assert.Equal("Choose your mentor", (await citizen.FollowAsync()).Heading);
    }

    [Fact]
    public async Task Help_Asked_KeepsTheCardsAndCanBeUndone()
    {
        var open = await PublishAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);
        await citizen.OpenAsync("/citizen/choose");

        await citizen.SendAsync("help");
        var helped = await citizen.FollowAsync();

        Assert.Contains("Your coordinator will call you", helped.Text, StringComparison.Ordinal);
        Assert.Equal(3, helped.Document.QuerySelectorAll("article").Length);
        await citizen.SendAsync("undo");
        Assert.DoesNotContain("Your coordinator will call you", (await citizen.FollowAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_NoneYet_SayWhatHappensNext()
    {
        await using var db = app.NewContext();
        var programme = TestData.Programme();
        var citizen = TestData.CitizenWithWishes(programme, app.Clock.Now);
        db.AddRange(programme, citizen.Account, citizen.Citizen);
        await db.SaveChangesAsync();
        using var visit = await SignInAsync(citizen.Account.Id);

        Assert.Contains("There are no suggestions yet", (await visit.OpenAsync("/citizen/choose")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Accepted_ThanksAndCannotBeAnsweredTwice()
    {
        var pair = await RequestAsync();
        using var volunteer = await SignInAsync(pair.Volunteer.AccountId);
        var page = await volunteer.OpenAsync($"/volunteer/requests/{pair.Match.Id}");
        Assert.Equal($"Will you be a mentor for {pair.Citizen.FirstName}?", page.Heading);
        Assert.DoesNotContain(pair.Citizen.LastName, page.Text, StringComparison.Ordinal);
        Assert.False(page.Shows(pair.Citizen.Phone!));
        var decline = volunteer.Post("decline");

        await volunteer.SendAsync("accept");
        Assert.Equal("Thank you for your yes", (await volunteer.FollowAsync()).Heading);
        using var late = await volunteer.SendAsync(decline);

        Assert.Equal(HttpStatusCode.Found, late.StatusCode);
        Assert.Equal("Thank you for your yes", (await volunteer.OpenAsync($"/volunteer/requests/{pair.Match.Id}")).Heading);
    }

    [Fact]
    public async Task Request_DeclinedWithAReason_ThanksAndHidesTheCitizen()
    {
        var pair = await RequestAsync();
        using var volunteer = await SignInAsync(pair.Volunteer.AccountId);
        await volunteer.OpenAsync($"/volunteer/requests/{pair.Match.Id}");

        await volunteer.SendAsync("decline", ("Input.Reason", "Busy at work"));
        var page = await volunteer.FollowAsync();

        Assert.Equal("Thank you for your answer", page.Heading);
        Assert.DoesNotContain(pair.Citizen.FirstName, page.Text, StringComparison.Ordinal);
        await using var db = app.NewContext();
        Assert.Equal("Busy at work", (await db.Matches.FirstAsync(m => m.Id == pair.Match.Id)).DeclineReason);
    }

    [Fact]
    public async Task Request_AfterTheDeadline_SaysThatItIsOver()
    {
        var pair = await RequestAsync();
        await using (var db = app.NewContext())
        {
            await db.Matches.Where(m => m.Id == pair.Match.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.AnswerBy, app.Clock.Now.AddSeconds(-1)));
        }

        using var volunteer = await SignInAsync(pair.Volunteer.AccountId);
        Assert.Equal("The time to answer is over", (await volunteer.OpenAsync($"/volunteer/requests/{pair.Match.Id}")).Heading);
    }

    [Fact]
    public async Task AnothersId_OnAnyOfThePages_IsNotFound()
    {
        var open = await PublishAsync();
        var other = await PublishAsync();
        var pair = await RequestAsync();
        using var citizen = await SignInAsync(open.Citizen.AccountId!.Value);
        using var volunteer = await SignInAsync(open.Volunteers[0].AccountId);

        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/citizen/choose/{other.Card(0).Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/citizen/choose?citizen={other.Citizen.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/citizen/choose/none?citizen={other.Citizen.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.OpenAsync($"/volunteer/requests/{pair.Match.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.OpenAsync($"/volunteer/requests/{Guid.NewGuid()}")).Status);
    }

    [Theory]
    [InlineData("/citizen/choose")]
    [InlineData("/volunteer/requests/01a200aa-2064-7958-aecf-42ce929bb32e")]
    [InlineData("/coordinator/matches")]
    [InlineData("/coordinator/citizens/01a200aa-2064-7958-aecf-42ce929bb32e/suggestions")]
    [InlineData("/coordinator/citizens/01a200aa-2064-7958-aecf-42ce929bb32e/choose")]
    [InlineData("/coordinator/programmes/01a200aa-2064-7958-aecf-42ce929bb32e/ranking")]
    public async Task Pages_NotSignedIn_LeadToSignIn(string path)
    {
        using var visit = app.NewVisit();

        Assert.Contains("sign-in", (await visit.OpenAsync(path)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Desk_OfACitizen_ShowsRowsWithReasonsToTheirCoordinatorAlone()
    {
        var open = await PublishAsync();
        using var coordinator = await CoordinatorAsync(open.Programme.Id);
        using var other = await CoordinatorAsync(await OtherProgrammeAsync());
        foreach (var path in (string[])[$"/coordinator/citizens/{open.Citizen.Id}/suggestions", $"/coordinator/citizens/{open.Citizen.Id}/choose"])
        {
            Assert.Contains(open.Volunteers[0].FirstName, (await coordinator.OpenAsync(path)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(open.Volunteers[0].FirstName, (await other.OpenAsync(path)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("Ranking of", (await coordinator.OpenAsync($"/coordinator/programmes/{open.Programme.Id}/ranking")).Heading, StringComparison.Ordinal);
        Assert.DoesNotContain("Ranking of", (await other.OpenAsync($"/coordinator/programmes/{open.Programme.Id}/ranking")).Heading, StringComparison.Ordinal);
    }

    /// <summary>Signs in before becoming staff, which saves the second factor: roles are read on each request.</summary>
    private async Task<Visit> CoordinatorAsync(Guid programmeId)
    {
        var account = TestData.Account();
        await app.SaveAsync(account);
        var visit = await SignInAsync(account.Id);
        await app.SaveAsync(new RoleAssignment { AccountId = account.Id, Role = Role.Coordinator, ProgrammeId = programmeId, GrantedAt = app.Clock.Now, GrantedBy = "Test" });
        return visit;
    }

    private async Task<Guid> OtherProgrammeAsync()
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        return programme.Id;
    }

    private async Task<PublishedCards> PublishAsync()
    {
        await using var db = app.NewContext();
        return await TestData.PublishedShortlistAsync(db, app.Clock.Now);
    }

    private async Task<MatchedPair> RequestAsync()
    {
        await using var db = app.NewContext();
        return await TestData.RequestedMatchAsync(db, app.Clock.Now);
    }

    private async Task<Visit> SignInAsync(Guid accountId)
    {
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), accountId);
        await app.SaveAsync(link);
        await using var db = app.NewContext();
        await db.Accounts.Where(a => a.Id == accountId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Language, "en"));
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        return visit;
    }
}
